import { messagesDialect } from "./anthropic/messages-dialect.ts";
import { type ModelOptions, modelPolicy, wireSettings } from "./chat/model-policy.ts";
import { messagesUrl } from "./chat/server-address.ts";
import type { Policy } from "./policy.ts";

export interface AnthropicOptions extends ModelOptions {
  /** `https://api.anthropic.com` unless given. */
  readonly baseUrl?: string;
}

/** Where Anthropic serves its models. */
export const anthropicBaseUrl = "https://api.anthropic.com";

/**
 * A language model behind Anthropic's Messages API; see `modelPolicy`. Marks the stable beginning of the conversation
 * for the server's cache. At most 16,384 tokens an answer unless `maxOutputTokens` says otherwise: the API demands a
 * limit. Throws `CONFIG_INVALID` for an unusable base URL or key.
 */
export function anthropicPolicy(options: AnthropicOptions): Policy {
  const url = messagesUrl(options.baseUrl ?? anthropicBaseUrl);
  return modelPolicy(
    {
      provider: "anthropic",
      url,
      description: {
        model: options.model,
        baseUrl: url.replace(/\/messages\b.*$/, ""),
        kind: "Anthropic's Messages API",
        answer: "an answer of Anthropic's Messages API",
        baseUrlHint: `Anthropic's own is ${anthropicBaseUrl}`,
      },
      keyHeader: (key) => ({ "x-api-key": key }),
      headers: { "anthropic-version": "2023-06-01" },
      dialect: messagesDialect(wireSettings(options)),
    },
    options,
  );
}
