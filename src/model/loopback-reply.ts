import type { JsonValue } from "../core/json.ts";

export interface LoopbackToolCall {
  readonly name: string;
  /** A string is sent as it is, also when it is no JSON; anything else as JSON. */
  readonly arguments: JsonValue;
  /** `call_1`, `call_2`, … unless given. */
  readonly id?: string;
}

/** An answer of the model, well formed unless `fault` says otherwise. */
export interface LoopbackMessage {
  readonly type: "message";
  readonly reasoning?: string;
  /** `reasoning_content` unless given. */
  readonly reasoningField?: "reasoning_content" | "reasoning";
  readonly text?: string;
  readonly toolCalls?: readonly LoopbackToolCall[];
  readonly usage?: JsonValue;
  /** `tool_calls` or `stop` unless given. */
  readonly finishReason?: string;
  /** UTF-16 code units per delta; 16 unless given. */
  readonly deltaLength?: number;
  /** Bytes per write, to cut events and characters anywhere; one event per write unless given. */
  readonly writeBytes?: number;
  /** False: one JSON document, although the request asked for a stream. */
  readonly stream?: false;
  readonly fault?: LoopbackFault;
}

/** What goes wrong after so many events: the connection breaks, nothing more comes, it ends early, or an event is no JSON. */
export interface LoopbackFault {
  readonly type: "reset" | "stall" | "truncate" | "garbage";
  readonly afterEvents: number;
}

export type LoopbackReply =
  | LoopbackMessage
  | {
      readonly type: "error";
      readonly status: number;
      readonly message: string;
      readonly retryAfter?: string;
    }
  /** Bytes as they are, one write each. */
  | {
      readonly type: "raw";
      readonly status?: number;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly chunks: readonly (string | Uint8Array)[];
      readonly ending?: LoopbackEnding;
    }
  /** No response at all: the connection breaks, or nothing comes. */
  | { readonly type: "reset" }
  | { readonly type: "stall" };

export type LoopbackEnding = "end" | "reset" | "stall";

/** A response down to its writes; without a status there is none. */
export interface WirePlan {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly writes: readonly Uint8Array[];
  readonly ending: LoopbackEnding;
}

/** How a reply goes over the wire to a request that asked, or did not ask, for a stream. */
export function wirePlan(reply: LoopbackReply, request: { readonly wantsStream: boolean }): WirePlan {
  switch (reply.type) {
    case "reset":
    case "stall":
      return { headers: {}, writes: [], ending: reply.type };
    case "raw":
      return {
        status: reply.status ?? 200,
        headers: { "content-type": reply.contentType ?? "text/event-stream", ...reply.headers },
        writes: reply.chunks.map((chunk) => Buffer.from(chunk)),
        ending: reply.ending ?? "end",
      };
    case "error": {
      const body = { error: { message: reply.message, type: "error", code: reply.status } };
      const retry = reply.retryAfter === undefined ? {} : { "retry-after": reply.retryAfter };
      return jsonPlan(body, { status: reply.status, headers: retry });
    }
    case "message":
      return request.wantsStream && reply.stream !== false ? streamPlan(reply) : jsonPlan(completion(reply));
    default:
      return reply satisfies never;
  }
}

function jsonPlan(
  body: JsonValue,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Record<string, string> } = {},
): WirePlan {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    writes: [Buffer.from(JSON.stringify(body))],
    ending: "end",
  };
}

const envelope = { id: "chatcmpl-loopback", created: 0, model: "loopback" } as const;

function completion(reply: LoopbackMessage): JsonValue {
  const { reasoning, toolCalls = [] } = reply;
  const message = {
    role: "assistant",
    content: reply.text ?? null,
    ...(reasoning === undefined ? {} : { [reply.reasoningField ?? "reasoning_content"]: reasoning }),
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls.map(wireCall) }),
  };
  return {
    ...envelope,
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: finishReason(reply) }],
    ...(reply.usage === undefined ? {} : { usage: reply.usage }),
  };
}

function streamPlan(reply: LoopbackMessage): WirePlan {
  const { fault } = reply;
  const all = [...chunks(reply).map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), "data: [DONE]\n\n"];
  const events = fault === undefined ? all : all.slice(0, fault.afterEvents);
  if (fault?.type === "garbage") events.push('data: {"choices": [{"delta": {"cont\n\n');
  const writes = events.map((event) => Buffer.from(event));
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8" },
    writes: reply.writeBytes === undefined ? writes : recut(writes, reply.writeBytes),
    ending: fault?.type === "reset" || fault?.type === "stall" ? fault.type : "end",
  };
}

/** The events of a streamed answer: role, reasoning, text, tool calls with cut arguments, finish, usage. */
function chunks(reply: LoopbackMessage): readonly JsonValue[] {
  const length = reply.deltaLength ?? 16;
  const field = reply.reasoningField ?? "reasoning_content";
  const deltas: JsonValue[] = [
    { role: "assistant", content: "" },
    ...pieces(reply.reasoning ?? "", length).map((text) => ({ [field]: text })),
    ...pieces(reply.text ?? "", length).map((text) => ({ content: text })),
    ...(reply.toolCalls ?? []).flatMap((call, index) => callDeltas(call, { index, length })),
  ];
  const finish = { index: 0, delta: {}, finish_reason: finishReason(reply) };
  const usage = reply.usage === undefined ? [] : [{ ...streamed, choices: [], usage: reply.usage }];
  return [
    ...deltas.map((delta) => ({ ...streamed, choices: [{ index: 0, delta, finish_reason: null }] })),
    { ...streamed, choices: [finish] },
    ...usage,
  ];
}

const streamed = { ...envelope, object: "chat.completion.chunk" } as const;

function callDeltas(
  call: LoopbackToolCall,
  { index, length }: { readonly index: number; readonly length: number },
): readonly JsonValue[] {
  const { id, type, function: called } = wireCall(call, index);
  const head = { index, id, type, function: { name: called.name, arguments: "" } };
  const rest = pieces(called.arguments, length).map((text) => ({ index, function: { arguments: text } }));
  return [head, ...rest].map((delta) => ({ tool_calls: [delta] }));
}

function wireCall(call: LoopbackToolCall, index: number) {
  const written = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);
  return {
    id: call.id ?? `call_${index + 1}`,
    type: "function",
    function: { name: call.name, arguments: written },
  };
}

function finishReason(reply: LoopbackMessage): string {
  return reply.finishReason ?? ((reply.toolCalls ?? []).length > 0 ? "tool_calls" : "stop");
}

function pieces(text: string, length: number): readonly string[] {
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length));
}

function recut(writes: readonly Uint8Array[], length: number): readonly Uint8Array[] {
  const bytes = Buffer.concat(writes);
  const count = Math.ceil(bytes.length / length);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
}
