import { type SubQuestion } from "../question.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import { type Bridge, findBridges } from "./bridges.ts";
import { resemblance, readingSize } from "../compose/similarity.ts";
import { coverageOf, kindSignal, ownTerms, type SubCoverage, topicOf, wantedTerms } from "./coverage.ts";
import { aboutName, rarityOf } from "./rarity.ts";
import { isSuperseded, sideFit } from "./versions.ts";

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
  /** Best share of a result list's top score. */
  readonly share: number;
  /** Too short to say much. */
  readonly thin: number;
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
  /** The largest share of the topic that a passage has, by sub-question. */
  readonly bestTopic: ReadonlyMap<string, number>;
}

/** A best passage with less of the topic than this is none to measure others by. */
const leastTopic = 0.7;

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
    bestTopic: bestTopics(state),
  };
  cache.set(state, made);
  return made;
}

const topics = new WeakMap<ResearchState["passages"], ReadonlyMap<string, number>>();

function bestTopics(state: ResearchState): ReadonlyMap<string, number> {
  const known = topics.get(state.passages);
  if (known !== undefined) return known;
  const space = termWeights(state.idf);
  const views = [...state.passages.values()].map(({ view }) => view);
  const made = new Map(
    state.analysis.subQuestions.map((sub) => {
      const terms = topicOf(sub, state);
      return [sub.id, Math.max(0, ...views.map((view) => space.coverage(terms, view.terms)))];
    }),
  );
  topics.set(state.passages, made);
  return made;
}

/** Measures what does not depend on the sub-question. */
export function measureForQuestion(
  { view, share, questionShare }: SeenPassage,
  setting: Measuring,
): ForQuestion {
  const { state, covered } = setting;
  const space = termWeights(state.idf);
  const { total, met, fresh } = weigh(state.questionTerms, { view, covered, weight: space.weight });
  const link = strongestLink(view, setting.bridges);
  return {
    whole: total === 0 ? 0 : met / total,
    wholeGain: total === 0 ? 0 : fresh / total,
    titleAsked: titleAsked(view, state),
    link: link.strength,
    ...(link.name === undefined ? {} : { linkName: link.name }),
    anchor: setting.anchors.some((key) => aboutName(view, key) > 0) ? 1 : 0,
    sameTitle: setting.selectedTitles.has(view.source.title) ? 1 : 0,
    superseded: isSuperseded(view, state),
    share: Math.max(questionShare, 0.7 * share),
    thin: thinness(readingSize(view.passage.text)),
  };
}

type ForQuestion = Omit<
  PassageMeasures,
  "own" | "ownGain" | "topic" | "topicFit" | "above" | "signal" | "side" | "parallel" | "newSource"
>;

/** Adds what depends on the sub-question. */
export function measureForSub(
  shared: ForQuestion,
  view: PassageView,
  { subQuestion, setting }: { readonly subQuestion: SubQuestion; readonly setting: Measuring },
): PassageMeasures {
  const { state } = setting;
  const space = termWeights(state.idf);
  const sub = setting.subs.get(subQuestion.id);
  const own = weigh(ownTerms(subQuestion, state), {
    view,
    covered: sub?.terms ?? new Set(),
    weight: space.weight,
  });
  const topic = space.coverage(topicOf(subQuestion, state), view.terms);
  const signal = kindSignal(subQuestion, view);
  const side = sideFit(subQuestion, view, state);
  return {
    ...shared,
    own: own.total === 0 ? signal : own.met / own.total,
    ownGain: own.total === 0 ? (sub?.selections.length === 0 ? signal : 0) : own.fresh / own.total,
    topic,
    topicFit: Math.max(
      0,
      Math.min(1, 2 * (topic / Math.max(leastTopic, setting.bestTopic.get(subQuestion.id) ?? 0)) - 1),
    ),
    above: space.coverage(wantedTerms(subQuestion, state), view.above),
    signal,
    side,
    parallel: side > 0 ? parallelOf(view, subQuestion, setting) : 0,
    newSource: sub?.sources.has(view.source.id) === true ? 0 : 1,
  };
}

/** How much it resembles what was selected for the same aspect of another side, as far as that is on the aspect. */
function parallelOf(view: PassageView, subQuestion: SubQuestion, { state, subs }: Measuring): number {
  const space = termWeights(state.idf);
  const aspect = ownTerms(subQuestion, state);
  let best = 0;
  for (const { subQuestion: other, selections } of subs.values()) {
    if (other.side === undefined || other.side === subQuestion.side) continue;
    if (ownTerms(other, state).join() !== aspect.join()) continue;
    for (const { view: selected } of selections.slice(0, 3)) {
      const onAspect = space.coverage(aspect, selected.terms);
      best = Math.max(best, onAspect ** 2 * resemblance(space, view.passage.text, selected.passage.text));
    }
  }
  return best;
}

function thinness(words: number): number {
  return words < 8 ? 1 : words < 14 ? 0.4 : 0;
}

interface Weighing {
  readonly view: PassageView;
  readonly covered: ReadonlySet<string>;
  readonly weight: (term: string) => number;
}

function weigh(
  terms: readonly string[],
  { view, covered, weight }: Weighing,
): Record<"total" | "met" | "fresh", number> {
  let total = 0;
  let met = 0;
  let fresh = 0;
  for (const term of terms) {
    const value = weight(term);
    total += value;
    if (!view.terms.has(term)) continue;
    met += value;
    if (!covered.has(term)) fresh += value;
  }
  return { total, met, fresh };
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

function titleAsked(view: PassageView, state: ResearchState): number {
  if (view.title === "" || !state.questionSequence.includes(view.title)) return 0;
  const rarity = rarityOf(state);
  return Math.min(
    1,
    view.title
      .trim()
      .split(" ")
      .reduce((total, term) => total + rarity(term), 0),
  );
}
