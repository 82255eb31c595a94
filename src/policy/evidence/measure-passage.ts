import { resemblance } from "../compose/similarity.ts";
import type { SubQuestion } from "../question.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import { type Bridge, findBridges } from "./bridges.ts";
import { citedness } from "./cited-articles.ts";
import { coverageOf, ownTerms, type SubCoverage } from "./coverage.ts";
import { fixedForSub, fixedMeasures } from "./fixed-measures.ts";
import { aboutName } from "./rarity.ts";

/** What makes a passage worth taking for a sub-question; shares and strengths from 0 to 1 unless said. */
export interface PassageMeasures {
  /** Weight of the whole question's terms that it has. */
  readonly whole: number;
  /** The same for terms that no selected passage has. */
  readonly wholeGain: number;
  /** Weight of the sub-question's own terms that it has; where it has none, how much it looks like an answer. */
  readonly own: number;
  /** The same for terms that none of the sub-question's passages has. */
  readonly ownGain: number;
  readonly topic: number;
  /** Topic against the best passage seen: 0 where it has half as much, 1 where it has as much. */
  readonly topicFit: number;
  /** Wanted terms in title and headings. */
  readonly above: number;
  /** Its title stands in the question, by how rare the title is. */
  readonly titleAsked: number;
  /** It is about a name that a selected passage gave. */
  readonly link: number;
  readonly linkName?: string;
  /** It names something that the question names. */
  readonly anchor: number;
  /** Another passage under the same title was selected. */
  readonly sameTitle: number;
  readonly signal: number;
  /** -1 to 1. */
  readonly side: number;
  /** It says for one side what a selected passage says for another. */
  readonly parallel: number;
  readonly superseded: number;
  /** Its source has given the sub-question nothing yet. */
  readonly newSource: number;
  /** How densely it speaks of what is wanted, against the passage that does so most. */
  readonly density: number;
  /** Best share of a result list's top score. */
  readonly share: number;
  /** Too short to say much. */
  readonly thin: number;
  /** A law says more than what explains it. */
  readonly authority: number;
  /** Rules for a special case that the question does not name. */
  readonly special: number;
  /** -1 to 1: whether it is about a case like the asker's. */
  readonly situation: number;
  /** How much the sub-question's evidence refers to it. */
  readonly cited: number;
}

/** What all measurements in one state share. */
export interface Measuring {
  readonly state: ResearchState;
  readonly bridges: readonly Bridge[];
  readonly covered: ReadonlySet<string>;
  readonly subs: ReadonlyMap<string, SubCoverage>;
  /** Term sequences of what the question names. */
  readonly anchors: readonly string[];
  readonly selectedTitles: ReadonlySet<string>;
}

/**
 * A best passage with less of the topic than this is none to measure others by. Following names, what is named has
 * to be there; how people tell of a matter shares fewer words with the documents.
 */
const leastTopic = { hops: 0.5, matter: 0.3 } as const;

const cache = new WeakMap<ResearchState, Measuring>();

export function measuring(state: ResearchState, anchors: readonly string[]): Measuring {
  const known = cache.get(state);
  if (known !== undefined) return known;
  const coverage = coverageOf(state);
  const made: Measuring = {
    state,
    bridges: state.hops > 0 ? findBridges(state) : [],
    covered: coverage.terms,
    subs: coverage.bySubQuestion,
    anchors,
    selectedTitles: new Set(state.selections.map(({ view }) => view.source.title)),
  };
  cache.set(state, made);
  return made;
}

interface Best {
  readonly topic: number;
  readonly score: number;
}

/** What speaks of a case like the asker's no better than this is about another one. */
export const wrongCase = -0.8;

const bests = new WeakMap<ResearchState["passages"], Map<SubQuestion, Best>>();

/** The largest share of a sub-question's topic, and the largest score, that a seen passage has. */
function bestOf(subQuestion: SubQuestion, state: ResearchState): Best {
  const known = bests.get(state.passages) ?? new Map<SubQuestion, Best>();
  bests.set(state.passages, known);
  const cached = known.get(subQuestion);
  if (cached !== undefined) return cached;
  const fixed = [...state.passages.values()]
    .filter(({ view }) => fixedMeasures(view, state).situation > wrongCase)
    .map(({ view }) => fixedForSub(view, subQuestion, state));
  const best = {
    topic: Math.max(0, ...fixed.map(({ topic }) => topic)),
    score: Math.max(1e-9, ...fixed.map(({ score }) => score)),
  };
  known.set(subQuestion, best);
  return best;
}

/** Measures what does not depend on the sub-question. */
export function measureForQuestion(
  { view, share, questionShare }: SeenPassage,
  setting: Measuring,
): ForQuestion {
  const { state } = setting;
  const link = strongestLink(view, setting.bridges);
  return {
    ...fixedMeasures(view, state),
    wholeGain: gain(state.questionTerms, { view, state, covered: setting.covered }),
    link: link.strength,
    ...(link.name === undefined ? {} : { linkName: link.name }),
    anchor: setting.anchors.some((key) => aboutName(view, key) > 0) ? 1 : 0,
    sameTitle: setting.selectedTitles.has(view.source.title) ? 1 : 0,
    share: Math.max(questionShare, 0.7 * share),
  };
}

type ForQuestion = Omit<
  PassageMeasures,
  | "own"
  | "ownGain"
  | "topic"
  | "topicFit"
  | "above"
  | "signal"
  | "side"
  | "parallel"
  | "newSource"
  | "density"
  | "cited"
>;

/** Adds what depends on the sub-question. */
export function measureForSub(
  shared: ForQuestion,
  view: PassageView,
  { subQuestion, setting }: { readonly subQuestion: SubQuestion; readonly setting: Measuring },
): PassageMeasures {
  const { state } = setting;
  const sub = setting.subs.get(subQuestion.id);
  const { score, ...fixed } = fixedForSub(view, subQuestion, state);
  const best = bestOf(subQuestion, state);
  const own = ownTerms(subQuestion, state).terms;
  const isFirst = sub === undefined || sub.selections.length === 0;
  const density = score / best.score;
  const least = state.hops > 0 ? leastTopic.hops : leastTopic.matter;
  const topicFit = 2 * (fixed.topic / Math.max(least, best.topic)) - 1;
  return {
    ...shared,
    ...fixed,
    ownGain:
      own.length === 0 ? (isFirst ? fixed.own : 0) : gain(own, { view, state, covered: sub?.terms ?? none }),
    topicFit: Math.max(0, Math.min(1, topicFit)),
    parallel: fixed.side > 0 ? parallelOf(view, subQuestion, setting) : 0,
    density,
    // A page shows passages without a score; how densely they speak stands in for one.
    share: shared.share > 0 ? shared.share : 0.9 * density,
    cited: citedness(view, subQuestion.id, state),
    newSource: sub?.sources.has(view.source.id) === true ? 0 : 1,
  };
}

const none: ReadonlySet<string> = new Set();

/** How much it resembles what was selected for the same aspect of another side, as far as that is on the aspect. */
function parallelOf(view: PassageView, subQuestion: SubQuestion, { state, subs }: Measuring): number {
  const space = termWeights(state.idf);
  const aspect = ownTerms(subQuestion, state).terms;
  let best = 0;
  for (const { subQuestion: other, selections } of subs.values()) {
    if (other.side === undefined || other.side === subQuestion.side) continue;
    if (ownTerms(other, state).terms.join() !== aspect.join()) continue;
    for (const { view: selected } of selections.slice(0, 3)) {
      const onAspect = space.coverage(aspect, selected.terms);
      best = Math.max(best, onAspect ** 2 * resemblance(space, view.passage.text, selected.passage.text));
    }
  }
  return best;
}

interface Gained {
  readonly view: PassageView;
  readonly state: ResearchState;
  readonly covered: ReadonlySet<string>;
}

/** Weight of the terms that it has and nothing selected has, as a share of all. */
function gain(terms: readonly string[], { view, state, covered }: Gained): number {
  const { weight } = termWeights(state.idf);
  let total = 0;
  let fresh = 0;
  for (const term of terms) {
    const value = weight(term);
    total += value;
    if (view.terms.has(term) && !covered.has(term)) fresh += value;
  }
  return total === 0 ? 0 : fresh / total;
}

function strongestLink(
  view: PassageView,
  bridges: readonly Bridge[],
): { readonly strength: number; readonly name?: string } {
  let best: { readonly strength: number; readonly name?: string } = { strength: 0 };
  for (const { key, weight, name, from } of bridges) {
    if (from === view.citationId) continue;
    const strength = aboutName(view, key) * weight;
    if (strength > best.strength) best = { strength, name };
  }
  return best;
}
