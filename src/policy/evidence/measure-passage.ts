import { type SubQuestion } from "../question.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import { type Bridge, findBridges } from "./bridges.ts";
import { coverageOf, kindSignal, type SubCoverage, wantedTerms } from "./coverage.ts";
import { aboutName, rarityOf } from "./rarity.ts";
import { isSuperseded, sideFit } from "./versions.ts";

/** What makes a passage worth taking for a sub-question; shares and strengths from 0 to 1 unless said. */
export interface PassageMeasures {
  /** Weight of the whole question's terms that it has. */
  readonly whole: number;
  /** The same for terms that no selected passage has. */
  readonly wholeGain: number;
  /** Weight of topic and own terms of the sub-question that it has. */
  readonly wanted: number;
  readonly wantedGain: number;
  readonly topic: number;
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
}

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
    thin: view.passage.text.length < 60 ? 1 : view.passage.text.length < 120 ? 0.4 : 0,
  };
}

type ForQuestion = Omit<
  PassageMeasures,
  "wanted" | "wantedGain" | "topic" | "above" | "signal" | "side" | "newSource"
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
  const wanted = wantedTerms(subQuestion, state);
  const { total, met, fresh } = weigh(wanted, {
    view,
    covered: sub?.terms ?? new Set(),
    weight: space.weight,
  });
  return {
    ...shared,
    wanted: total === 0 ? 0 : met / total,
    wantedGain: total === 0 ? 0 : fresh / total,
    topic: space.coverage(state.analysis.topicTerms, view.terms),
    above: space.coverage(wanted, view.above),
    signal: kindSignal(subQuestion, view),
    side: sideFit(subQuestion, view, state),
    newSource: sub?.sources.has(view.source.id) === true ? 0 : 1,
  };
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
