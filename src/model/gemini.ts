import { type ModelOptions, modelPolicy, wireSettings } from "./chat/model-policy.ts";
import { generateContentUrl } from "./chat/server-address.ts";
import { contentDialect } from "./gemini/content-dialect.ts";
import type { Policy } from "./policy.ts";

export interface GeminiOptions extends ModelOptions {
  /** `https://generativelanguage.googleapis.com/v1beta` unless given. */
  readonly baseUrl?: string;
}

/** Where Google serves Gemini. */
export const geminiBaseUrl = "https://generativelanguage.googleapis.com/v1beta";

/** A language model behind the Gemini API; see `modelPolicy`. Throws `CONFIG_INVALID` for an unusable base URL or key. */
export function geminiPolicy(options: GeminiOptions): Policy {
  const { model, stream = true } = options;
  const url = generateContentUrl(options.baseUrl ?? geminiBaseUrl, { model, stream });
  return modelPolicy(
    {
      provider: "gemini",
      url,
      description: {
        model,
        baseUrl: url.replace(/\/models\/[^/]*$/, ""),
        kind: "the Gemini API",
        answer: "an answer of the Gemini API",
        baseUrlHint: `Google's own is ${geminiBaseUrl}`,
      },
      keyHeader: (key) => ({ "x-goog-api-key": key }),
      dialect: contentDialect(wireSettings(options)),
    },
    options,
  );
}
