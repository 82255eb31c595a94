import { splitSentences } from "../../core/sentences.ts";
import { answerSignal, formFor, kindWords, wantedKinds, wantsValue } from "../compose/answer-signals.ts";
import { findValues, type Value } from "../compose/values.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { AnswerKind, QuestionAnalysis, SubQuestion } from "../question.ts";
import { isChinese } from "../analyse-question.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import { chineseKindWords } from "../question/chinese-words.ts";
import { kindWords as englishKindWords } from "../question/english-words.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState, Selection } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";

/** What the selections cover, as far as the next decision needs it. */
export interface Coverage {
  /** Question terms that some selected passage has. */
  readonly terms: ReadonlySet<string>;
  readonly bySubQuestion: ReadonlyMap<string, SubCoverage>;
}

export interface SubCoverage {
  readonly subQuestion: SubQuestion;
  readonly selections: readonly Selection[];
  /** All terms of its selected passages. */
  readonly terms: ReadonlySet<string>;
  /** Ids of the sources they come from. */
  readonly sources: ReadonlySet<string>;
  /** Values of the wanted type that they state, with how many sources state each. */
  readonly values: ReadonlyMap<string, number>;
  /** 0 to 1: whether its evidence would carry an answer. */
  readonly sufficiency: number;
}

const cache = new WeakMap<ResearchState, Coverage>();

/** What the state's selections cover. */
export function coverageOf(state: ResearchState): Coverage {
  const known = cache.get(state);
  if (known !== undefined) return known;
  const coverage = {
    terms: new Set(
      state.selections.flatMap(({ view }) => state.questionTerms.filter((term) => view.terms.has(term))),
    ),
    bySubQuestion: new Map(state.analysis.subQuestions.map((sub) => [sub.id, subCoverage(sub, state)])),
  };
  cache.set(state, coverage);
  return coverage;
}

function subCoverage(subQuestion: SubQuestion, state: ResearchState): SubCoverage {
  const selections = state.selections.filter(({ subQuestionId }) => subQuestionId === subQuestion.id);
  const terms = new Set(selections.flatMap(({ view }) => [...view.terms]));
  const sources = new Set(selections.map(({ view }) => view.source.id));
  const bySource = new Map<string, Set<string>>();
  for (const { view } of selections) {
    for (const { key } of valuesFor(subQuestion.kind, view)) {
      bySource.set(key, (bySource.get(key) ?? new Set()).add(view.source.id));
    }
  }
  return {
    subQuestion,
    selections,
    terms,
    sources,
    values: new Map([...bySource].map(([key, from]) => [key, from.size])),
    sufficiency: sufficiency({ subQuestion, selections, terms, state }),
  };
}

interface Judged {
  readonly subQuestion: SubQuestion;
  readonly selections: readonly Selection[];
  readonly terms: ReadonlySet<string>;
  readonly state: ResearchState;
}

/** Half for having the words, half for passages that look like an answer of the kind that is wanted. */
function sufficiency({ subQuestion, selections, terms, state }: Judged): number {
  if (subQuestion.kind === "comparison" && subQuestion.dependsOn.length > 0)
    return comparisonSufficiency(subQuestion, state);
  if (selections.length === 0) return 0;
  const wanted = wantedTerms(subQuestion, state);
  const words = wanted.length === 0 ? 1 : termWeights(state.idf).coverage(wanted, terms);
  // One passage is never certain; a second good one makes it nearly so.
  const doubt = selections.reduce(
    (left, { view, relevance }) => left * (1 - 0.6 * relevance * (0.3 + 0.7 * kindSignal(subQuestion, view))),
    1,
  );
  return 0.4 * words + 0.6 * (1 - doubt);
}

/** A comparison is answered by its sides. */
function comparisonSufficiency({ dependsOn }: SubQuestion, state: ResearchState): number {
  const held = new Set(state.selections.map(({ subQuestionId }) => subQuestionId));
  const have = dependsOn.filter((id) => held.has(id)).length;
  return dependsOn.length === 0 ? 1 : have / dependsOn.length;
}

/** The terms an answer's passages should have: those of the topic and the sub-question's own. */
export function wantedTerms(subQuestion: SubQuestion, state: ResearchState): readonly string[] {
  return [...new Set([...topicOf(subQuestion, state.analysis), ...ownTerms(subQuestion, state).terms])];
}

/**
 * Terms of what a sub-question is about: the side of a comparison by its name, else the topic that all
 * share; a single question without a named topic is about all it says.
 */
export function topicOf(subQuestion: SubQuestion, analysis: QuestionAnalysis): readonly string[] {
  const { side, terms } = subQuestion;
  if (side !== undefined) {
    const words = isChinese(side) ? subjectWords(side) : side;
    return analyseTerms(words, { mode: "query" }).filter((term) => !isYearOf(subQuestion, term));
  }
  return analysis.topicTerms.length > 0 ? analysis.topicTerms : terms;
}

/** Terms that only a sub-question has: not the topic's, not the year of a side, which is a matter of the source. */
export interface OwnTerms {
  readonly terms: readonly string[];
  /** They only name the kind of answer: a passage may say “$130” and not “cost”. */
  readonly isKindOnly: boolean;
}

export function ownTerms(subQuestion: SubQuestion, { analysis }: ResearchState): OwnTerms {
  const known = own.get(subQuestion);
  if (known?.analysis === analysis) return known.own;
  const found = findOwnTerms(subQuestion, analysis);
  own.set(subQuestion, { analysis, own: found });
  return found;
}

const own = new WeakMap<SubQuestion, { readonly analysis: QuestionAnalysis; readonly own: OwnTerms }>();

/** Terms of words such as “cost” and “后果”, which name the kind of answer. */
const askedTerms = new Set([...englishKindWords, ...chineseKindWords].flatMap((word) => analyseTerms(word)));

function findOwnTerms(subQuestion: SubQuestion, analysis: QuestionAnalysis): OwnTerms {
  const kind = new Set([...askedTerms, ...analyseTerms(kindWords[subQuestion.kind] ?? "")]);
  const topic = new Set(topicOf(subQuestion, analysis));
  const plain = subQuestion.terms.filter((term) => !isYearOf(subQuestion, term));
  const rest = plain.filter((term) => !topic.has(term));
  if (subQuestion.side !== undefined) return { terms: rest.length > 0 ? rest : plain, isKindOnly: false };
  const telling = rest.filter((term) => !kind.has(term));
  if (telling.length > 0) return { terms: telling, isKindOnly: false };
  // A single question is its own topic; what it asks of it may be all there is.
  if (rest.length === 0 && analysis.subQuestions.length === 1) return { terms: plain, isKindOnly: false };
  return { terms: rest, isKindOnly: true };
}

function isYearOf({ side }: SubQuestion, term: string): boolean {
  const year = side === undefined ? undefined : /(?:19|20)\d{2}/.exec(side)?.[0];
  return year !== undefined && term.includes(year);
}

const signals = new WeakMap<PassageView, Map<string, number>>();

/** How much a passage has the form of an answer to a sub-question, 0 to 1. */
export function kindSignal(subQuestion: SubQuestion, view: PassageView): number {
  const known = signals.get(view) ?? new Map<string, number>();
  signals.set(view, known);
  const cached = known.get(subQuestion.text);
  if (cached !== undefined) return cached;
  const [first, ...others] = wantedKinds(subQuestion);
  const main = first === undefined ? 0 : formOf(first, subQuestion.text, view.passage.text);
  const other = others.map((kind) => 0.8 * formFor(subQuestion.text, kind, view.passage.text));
  // Any statement can be a fact; only what it is about can tell.
  const best = Math.max(first === "fact" ? 0.7 : 0, main, ...other);
  known.set(subQuestion.text, best);
  return best;
}

/** A definition is told by how its sentence starts, which may be any of the passage. */
function formOf(kind: AnswerKind, question: string, text: string): number {
  if (kind !== "definition") return formFor(question, kind, text);
  return Math.max(0, ...splitSentences(text).map((sentence) => answerSignal(kind, sentence.text.trim())));
}

/** Values in a passage that could answer a sub-question of this kind; none for kinds without values. */
export function valuesFor(kind: AnswerKind, view: PassageView): readonly Value[] {
  if (!wantsValue(kind) || kind === "person" || kind === "place") return [];
  const types = kind === "amount" ? ["money", "percent"] : kind === "duration" ? ["duration"] : ["date"];
  return findValues(view.passage.text).filter((value) => types.includes(value.type));
}
