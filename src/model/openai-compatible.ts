import { chatDialect } from "./chat/chat-dialect.ts";
import { type ModelOptions, modelPolicy, wireSettings } from "./chat/model-policy.ts";
import { chatCompletionsUrl } from "./chat/server-address.ts";
import type { Policy } from "./policy.ts";

export interface OpenAICompatibleOptions extends ModelOptions {
  /** Such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
}

/**
 * A language model behind any server with OpenAI's chat completions; see `modelPolicy`. Throws `CONFIG_INVALID` for
 * an unusable base URL or key.
 */
export function openaiCompatiblePolicy(options: OpenAICompatibleOptions): Policy {
  const url = chatCompletionsUrl(options.baseUrl);
  return modelPolicy(
    {
      provider: "openai-compatible",
      url,
      description: {
        model: options.model,
        baseUrl: url.replace(/\/chat\/completions\b.*$/, ""),
        kind: "an OpenAI-compatible server",
        answer: "a chat completion",
        baseUrlHint: "for most servers it ends in /v1",
      },
      keyHeader: (key) => ({ authorization: `Bearer ${key}` }),
      dialect: chatDialect(wireSettings(options)),
    },
    options,
  );
}
