import { sha256 } from "../../core/hash.ts";
import { type JsonValue, parseJson } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import { readArguments } from "../arguments/read-arguments.ts";
import type { Message, ToolCallPart } from "../message.ts";
import type { ToolCallDelta } from "./wire-chunk.ts";

interface OpenCall {
  id: string | undefined;
  name: string | undefined;
  arguments: string;
  extraContent: JsonValue | undefined;
}

export interface FinishedCallOptions {
  readonly turn: number;
  readonly usedIds: ReadonlySet<string>;
  /** The answer was cut off at the output limit, and with it, perhaps, its last call. */
  readonly isTruncated?: boolean;
}

/**
 * Puts tool calls together from their deltas. Copes with servers that leave out the index or the id, give
 * every parallel call index 0, or repeat id and name in every delta.
 */
export class ToolCallAssembler {
  readonly #calls: OpenCall[] = [];
  readonly #byIndex = new Map<number, OpenCall>();

  push(delta: ToolCallDelta): void {
    const call = this.#callOf(delta) ?? this.#open(delta);
    call.id ??= delta.id;
    call.name ??= delta.name;
    call.arguments += delta.arguments;
    call.extraContent ??= delta.extraContent;
  }

  /**
   * The finished calls. Ids that are absent or already used are replaced by ones derived from `turn`, so
   * that the same answer gives the same ids and every id of a run is used once.
   */
  end(options: FinishedCallOptions): readonly ToolCallPart[] {
    const used = new Set(options.usedIds);
    return this.#calls.map((call, index) => {
      const isFree = call.id !== undefined && !used.has(call.id);
      const callId =
        isFree && call.id !== undefined ? call.id : freshCallId({ turn: options.turn, index, used });
      used.add(callId);
      const isCut = options.isTruncated === true && index === this.#calls.length - 1;
      return toolCallPart(call, { callId, isCut });
    });
  }

  #callOf(delta: ToolCallDelta): OpenCall | undefined {
    const last = this.#calls.at(-1);
    const sameIndex = delta.index === undefined ? undefined : this.#byIndex.get(delta.index);
    if (delta.index !== undefined)
      return sameIndex && startsAnother(sameIndex, delta) ? undefined : sameIndex;
    if (delta.id !== undefined) {
      const sameId = this.#calls.find((call) => call.id === delta.id);
      return sameId && startsAnother(sameId, delta) ? undefined : sameId;
    }
    return delta.name === undefined ? last : undefined;
  }

  #open(delta: ToolCallDelta): OpenCall {
    const call: OpenCall = { id: undefined, name: undefined, arguments: "", extraContent: undefined };
    this.#calls.push(call);
    if (delta.index !== undefined) this.#byIndex.set(delta.index, call);
    return call;
  }
}

/** The ids of every call that a conversation holds. */
export function usedCallIds(messages: readonly Message[]): ReadonlySet<string> {
  const parts = messages.flatMap((message) => (message.role === "assistant" ? message.parts : []));
  return new Set(parts.flatMap((part) => (part.type === "tool-call" ? [part.callId] : [])));
}

/** Whether a delta that carries the label of an open call begins another call nevertheless. */
function startsAnother(open: OpenCall, delta: ToolCallDelta): boolean {
  // Without a name it is a continuation, even under a new id: some servers make one up for every delta.
  if (open.name === undefined || delta.name === undefined) return false;
  if (open.id !== undefined && delta.id !== undefined && open.id !== delta.id) return true;
  return delta.arguments.startsWith("{") && parseJson(open.arguments).ok;
}

/** An id made of the call's place in the run: nine letters and digits, the only form that Mistral's servers accept. */
export function freshCallId(options: {
  readonly turn: number;
  readonly index: number;
  readonly used: ReadonlySet<string>;
}): string {
  for (let attempt = 0; ; attempt += 1) {
    const id = `call${sha256(`${options.turn}:${options.index}:${attempt}`).slice(0, 5)}`;
    if (!options.used.has(id)) return id;
  }
}

function toolCallPart(
  call: OpenCall,
  { callId, isCut }: { readonly callId: string; readonly isCut: boolean },
): ToolCallPart {
  const raw = call.arguments.trim() === "" ? "{}" : call.arguments;
  const { input, repaired } = readArguments(raw, { isCut });
  const isAsWritten = input === raw || JSON.stringify(input) === raw;
  return {
    type: "tool-call",
    callId,
    toolName: call.name ?? "unnamed",
    input,
    ...(isAsWritten ? {} : { rawInput: raw }),
    ...present({ repaired, extraContent: call.extraContent }),
  };
}
