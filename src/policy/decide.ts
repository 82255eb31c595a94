import { present } from "../core/present.ts";
import {
  type Candidate,
  type OpenCandidate,
  type SearchCandidate,
  type SelectCandidate,
} from "./candidates/candidate.ts";
import { candidates } from "./candidates/candidates.ts";
import { measuring } from "./evidence/measure-passage.ts";
import { featuresOf } from "./features.ts";
import type { Network } from "./network.ts";
import type { ResearchState } from "./state/research-state.ts";
import { termSequence } from "./term-sequence.ts";

/** One choice among candidates, as training records it. */
export interface Decision {
  readonly candidates: readonly Candidate[];
  readonly features: readonly Float64Array[];
  /** False where a candidate could not be chosen. */
  readonly mask: readonly boolean[];
  readonly logits: Float64Array;
  readonly value: number;
  readonly chosen: number;
}

export interface DeciderOptions {
  readonly network: Network;
  /** Picks an index by its logits; the highest where absent. Must be pure or seeded for runs to be repeatable. */
  readonly choose?: (logits: Float64Array) => number;
  readonly maxTurns?: number;
  /** Go on reading the best passages left until so many are selected, even where nothing calls for it. */
  readonly readingDepth?: number;
  /** Never select more. */
  readonly maxSelected: number;
}

/** What one turn will do. */
export interface TurnPlan {
  /** With the passages that were selected at the start of the turn. */
  readonly state: ResearchState;
  readonly searches: readonly SearchCandidate[];
  readonly opens: readonly OpenCandidate[];
  readonly decisions: readonly Decision[];
}

const maxQueries = 8;
const maxOpens = 3;
const maxDecisions = 80;
/** Following names, every passage read may change what to search for next. */
const selectsBeforeSearching = { hops: 2, matter: 10 };

/**
 * Decides one turn: passages are selected first, then searches and pages are chosen until stopping is
 * the best candidate. A plan without searches and pages means that research is over.
 */
export function planTurn(start: ResearchState, options: DeciderOptions, isLast = false): TurnPlan {
  const anchors = anchorsOf(start);
  const quota = start.hops > 0 ? selectsBeforeSearching.hops : selectsBeforeSearching.matter;
  let state = start;
  let selects = 0;
  let mayReadOn = false;
  const searches: SearchCandidate[] = [];
  const opens: OpenCandidate[] = [];
  const decisions: Decision[] = [];
  while (decisions.length < maxDecisions) {
    const isActing = searches.length + opens.length > 0;
    const canSelect =
      !isActing && state.selections.length < options.maxSelected && (mayReadOn || selects < quota);
    const pending = { queries: searches.map(({ query }) => query), refs: opens.map(({ ref }) => ref) };
    const list = candidates(measuring(state, anchors), pending, { select: canSelect });
    const decision = decide(list, {
      state,
      options,
      full: { search: isLast || searches.length >= maxQueries, open: isLast || opens.length >= maxOpens },
    });
    decisions.push(decision);
    const chosen = list[decision.chosen];
    if (chosen === undefined) break;
    if (chosen.type === "search") searches.push(chosen);
    else if (chosen.type === "open") opens.push(chosen);
    else if (chosen.type === "select") {
      state = select(state, chosen, decision);
      selects += 1;
    } else if (isActing) break;
    else if (!mayReadOn && selects >= quota) mayReadOn = true;
    else break;
  }
  return { state, searches, opens, decisions };
}

/** Term sequences of the names of the question. */
function anchorsOf({ analysis }: ResearchState): readonly string[] {
  return analysis.entities
    .filter((entity) => !/^[\d年月日第条]+$/.test(entity))
    .map(termSequence)
    .filter((key) => key !== "");
}

interface DecideSetting {
  readonly state: ResearchState;
  readonly options: DeciderOptions;
  readonly full: { readonly search: boolean; readonly open: boolean };
}

function decide(list: readonly Candidate[], { state, options, full }: DecideSetting): Decision {
  const { network, maxTurns } = options;
  const features = featuresOf(list, { state, ...present({ maxTurns }) });
  const mask = list.map(({ type }) =>
    type === "search" ? !full.search : type === "open" ? !full.open : true,
  );
  const { logits, value } = network.run(features, mask);
  let chosen = (options.choose ?? highest)(logits);
  const isHungry = state.selections.length < (options.readingDepth ?? 0);
  if (list[chosen]?.type === "stop" && isHungry) {
    const onlySelects = logits.map((logit, index) => (list[index]?.type === "select" ? logit : -Infinity));
    if (onlySelects.some((logit) => logit > -Infinity)) chosen = highest(onlySelects);
  }
  return { candidates: list, features, mask, logits, value, chosen };
}

/** Index of the highest value, the first of equals. */
export function highest(logits: Float64Array): number {
  let best = 0;
  for (const [index, logit] of logits.entries()) if (logit > (logits[best] ?? -Infinity)) best = index;
  return best;
}

function select(
  state: ResearchState,
  { seen, subQuestionId }: SelectCandidate,
  { logits, chosen }: Decision,
): ResearchState {
  const relevance = 1 / (1 + Math.exp(-2 * (logits[chosen] ?? 0)));
  const selection = { view: seen.view, subQuestionId, relevance, turn: state.turn };
  return { ...state, selections: [...state.selections, selection] };
}
