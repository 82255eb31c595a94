import type { JsonValue } from "../../core/json.ts";
import type { WireBody, WireQuirk } from "./dialect.ts";
import { withoutTools } from "./wire-request.ts";

/** Newer models of OpenAI and Anthropic choose their temperature themselves. */
export const noTemperature: WireQuirk = {
  name: "no-temperature",
  matches: (complaint, request) => /temperature/i.test(complaint) && request["temperature"] !== undefined,
  apply: (request) => ({ ...request, temperature: undefined }),
};

/**
 * The differences between OpenAI-compatible servers that only show when a server rejects a request with a
 * 4xx status. Each is applied at most once to a request.
 */
export const wireQuirks: readonly WireQuirk[] = [
  {
    name: "no-stream-options",
    matches: (complaint, request) =>
      /stream_options/i.test(complaint) && request["stream_options"] !== undefined,
    apply: (request) => ({ ...request, stream_options: undefined }),
  },
  {
    // OpenAI's reasoning models.
    name: "max-completion-tokens",
    matches: (complaint, request) =>
      /max_completion_tokens/i.test(complaint) && request["max_tokens"] !== undefined,
    apply: ({ max_tokens, ...rest }) =>
      max_tokens === undefined ? rest : { ...rest, max_completion_tokens: max_tokens },
  },
  noTemperature,
  {
    // Groq, Mistral and the first DeepSeek reasoner refuse to read reasoning back.
    name: "no-reasoning-replay",
    matches: (complaint, request) =>
      /reasoning/i.test(complaint) &&
      messagesOf(request).some(
        (message) => hasKey(message, "reasoning_content") || hasKey(message, "reasoning"),
      ),
    apply: (request) => ({ ...request, messages: messagesOf(request).map(withoutReasoning) }),
  },
  {
    // Mistral lets a user speak only after an assistant.
    name: "no-user-after-tool",
    matches: (complaint, request) =>
      /after role '?"?tool/i.test(complaint) &&
      messagesOf(request).some((_, index) => isUserAfterTool(request, index)),
    apply: (request) => ({
      ...request,
      messages: messagesOf(request).flatMap((message, index) =>
        isUserAfterTool(request, index) ? [{ role: "assistant", content: "Noted." }, message] : [message],
      ),
    }),
  },
  {
    name: "no-tool-choice",
    matches: (complaint, request) => /tool_choice/i.test(complaint) && request["tool_choice"] !== undefined,
    apply: (request) => (request["tool_choice"] === undefined ? request : withoutTools(request)),
  },
  {
    name: "no-streaming",
    matches: (complaint, request) =>
      /stream(ing)?\b.{0,60}(not|n't|un)\s?(support|allow|available)|(not|n't|un)\s?(support|allow)\w*.{0,60}\bstream/i.test(
        complaint,
      ) && request["stream"] === true,
    apply: (request) => ({ ...request, stream: undefined, stream_options: undefined }),
  },
];

function hasKey(value: JsonValue, key: string): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && key in value;
}

function withoutReasoning(message: JsonValue): JsonValue {
  if (!hasKey(message, "reasoning_content") && !hasKey(message, "reasoning")) return message;
  const { reasoning_content: _, reasoning: __, ...rest } = message;
  return rest;
}

function messagesOf(request: WireBody): readonly JsonValue[] {
  const messages = request["messages"];
  return Array.isArray(messages) ? messages : [];
}

function isUserAfterTool(request: WireBody, index: number): boolean {
  const messages = messagesOf(request);
  return roleOf(messages[index]) === "user" && roleOf(messages[index - 1]) === "tool";
}

function roleOf(message: JsonValue | undefined): JsonValue | undefined {
  return message !== undefined && hasKey(message, "role") ? message["role"] : undefined;
}
