import { chatDialect } from "./chat/chat-dialect.ts";
import { type ModelOptions, modelPolicy, wireSettings } from "./chat/model-policy.ts";
import { chatCompletionsUrl } from "./chat/server-address.ts";
import { noNativeTools } from "./chat/wire-quirk.ts";
import type { Policy } from "./policy.ts";
import { type ActionFormat, startsWithTags } from "./text-tags/action-format.ts";

export interface OpenAICompatibleOptions extends ModelOptions {
  /** Such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  /** How the model calls tools; `auto` unless given: by the server's interface, or in its text where that refuses. */
  readonly actionFormat?: ActionFormat;
}

/**
 * A language model behind any server with OpenAI's chat completions; see `modelPolicy`. Throws `CONFIG_INVALID` for
 * an unusable base URL or key.
 */
export function openaiCompatiblePolicy(options: OpenAICompatibleOptions): Policy {
  const url = chatCompletionsUrl(options.baseUrl);
  const { actionFormat = "auto", model } = options;
  return modelPolicy(
    {
      provider: "openai-compatible",
      url,
      description: {
        model,
        baseUrl: url.replace(/\/chat\/completions\b.*$/, ""),
        kind: "an OpenAI-compatible server",
        answer: "a chat completion",
        baseUrlHint: "for most servers it ends in /v1",
      },
      keyHeader: (key) => ({ authorization: `Bearer ${key}` }),
      dialect: chatDialect(wireSettings(options), { allowsTextTags: actionFormat !== "native" }),
      ...(startsWithTags(actionFormat, model) ? { knownQuirks: [noNativeTools.name] } : {}),
    },
    options,
  );
}
