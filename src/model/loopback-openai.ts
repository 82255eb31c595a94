import type { JsonValue } from "../core/json.ts";
import { present } from "../core/present.ts";
import {
  event,
  type LoopbackMessage,
  type LoopbackToolCall,
  type LoopbackWire,
  pieces,
  writtenArguments,
} from "./loopback-reply.ts";

/** OpenAI's chat completions, as vLLM sends them. */
export const openaiWire: LoopbackWire = {
  document: completion,
  events: (reply) => [...chunks(reply).map((chunk) => event(chunk)), "data: [DONE]\n\n"],
  error: (status, message) => ({ error: { message, type: "error", code: status } }),
  overloaded: event({ error: { message: "The server is overloaded", type: "server_error", code: 503 } }),
};

const envelope = { id: "chatcmpl-loopback", created: 0, model: "loopback" } as const;
const streamed = { ...envelope, object: "chat.completion.chunk" } as const;

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
    ...present({ usage: reply.usage }),
  };
}

/** Role, reasoning, text, tool calls with cut arguments, finish, usage. */
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
  const { name, id = `call_${index + 1}` } = call;
  return { id, type: "function", function: { name, arguments: writtenArguments(call) } };
}

function finishReason(reply: LoopbackMessage): string {
  return reply.finishReason ?? ((reply.toolCalls ?? []).length > 0 ? "tool_calls" : "stop");
}
