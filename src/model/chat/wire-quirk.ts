import type { JsonValue } from "../../core/json.ts";
import { type WireRequest, withoutTools } from "./wire-request.ts";

/** Something that a server does not accept although the interface has it, and the request without it. */
export interface WireQuirk {
  readonly name: string;
  /** Whether the server's complaint is about this, and the request has it. */
  matches(complaint: string, request: WireRequest): boolean;
  /** Leaves a request that does not have it as it is. */
  apply(request: WireRequest): WireRequest;
}

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
  {
    name: "no-temperature",
    matches: (complaint, request) => /temperature/i.test(complaint) && request["temperature"] !== undefined,
    apply: (request) => ({ ...request, temperature: undefined }),
  },
  {
    // Groq, Mistral and the first DeepSeek reasoner refuse to read reasoning back.
    name: "no-reasoning-replay",
    matches: (complaint, request) =>
      /reasoning/i.test(complaint) &&
      request.messages.some(
        (message) => hasKey(message, "reasoning_content") || hasKey(message, "reasoning"),
      ),
    apply: (request) => ({ ...request, messages: request.messages.map(withoutReasoning) }),
  },
  {
    // Mistral lets a user speak only after an assistant.
    name: "no-user-after-tool",
    matches: (complaint, request) =>
      /after role '?"?tool/i.test(complaint) &&
      request.messages.some((_, index) => isUserAfterTool(request, index)),
    apply: (request) => ({
      ...request,
      messages: request.messages.flatMap((message, index) =>
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

function isUserAfterTool({ messages }: WireRequest, index: number): boolean {
  return roleOf(messages[index]) === "user" && roleOf(messages[index - 1]) === "tool";
}

function roleOf(message: JsonValue | undefined): JsonValue | undefined {
  return message !== undefined && hasKey(message, "role") ? message["role"] : undefined;
}
