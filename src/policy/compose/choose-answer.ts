import type { AnswerKind, SubQuestion } from "../question.ts";
import { isYesNo, leadingKind, wantsValue } from "./answer-signals.ts";
import { findPointer } from "./pointer.ts";
import type { Said } from "./said.ts";
import { type Unit, unitText } from "./unit.ts";

/** What may be said about a sub-question. */
export interface Candidates {
  readonly subQuestion: SubQuestion;
  /** Best answers first. */
  readonly units: readonly Unit[];
  /** Relevance of the most relevant unit. */
  readonly best: number;
  /** No passage has the word that the sub-question turns on. */
  readonly isUnmet: boolean;
}

/** What a report answers to a sub-question. */
export interface Answer {
  readonly subQuestion: SubQuestion;
  /**
   * `indirect`: something about the matter was found, but no answer of the kind that was asked for. `pointed`: a page
   * on the matter only says where to look.
   */
  readonly status: "answered" | "indirect" | "pointed" | "none";
  readonly answer: readonly Unit[];
  /** Sub-question whose answer already says what comes closest to this one's. */
  readonly seeAlso?: SubQuestion;
}

/** Below this relevance a statement has too little to do with its sub-question. */
export const leastRelevance = 0.4;
/** An answer must reach this share of the relevance of the most relevant statement. */
const firstShare = 0.6;
/** A value is answered out of another document only by a sentence that is as good, give or take its authority. */
const otherValueShare = { usual: 0.94, lower: 0.88 } as const;
/** A sentence is used only where it or its headings have this share of what is asked about, for a value more. */
export const leastCovered = { usual: 0.3, value: 0.4 } as const;
/** Stands in for the best answer where that stands in another one. */
const nearlyAsGood = 0.7;
/** A sentence that names this much of the question comes close even without a value. */
const mostNamed = 0.5;
/** A sentence that comes close must reach this share of the relevance of the most relevant one. */
const closestShare = 0.75;

const answerLength: Partial<Record<AnswerKind, number>> = {
  procedure: 3,
  "yes-no": 1,
  definition: 1,
  person: 1,
  place: 1,
};
const usualAnswerLength = 2;
/** Kinds that a sentence answers, never a list, but for the sides of a comparison. */
const sentenceKinds: readonly AnswerKind[] = ["yes-no", "person", "place", "date", "definition"];

/** The best answer; one that is nearly as good where the best stands already in another answer. */
function chooseFirst({ units, best, subQuestion }: Candidates, said: Said): Unit | undefined {
  const least = Math.max(leastRelevance, firstShare * best);
  const covered = wantsValue(leadingKind(subQuestion)) ? leastCovered.value : leastCovered.usual;
  const wantsSentence = sentenceKinds.includes(leadingKind(subQuestion)) || isYesNo(subQuestion.text);
  const takesSentence = subQuestion.side === undefined && wantsSentence;
  const usable = units.filter(
    (unit) => unit.states && !unit.isArticle && unit.relevance >= least && unit.covered >= covered,
  );
  // A list answers such a question only where no sentence does.
  const sentences = usable.filter((unit) => !unit.isList);
  const stating = takesSentence && sentences.length > 0 ? sentences : usable;
  const [first] = stating;
  if (first === undefined || !said.has(first)) return first;
  return stating.find((unit) => !said.has(unit) && unit.answer >= nearlyAsGood * first.answer) ?? first;
}

/** What comes closest where nothing answers: for a value, a sentence that at least speaks of it. */
function findClosest({ subQuestion, units, best, isUnmet }: Candidates): Unit | undefined {
  const least = Math.max(leastRelevance, closestShare * best);
  const kind = leadingKind(subQuestion);
  const speaksOfIt = (unit: Unit): boolean => {
    if (unit.covered < (isUnmet ? mostNamed : leastCovered.value)) return false;
    if (wantsValue(kind)) return unit.signal >= 0.35 || unit.named >= mostNamed;
    return unit.isFocused || unit.signal >= 0.6;
  };
  return units.find(
    (unit) => !unit.isList && !unit.isArticle && unit.away < 1 && unit.relevance >= least && speaksOfIt(unit),
  );
}

/** What a further sentence of an answer must have, as shares of the first one. */
interface Bar {
  readonly answer: number;
  readonly relevance: number;
  readonly covered: number;
}

const samePassageBar: Bar = { answer: 0.76, relevance: 0.6, covered: 0.8 };
const sameCaseBar: Bar = { answer: 0.76, relevance: 0.6, covered: 0.4 };
const sameSourceBar: Bar = { answer: 0.76, relevance: 0.7, covered: 0.8 };
const elsewhereBar: Bar = { answer: 0.88, relevance: 0.7, covered: 0.8 };

function barFor(unit: Unit, first: Unit): Bar {
  if (unit.reading.source.id !== first.reading.source.id) return elsewhereBar;
  if (unit.reading !== first.reading) return sameSourceBar;
  return unit.fit > 0 ? sameCaseBar : samePassageBar;
}

/** Whether a sentence may stand beside the first one of an answer. */
function joins(unit: Unit, first: Unit, subQuestion: SubQuestion): boolean {
  if (!unit.states || unit.isList || unit.isArticle) return false;
  const isElsewhere = unit.reading.source.id !== first.reading.source.id;
  if (isElsewhere && subQuestion.side !== undefined) return false;
  const [level, firstLevel] = [unit.reading.statute?.level ?? 0, first.reading.statute?.level ?? 0];
  const isValue = wantsValue(leadingKind(subQuestion));
  // A rule below a law may set another value: both have to be seen.
  if (level > firstLevel && !isValue) return false;
  const valueShare = level > firstLevel ? otherValueShare.lower : otherValueShare.usual;
  const bar = barFor(unit, first);
  if (isElsewhere && isValue && unit.answer < valueShare * first.answer) return false;
  return (
    unit.answer >= bar.answer * first.answer &&
    unit.relevance >= bar.relevance * first.relevance &&
    unit.covered >= bar.covered * first.covered
  );
}

function sameUnit(unit: Unit): (other: Unit) => boolean {
  return (other) => unitText(other) === unitText(unit);
}

function pointOn(candidates: Candidates, said: Said): Answer {
  const { subQuestion } = candidates;
  const pointer = findPointer(candidates.units);
  if (pointer === undefined || said.has(pointer)) return { subQuestion, status: "none", answer: [] };
  said.add(pointer);
  return { subQuestion, status: "pointed", answer: [pointer] };
}

function fallBack(candidates: Candidates, said: Said, before: readonly Answer[]): Answer {
  const { subQuestion } = candidates;
  const closest = findClosest(candidates);
  if (closest === undefined) return pointOn(candidates, said);
  const elsewhere = before.find(({ answer }) => answer.some(sameUnit(closest)));
  if (elsewhere !== undefined) {
    return { subQuestion, status: "indirect", answer: [], seeAlso: elsewhere.subQuestion };
  }
  said.add(closest);
  return { subQuestion, status: "indirect", answer: [closest] };
}

/** A rule of a law is told with its exception: “may … ; but not …” are two sentences of one article. */
function longestAnswer({ reading }: Unit, { kind }: SubQuestion): number {
  if (kind === "yes-no" && reading.statute !== undefined) return usualAnswerLength;
  return answerLength[kind] ?? usualAnswerLength;
}

/** Chooses the sentences, or the list, that answer a sub-question; `before` are the answers that stand already. */
export function chooseAnswer(candidates: Candidates, said: Said, before: readonly Answer[]): Answer {
  const { subQuestion, units } = candidates;
  const first = chooseFirst(candidates, said);
  if (first === undefined) return fallBack(candidates, said, before);
  const same = before.find(({ answer }) => answer.some(sameUnit(first)));
  if (same !== undefined) return { subQuestion, status: "answered", answer: [], seeAlso: same.subQuestion };
  const chosen = [first];
  said.add(first);
  const most = first.isList ? 1 : longestAnswer(first, subQuestion);
  for (const unit of units) {
    if (chosen.length >= most) break;
    if (!joins(unit, first, subQuestion) || said.has(unit)) continue;
    chosen.push(unit);
    said.add(unit);
  }
  return { subQuestion, status: "answered", answer: chosen };
}
