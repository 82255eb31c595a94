import { present } from "../core/present.ts";
import type { ToolSpec } from "../model/policy.ts";
import { spendingOf } from "./budget.ts";
import { compact } from "./context/compact.ts";
import { type ContextWindow, narrowed } from "./context/context-window.ts";
import { promptTokens } from "./context/count-tokens.ts";
import type { RunEvent, RunLimits } from "./events.ts";
import { type LoopState, sentMessages } from "./state.ts";

/** The window as far as it is known: a server may have said that it is narrower. */
export function windowNow(
  window: ContextWindow | undefined,
  { learnedTokens }: Pick<LoopState, "learnedTokens">,
): ContextWindow | undefined {
  return window === undefined || learnedTokens === undefined
    ? window
    : { ...window, limits: narrowed(window.limits, learnedTokens) };
}

export interface NewSegment {
  readonly state: LoopState;
  readonly specs: readonly ToolSpec[];
  readonly window: ContextWindow;
  readonly question: string;
  readonly language: string;
  readonly signal: AbortSignal;
  readonly limits: RunLimits;
  /** The turn that the new segment is sent in. */
  readonly turn: number;
  /** Present where a server has refused the prompt. */
  readonly learnedTokens?: number;
}

/** Compacts what is sent and tells of it as an event, with what a summary took. */
export async function segmentEvent(job: NewSegment): Promise<RunEvent> {
  const { state, specs, limits, turn, learnedTokens } = job;
  const before = promptTokens(sentMessages(state), specs);
  const compaction = await compact(job, before);
  const { usage } = compaction;
  return {
    type: "compaction",
    turn,
    segment: state.segment + 1,
    ...compaction,
    ...present({ learnedTokens }),
    ...(usage === undefined ? {} : { spending: spendingOf(usage, limits, "summarise") }),
  };
}
