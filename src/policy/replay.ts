import type { Message, ToolMessage } from "../model/message.ts";
import { type DeciderOptions, planTurn, type TurnPlan } from "./decide.ts";
import { discoverAspects } from "./evidence/aspects.ts";
import { applyResults, type FinishedTurn, finishedTurns, initialResearch } from "./state/fold-messages.ts";
import type { ResearchState } from "./state/research-state.ts";

export interface ReplayInput {
  readonly question: string;
  readonly language: string;
  readonly messages: readonly Message[];
  /** Whether the first turn only wrote the plan. */
  readonly plansFirst: boolean;
  /** The next turn is the last: it only takes what there is. */
  readonly isLast: boolean;
}

/** Where a run stands, and what its next turn will do. */
export interface Replay {
  readonly state: ResearchState;
  readonly plan: TurnPlan;
  /** Plans of the turns before, in order. */
  readonly past: readonly TurnPlan[];
}

/** States after a turn, by the last message of its results, so that a live run folds each turn once. */
export type ReplayCache = WeakMap<
  ToolMessage,
  { readonly state: ResearchState; readonly past: readonly TurnPlan[] }
>;

/**
 * Recovers everything the policy knows and has decided from the messages of a run. Which passages were
 * selected is in no message: it is decided again, by the same network from the same results.
 */
export function replay(
  input: ReplayInput,
  options: DeciderOptions,
  cache: ReplayCache = new WeakMap(),
): Replay {
  const turns = finishedTurns(input.messages);
  const {
    from,
    state: start,
    past: before,
  } = lastKnown(turns, cache) ?? {
    from: 0,
    state: initialResearch(input.question, input.language),
    past: [],
  };
  let state = start;
  let past = before;
  for (const [index, turn] of turns.entries()) {
    if (index < from) continue;
    if (index > 0 || !input.plansFirst) {
      const plan = planTurn(state, options);
      past = [...past, plan];
      state = plan.state;
    }
    state = discoverAspects(applyResults(state, turn));
    const last = turn.results.at(-1);
    if (last !== undefined) cache.set(last, { state, past });
  }
  const plan = planTurn(state, options, input.isLast);
  return { state: plan.state, plan, past };
}

function lastKnown(turns: readonly FinishedTurn[], cache: ReplayCache) {
  for (let index = turns.length - 1; index >= 0; index--) {
    const last = turns[index]?.results.at(-1);
    const known = last === undefined ? undefined : cache.get(last);
    if (known !== undefined) return { from: index + 1, ...known };
  }
  return undefined;
}
