import type { JsonValue } from "../core/json.ts";
import { anthropicWire } from "./loopback-anthropic.ts";
import { geminiWire } from "./loopback-gemini.ts";
import { openaiWire } from "./loopback-openai.ts";
import type { LoopbackEnding, LoopbackMessage, LoopbackReply, LoopbackWire } from "./loopback-reply.ts";

/** The protocols that the loopback server speaks. */
export type LoopbackProtocol = "openai" | "anthropic" | "gemini";

const wires: Readonly<Record<LoopbackProtocol, LoopbackWire>> = {
  openai: openaiWire,
  anthropic: anthropicWire,
  gemini: geminiWire,
};

/** A response down to its writes; without a status there is none. */
export interface WirePlan {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly writes: readonly Uint8Array[];
  readonly ending: LoopbackEnding;
}

/** How a reply goes over the wire to a request that asked, or did not ask, for a stream. */
export function wirePlan(
  reply: LoopbackReply,
  { protocol, wantsStream }: { readonly protocol: LoopbackProtocol; readonly wantsStream: boolean },
): WirePlan {
  const wire = wires[protocol];
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
      const headers = reply.retryAfter === undefined ? {} : { "retry-after": reply.retryAfter };
      return jsonPlan(wire.error(reply.status, reply.message), { status: reply.status, headers });
    }
    case "message":
      return wantsStream && reply.stream !== false ? streamPlan(reply, wire) : jsonPlan(wire.document(reply));
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

function streamPlan(reply: LoopbackMessage, wire: LoopbackWire): WirePlan {
  const { fault } = reply;
  const all = wire.events(reply);
  const events = fault === undefined ? all : all.slice(0, fault.afterEvents);
  const last = fault?.type === "garbage" ? ['data: {"choices": [{"delta": {"cont\n\n'] : [];
  const overloaded = fault?.type === "overloaded" ? [wire.overloaded] : [];
  const writes = [...events, ...last, ...overloaded].map((text) => Buffer.from(text));
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8" },
    writes: reply.writeBytes === undefined ? writes : recut(writes, reply.writeBytes),
    ending: fault?.type === "reset" || fault?.type === "stall" ? fault.type : "end",
  };
}

function recut(writes: readonly Uint8Array[], length: number): readonly Uint8Array[] {
  const bytes = Buffer.concat(writes);
  const count = Math.ceil(bytes.length / length);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
}
