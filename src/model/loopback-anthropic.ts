import { type JsonValue, parseJson } from "../core/json.ts";
import {
  event,
  type LoopbackMessage,
  type LoopbackToolCall,
  type LoopbackWire,
  pieces,
  writtenArguments,
} from "./loopback-reply.ts";

/** Anthropic's Messages API. */
export const anthropicWire: LoopbackWire = {
  document: (reply) => ({
    ...envelope,
    content: blocks(reply).map(({ whole }) => whole),
    stop_reason: stopReason(reply),
    stop_sequence: null,
    usage: reply.usage ?? {},
  }),
  events: (reply) => wireEvents(reply).map((data) => event(data, data.type)),
  error: (status, message) => ({ type: "error", error: { type: errorType(status), message } }),
  overloaded: event({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "error"),
};

const envelope = { id: "msg_loopback", type: "message", role: "assistant", model: "loopback" } as const;

type WireEvent = { readonly type: string; readonly [key: string]: JsonValue };

interface Block {
  readonly whole: JsonValue;
  /** How the block begins in a stream. */
  readonly start: JsonValue;
  readonly deltas: readonly JsonValue[];
}

/** The usage of the input stands in the first event, that of the whole in the last but one, as the API does it. */
function wireEvents(reply: LoopbackMessage): readonly WireEvent[] {
  const { output_tokens: outputTokens = 0, ...input } = reply.usage ?? {};
  const message = { ...envelope, content: [], stop_reason: null, stop_sequence: null };
  return [
    { type: "message_start", message: { ...message, usage: { ...input, output_tokens: 1 } } },
    { type: "ping" },
    ...blocks(reply).flatMap(({ start, deltas }, index): WireEvent[] => [
      { type: "content_block_start", index, content_block: start },
      ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
      { type: "content_block_stop", index },
    ]),
    {
      type: "message_delta",
      delta: { stop_reason: stopReason(reply), stop_sequence: null },
      usage: { output_tokens: outputTokens },
    },
    { type: "message_stop" },
  ];
}

function blocks(reply: LoopbackMessage): readonly Block[] {
  const length = reply.deltaLength ?? 16;
  return [
    ...(reply.reasoning === undefined ? [] : [thinking(reply, reply.reasoning)]),
    ...(reply.text === undefined
      ? []
      : [
          {
            whole: { type: "text", text: reply.text },
            start: { type: "text", text: "" },
            deltas: pieces(reply.text, length).map((text) => ({ type: "text_delta", text })),
          },
        ]),
    ...(reply.toolCalls ?? []).map((call, index) => toolUse(call, { index, length })),
  ];
}

function thinking({ reasoningSignature = "", deltaLength = 16 }: LoopbackMessage, text: string): Block {
  const signed = { type: "signature_delta", signature: reasoningSignature };
  return {
    whole: { type: "thinking", thinking: text, signature: reasoningSignature },
    start: { type: "thinking", thinking: "", signature: "" },
    deltas: [
      ...pieces(text, deltaLength).map((piece) => ({ type: "thinking_delta", thinking: piece })),
      signed,
    ],
  };
}

function toolUse(
  call: LoopbackToolCall,
  { index, length }: { readonly index: number; readonly length: number },
): Block {
  const written = writtenArguments(call);
  const parsed = parseJson(written);
  const { name, id = `toolu_${index + 1}` } = call;
  return {
    // What JSON.parse returns is a JsonValue by construction.
    whole: { type: "tool_use", id, name, input: parsed.ok ? (parsed.value as JsonValue) : {} },
    start: { type: "tool_use", id, name, input: {} },
    deltas: ["", ...pieces(written, length)].map((json) => ({
      type: "input_json_delta",
      partial_json: json,
    })),
  };
}

function stopReason(reply: LoopbackMessage): string {
  return reply.finishReason ?? ((reply.toolCalls ?? []).length > 0 ? "tool_use" : "end_turn");
}

function errorType(status: number): string {
  const types: Readonly<Record<number, string>> = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
    529: "overloaded_error",
  };
  return types[status] ?? (status < 500 ? "invalid_request_error" : "api_error");
}
