import { type JsonValue, parseJson } from "../core/json.ts";
import { present } from "../core/present.ts";
import {
  event,
  type LoopbackMessage,
  type LoopbackToolCall,
  type LoopbackWire,
  pieces,
  writtenArguments,
} from "./loopback-reply.ts";

/** The Gemini API. */
export const geminiWire: LoopbackWire = {
  document: (reply) => chunk(reply, { parts: parts(reply, Number.POSITIVE_INFINITY), isLast: true }),
  events(reply) {
    const all = parts(reply, reply.deltaLength ?? 16);
    const chunks = all.map((part, index) =>
      chunk(reply, { parts: [part], isLast: index === all.length - 1 }),
    );
    return (chunks.length === 0 ? [chunk(reply, { parts: [], isLast: true })] : chunks).map((data) =>
      event(data),
    );
  },
  error: (status, message) => ({ error: { code: status, message, status: statusName(status) } }),
  overloaded: event({ error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } }),
};

function chunk(
  { finishReason = "STOP", usage }: LoopbackMessage,
  { parts: content, isLast }: { readonly parts: readonly JsonValue[]; readonly isLast: boolean },
): JsonValue {
  const candidate = {
    content: { parts: content, role: "model" },
    ...(isLast ? { finishReason } : {}),
    index: 0,
  };
  return {
    candidates: [candidate],
    ...present({ usageMetadata: usage }),
    modelVersion: "loopback",
    responseId: "loopback",
  };
}

/** Thoughts, text, calls; the signature of the reasoning stands on the first call, or else on the text's last part. */
function parts(reply: LoopbackMessage, length: number): readonly JsonValue[] {
  const { reasoning = "", text = "", toolCalls = [], reasoningSignature: signature } = reply;
  const cut = Math.min(length, Math.max(1, reasoning.length, text.length));
  const signed = signature === undefined ? {} : { thoughtSignature: signature };
  return [
    ...pieces(reasoning, cut).map((piece) => ({ text: piece, thought: true })),
    ...pieces(text, cut).map((piece) => ({ text: piece })),
    ...toolCalls.map((call, index) => ({ ...functionCall(call), ...(index === 0 ? signed : {}) })),
    ...(signature !== undefined && toolCalls.length === 0 ? [{ text: "", ...signed }] : []),
  ];
}

function functionCall(call: LoopbackToolCall) {
  const parsed = parseJson(writtenArguments(call));
  // What JSON.parse returns is a JsonValue by construction.
  const args = parsed.ok ? (parsed.value as JsonValue) : {};
  return { functionCall: { ...present({ id: call.id }), name: call.name, args } };
}

function statusName(status: number): string {
  const names: Readonly<Record<number, string>> = {
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    503: "UNAVAILABLE",
  };
  return names[status] ?? (status < 500 ? "INVALID_ARGUMENT" : "INTERNAL");
}
