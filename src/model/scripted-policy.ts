import { setTimeout as wait } from "node:timers/promises";
import type { FakeClock } from "../core/clock.ts";
import type { JsonValue } from "../core/json.ts";
import { present } from "../core/present.ts";
import type { AssistantMessage } from "./message.ts";
import type { Policy, PolicyEvent, PolicyFailure, PolicyState, Usage } from "./policy.ts";

export interface ScriptedToolCall {
  readonly toolName: string;
  readonly input: JsonValue;
  /** Made from the turn and the position unless given. */
  readonly callId?: string;
}

/** What a scripted policy does in one turn. The parts of the message stand in this order. */
export interface ScriptedTurn {
  readonly reasoning?: string;
  readonly text?: string;
  /** Comes as text inside `<answer>` tags. */
  readonly answer?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  /** A whole message as it was recorded, in place of the four above. */
  readonly message?: AssistantMessage;
  /** Ends the turn in place of an action, after whatever deltas the other fields give. */
  readonly failure?: PolicyFailure;
  /** How long the turn takes before its first delta. */
  readonly delayMs?: number;
  readonly usage?: Usage;
}

export type ScriptedTurnSource = ScriptedTurn | ((state: PolicyState) => ScriptedTurn);

export interface ScriptedPolicyOptions {
  /** `scripted` unless given. */
  readonly name?: string;
  /** A delay moves this clock on; without it, delays are waited for. */
  readonly clock?: FakeClock;
  /** UTF-16 code units per delta; everything in one delta unless given. */
  readonly deltaLength?: number;
}

export interface ScriptedPolicy extends Policy {
  /** The states it was shown, in order, with those past the end of the script. */
  readonly calls: readonly PolicyState[];
  /** Throws unless exactly the scripted turns were asked for. */
  assertFinished(): void;
}

/**
 * A policy that does what it is told, for tests and examples. Asked for more turns than it has, it fails
 * with `MODEL_UNAVAILABLE` and `assertFinished` throws.
 */
export function scriptedPolicy(
  turns: readonly ScriptedTurnSource[],
  options: ScriptedPolicyOptions = {},
): ScriptedPolicy {
  const calls: PolicyState[] = [];
  return {
    name: options.name ?? "scripted",
    usesLanguageModel: false,
    calls,
    async *act(state, signal) {
      const index = calls.push(state) - 1;
      const source = turns[index];
      const turn = typeof source === "function" ? source(state) : (source ?? endOfScript(turns.length));
      yield* play(turn, { index, signal, options });
    },
    assertFinished() {
      if (calls.length === turns.length) return;
      throw new Error(`the script has ${turns.length} turns, but ${calls.length} were asked for`);
    },
  };
}

/** A policy that says recorded messages again, in order. */
export function replayPolicy(messages: readonly AssistantMessage[]): ScriptedPolicy {
  return scriptedPolicy(
    messages.map((message) => ({ message })),
    { name: "replay" },
  );
}

function endOfScript(length: number): ScriptedTurn {
  const message = `The script has only ${length} turns.`;
  return { failure: { code: "MODEL_UNAVAILABLE", message, retryable: false } };
}

const stopped: PolicyEvent = {
  type: "failure",
  failure: { code: "ABORTED", message: "The turn was stopped.", retryable: false },
};

interface Playing {
  readonly index: number;
  readonly signal: AbortSignal;
  readonly options: ScriptedPolicyOptions;
}

async function* play(turn: ScriptedTurn, { index, signal, options }: Playing): AsyncGenerator<PolicyEvent> {
  await pass(turn.delayMs ?? 0, { signal, clock: options.clock });
  const message = turn.message ?? messageOf(turn, index);
  for (const event of deltas(message, options.deltaLength ?? Number.POSITIVE_INFINITY)) {
    if (signal.aborted) break;
    yield event;
  }
  if (signal.aborted) yield stopped;
  else if (turn.failure !== undefined) yield { type: "failure", failure: turn.failure };
  else yield { type: "action", action: { message, ...present({ usage: turn.usage }) } };
}

async function pass(
  delayMs: number,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: FakeClock | undefined },
): Promise<void> {
  if (clock !== undefined) clock.advance(delayMs);
  else if (delayMs > 0) await wait(delayMs, undefined, { signal }).catch(() => {});
}

function messageOf(turn: ScriptedTurn, index: number): AssistantMessage {
  const text = `${turn.text ?? ""}${turn.answer === undefined ? "" : `<answer>${turn.answer}</answer>`}`;
  const calls = turn.toolCalls ?? [];
  return {
    role: "assistant",
    parts: [
      ...(turn.reasoning === undefined ? [] : [{ type: "reasoning" as const, text: turn.reasoning }]),
      ...(text === "" ? [] : [{ type: "text" as const, text }]),
      ...calls.map(({ toolName, input, callId = "" }, position) => ({
        type: "tool-call" as const,
        callId: callId === "" ? `call-${index + 1}-${position + 1}` : callId,
        toolName,
        input,
      })),
    ],
  };
}

function* deltas(message: AssistantMessage, length: number): Generator<PolicyEvent> {
  for (const part of message.parts) {
    if (part.type === "tool-call") continue;
    const type = part.type === "text" ? "text-delta" : "reasoning-delta";
    for (let start = 0; start < part.text.length; start += length) {
      yield { type, text: part.text.slice(start, start + length) };
    }
  }
}
