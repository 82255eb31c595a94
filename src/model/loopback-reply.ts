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
  /** What protocols that sign reasoning send along with it. */
  readonly reasoningSignature?: string;
  readonly text?: string;
  readonly toolCalls?: readonly LoopbackToolCall[];
  /** In the protocol's own form. */
  readonly usage?: { readonly [count: string]: JsonValue };
  /** In the protocol's own words; what fits the answer unless given. */
  readonly finishReason?: string;
  /** UTF-16 code units per delta; 16 unless given. */
  readonly deltaLength?: number;
  /** Bytes per write, to cut events and characters anywhere; one event per write unless given. */
  readonly writeBytes?: number;
  /** False: one JSON document, although the request asked for a stream. */
  readonly stream?: false;
  readonly fault?: LoopbackFault;
}

/**
 * What goes wrong after so many events: the connection breaks, nothing more comes, it ends early, an event is no JSON,
 * or the server reports in an event that it is overloaded.
 */
export interface LoopbackFault {
  readonly type: "reset" | "stall" | "truncate" | "garbage" | "overloaded";
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

/** The forms that a protocol gives to an answer and to its errors. */
export interface LoopbackWire {
  /** The answer in one piece. */
  document(reply: LoopbackMessage): JsonValue;
  /** The answer as server-sent events, each with its blank line. */
  events(reply: LoopbackMessage): readonly string[];
  error(status: number, message: string): JsonValue;
  /** The event by which a server reports, within an answer, that it is overloaded. */
  readonly overloaded: string;
}

/** Text in pieces of so many UTF-16 code units. */
export function pieces(text: string, length: number): readonly string[] {
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length));
}

/** The arguments of a call as the model wrote them. */
export function writtenArguments({ arguments: written }: LoopbackToolCall): string {
  return typeof written === "string" ? written : JSON.stringify(written);
}

/** A server-sent event. */
export function event(data: JsonValue, name?: string): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}
