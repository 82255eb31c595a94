import type { JsonValue } from "../../core/json.ts";
import type { PolicyEvent, PolicyState } from "../policy.ts";
import type { AssembledMessage } from "./assembled-message.ts";

/** The body of a request. Keys with the value `undefined` are not sent. */
export interface WireBody {
  readonly [key: string]: JsonValue | undefined;
}

/** Something that a server does not accept although the interface has it, and the request without it. */
export interface WireQuirk {
  readonly name: string;
  /** Whether the server's complaint is about this, and the request has it. */
  matches(complaint: string, request: WireBody): boolean;
  /** Leaves a request that does not have it as it is. */
  apply(request: WireBody): WireBody;
}

/** What an event of an answer, or an answer that came as one document, holds. */
export type WireReading =
  | { readonly type: "deltas"; readonly deltas: readonly PolicyEvent[] }
  /** The same, and the server says that the answer is over. */
  | { readonly type: "done"; readonly deltas: readonly PolicyEvent[] }
  /** The server reports an error in place of an answer; `status` is the HTTP status it stands for, where known. */
  | { readonly type: "error"; readonly error: unknown; readonly status?: number };

/** Makes one message of the events of one answer. */
export interface AnswerReader {
  /** Undefined when the value is nothing that a server of this dialect sends. */
  read(value: unknown): WireReading | undefined;
  /** The deltas that were held back. Called once, before `result`. */
  end(): readonly PolicyEvent[];
  /** `isComplete`: the server said that the answer is over, not just that the connection is. */
  result(isComplete: boolean): AssembledMessage;
}

/** How one family of servers is spoken to: all in which the protocols differ within a turn. */
export interface Dialect {
  /** The request for the next turn. */
  request(state: PolicyState): WireBody;
  /** The same request to a server that lets the model call tools although it must not. */
  withoutTools(request: WireBody): WireBody;
  readonly quirks: readonly WireQuirk[];
  reader(state: PolicyState): AnswerReader;
}
