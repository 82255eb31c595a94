import { resemblance } from "../compose/similarity.ts";
import { valuesFor, type SubCoverage } from "../evidence/coverage.ts";
import {
  measureForQuestion,
  measureForSub,
  type Measuring,
  type PassageMeasures,
  wrongCase,
} from "../evidence/measure-passage.ts";
import type { SubQuestion } from "../question.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { SeenPassage } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import type { SelectCandidate } from "./candidate.ts";

const maxSelects = 12;
const maxPerSubQuestion = 5;
/** A section can use about so many passages. */
const usefulPassages = 5;
/** More than this is too much for one section. */
const mostPassages = 8;
/** What the evidence of a full section itself refers to this much still belongs to it. */
const leastCited = 0.5;

interface Rated {
  readonly seen: SeenPassage;
  readonly subQuestion: SubQuestion;
  readonly measures: PassageMeasures;
  readonly prior: number;
}

/** Passages that could be taken now, the most promising of each sub-question first. */
export function selectCandidates(setting: Measuring): readonly SelectCandidate[] {
  const { state, subs } = setting;
  const open = state.analysis.subQuestions.filter(
    (sub) => sub.kind !== "comparison" || sub.dependsOn.length === 0,
  );
  const isFull = (sub: SubQuestion): boolean =>
    state.hops === 0 && (subs.get(sub.id)?.selections.length ?? 0) >= mostPassages;
  const taken = new Set(
    state.selections.map(({ view, subQuestionId }) => `${view.citationId} ${subQuestionId}`),
  );
  const read = new Set(state.selections.map(({ view }) => view.citationId));
  const rated: Rated[] = [];
  for (const seen of state.passages.values()) {
    const { view } = seen;
    // Following names, a passage is read once; a report may use it for several sections.
    if (state.hops > 0 && read.has(view.citationId)) continue;
    const shared = measureForQuestion(seen, setting);
    if (shared.situation <= wrongCase) continue;
    const choices = open
      .filter((subQuestion) => !taken.has(`${view.citationId} ${subQuestion.id}`))
      .map((subQuestion): Rated => {
        const measures = measureForSub(shared, view, { subQuestion, setting });
        return { seen, subQuestion, measures, prior: priorOf(measures, state.hops) };
      })
      .filter(({ subQuestion, measures }) => !isFull(subQuestion) || measures.cited >= leastCited);
    rated.push(...(state.hops > 0 ? best(choices) : choices));
  }
  rated.sort((a, b) => b.prior - a.prior);
  return distinct(rated).map((one) => toCandidate(one, setting, subs.get(one.subQuestion.id)));
}

function best(choices: readonly Rated[]): readonly Rated[] {
  const [first, ...others] = choices;
  if (first === undefined) return [];
  return [others.reduce((top, other) => (other.measures.own > top.measures.own ? other : top), first)];
}

/** Order in which candidates are drawn; the network decides among those drawn. */
function priorOf(measures: PassageMeasures, hops: number): number {
  const { whole, wholeGain, own, ownGain, topicFit, above, signal, share, density } = measures;
  const chain =
    0.5 * whole +
    wholeGain +
    measures.titleAsked +
    0.6 * measures.link +
    measures.link * wholeGain +
    0.5 * measures.anchor;
  const matter =
    own +
    density +
    0.25 * ownGain +
    1.5 * topicFit +
    0.4 * above +
    0.5 * own * signal +
    measures.side +
    measures.parallel +
    measures.titleAsked +
    measures.situation +
    own * measures.cited -
    measures.special;
  return hops * chain + (1 - hops) * matter + 0.5 * share - measures.superseded - 0.5 * measures.thin;
}

/** The first of each sub-question within its quota, without passages of the same words. */
function distinct(rated: readonly Rated[]): readonly Rated[] {
  const chosen: Rated[] = [];
  const counts = new Map<string, number>();
  const texts = new Set<string>();
  for (const one of rated) {
    if (chosen.length === maxSelects) break;
    const id = one.subQuestion.id;
    const count = counts.get(id) ?? 0;
    const text = `${id}${one.seen.view.sequence}`;
    if (count >= maxPerSubQuestion && rated.length > maxSelects && counts.size > 1) continue;
    if (texts.has(text)) continue;
    counts.set(id, count + 1);
    texts.add(text);
    chosen.push(one);
  }
  return chosen;
}

function toCandidate(
  { seen, subQuestion, measures }: Rated,
  { state }: Measuring,
  sub: SubCoverage | undefined,
): SelectCandidate {
  const space = termWeights(state.idf);
  const rivals = sub?.selections ?? [];
  const redundancy = Math.max(
    0,
    ...rivals.map(({ view }) => resemblance(space, seen.view.passage.text, view.passage.text)),
  );
  return {
    type: "select",
    seen,
    subQuestionId: subQuestion.id,
    measures,
    redundancy,
    filled: Math.min(1, rivals.length / usefulPassages),
    agreement: agreement(seen.view, subQuestion, sub),
  };
}

/** Whether its values stand in another source already, or only others do. */
function agreement(view: PassageView, { kind }: SubQuestion, sub: SubCoverage | undefined): number {
  const own = valuesFor(kind, view);
  if (sub === undefined || own.length === 0 || sub.values.size === 0 || sub.sources.has(view.source.id))
    return 0;
  return own.some(({ key }) => sub.values.has(key)) ? 1 : -1;
}
