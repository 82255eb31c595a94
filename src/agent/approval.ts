import { withDeadline } from "../core/abort.ts";
import type { JsonValue } from "../core/json.ts";
import type { ToolCallPart } from "../model/message.ts";
import type { RunEvent } from "./events.ts";
import type { KeptEvents } from "./kept-events.ts";

/** A call that waits for a person's yes. */
export interface ApprovalRequest {
  readonly toolName: string;
  readonly input: JsonValue;
}

/** Which calls need a person's yes, and who is asked for it. */
export interface Approval {
  /** Names of tools. */
  readonly tools: readonly string[];
  /**
   * Resolves with whether the call may be made; is told by the signal when nobody waits any more. Absent where there is
   * nobody to ask: then no such call is made.
   */
  readonly ask?: (request: ApprovalRequest, signal: AbortSignal) => Promise<boolean>;
}

export type ApprovalAnswer = Extract<RunEvent, { type: "approval-end" }>["answer"];

/** What a call that needs an approval waits for, and what is known already. */
export interface Approving {
  readonly approval: Approval;
  readonly turn: number;
  /** Answers of this turn by call, from the journal. */
  readonly answers: ReadonlyMap<string, ApprovalAnswer>;
  readonly signal: AbortSignal;
  /** Waited for before the person is asked. */
  readonly kept?: KeptEvents;
}

const longestWaitMs = 2 ** 31 - 1;

/**
 * Asks for a call where it must be asked for, and tells of it; an answer that stands in the journal is not asked for again.
 * Returns the answer, or undefined when the run was stopped before there was one.
 */
export async function* askFor(
  call: ToolCallPart,
  { approval, turn, answers, signal, kept }: Approving,
): AsyncGenerator<RunEvent, ApprovalAnswer | undefined> {
  const { callId, toolName, input } = call;
  if (!approval.tools.includes(toolName)) return "yes";
  const known = answers.get(callId);
  if (known !== undefined) return known;
  const { ask } = approval;
  let answer: ApprovalAnswer = "nobody";
  if (ask !== undefined) {
    yield { type: "approval-request", turn, callId, toolName, input };
    await kept?.synced();
    const asking = (inner: AbortSignal) => ask({ toolName, input }, inner);
    const outcome = await withDeadline(asking, { timeoutMs: longestWaitMs, signal }).catch(() => undefined);
    if (outcome?.type === "aborted") return undefined;
    if (outcome?.type === "value") answer = outcome.value ? "yes" : "no";
  }
  yield { type: "approval-end", turn, callId, toolName, answer };
  return answer;
}

/** What the policy reads in place of the result of a call that was not made. */
export function refusalOf(toolName: string, answer: Exclude<ApprovalAnswer, "yes"> | undefined): string {
  switch (answer) {
    case undefined:
      return "Stopped before it was allowed.";
    case "no":
      return `Not done: the user was asked and does not allow this call of ${toolName}. Go on without it or do it another way.`;
    case "nobody":
      return `Not done: ${toolName} needs a person's yes, and there is nobody to ask. Go on without it.`;
    default:
      return answer satisfies never;
  }
}
