import { type AnswerKind, overviewId } from "../question.ts";
import { leadingKind, wantsValue } from "./answer-signals.ts";
import { type Answer, type Candidates, leastCovered, leastRelevance } from "./choose-answer.ts";
import type { Said } from "./said.ts";
import { isFiller } from "./standing.ts";
import { readingSize } from "./similarity.ts";
import { type Unit, unitText } from "./unit.ts";

/** A detail must reach this share of the relevance of the best; a single fact needs little around it. */
const detailShare = { usual: 0.72, fact: 0.9, overview: 0.65 } as const;
const facts: readonly AnswerKind[] = ["yes-no", "person", "place", "date", "definition"];
/** What stands in the passage of the answer, or in its document, belongs to it. */
const samePassage = 0.16;
const sameSource = 0.06;
/** A unit goes to the sub-question it is about, give or take this share. */
const ownShare = 0.95;
/** An order to look elsewhere is worth less. */
const pointerCost = 0.1;
/** Where nothing answers, what is shown instead must name this much of the question. */
const openCovered = 0.6;
/** A detail that answers this much worse than it is relevant is padding. */
const leastAnswer = 0.5;

/** Relevance, with what the passage of the answer lends. */
function worthOf(unit: Unit, answer: Answer | undefined): number {
  const readings = answer?.answer.map((other) => other.reading) ?? [];
  if (readings.includes(unit.reading)) return unit.relevance + samePassage;
  const isSameSource = readings.some((reading) => reading.source.id === unit.reading.source.id);
  return unit.relevance + (isSameSource ? sameSource : 0);
}

/** What decides whose unit it is: the form of the answer, too. */
function claimOf(unit: Unit, answer: Answer | undefined): number {
  return worthOf(unit, answer) + 0.12 * unit.signal;
}

/** For every sub-question, the units that are about it more than about another one. */
export function shareOut(
  all: readonly Candidates[],
  answers: readonly Answer[],
): readonly (readonly Unit[])[] {
  const most = new Map<string, number>();
  for (const [index, { units }] of all.entries()) {
    for (const unit of units) {
      const key = unitText(unit);
      most.set(key, Math.max(most.get(key) ?? 0, claimOf(unit, answers[index])));
    }
  }
  return all.map(({ units }, index) =>
    units.filter((unit) => claimOf(unit, answers[index]) >= ownShare * (most.get(unitText(unit)) ?? 0)),
  );
}

export interface Room {
  readonly candidates: Candidates;
  /** The units that are its own. */
  readonly own: readonly Unit[];
  readonly answer: Answer;
  /** Words. */
  readonly room: number;
}

const isQuestion = /[?？]["”’」]?$/;

/** Sentences of an article that is quoted whole stand in the article. */
function withoutParts(units: readonly Unit[]): readonly Unit[] {
  const whole = new Set(units.filter((unit) => unit.isArticle).map((unit) => unit.reading.citationId));
  return units.filter((unit) => unit.isArticle || unit.isList || !whole.has(unit.reading.citationId));
}

/** Chooses what bears an answer out, as far as there is room; nothing that the report says already. */
export function chooseDetails({ candidates, own, answer, room }: Room, said: Said): readonly Unit[] {
  const { subQuestion, best, isUnmet } = candidates;
  if (isUnmet) return [];
  const kind = leadingKind(subQuestion);
  const isOpen = answer.status !== "answered" && wantsValue(kind);
  const isFact = answer.status === "answered" && facts.includes(kind);
  const isOverview = subQuestion.id === overviewId;
  const share = isOverview ? detailShare.overview : isFact ? detailShare.fact : detailShare.usual;
  const least = Math.max(leastRelevance, share * best);
  const worth = (unit: Unit): number => worthOf(unit, answer) - pointerCost * unit.away;
  const isBeside = (unit: Unit): boolean => answer.answer.some((other) => other.reading === unit.reading);
  const isFit = (unit: Unit): boolean =>
    worth(unit) >= least &&
    (unit.covered >= (isOpen ? openCovered : leastCovered.usual) || isBeside(unit)) &&
    unit.away < 1 &&
    !unit.statements.some(({ text }) => isQuestion.test(text) || isFiller(text)) &&
    unit.answer >= leastAnswer * unit.relevance &&
    !(isOpen && unit.signal < 0.35);
  const ranked = withoutParts(own)
    .filter(isFit)
    .sort((a, b) => worth(b) + 0.3 * b.answer - (worth(a) + 0.3 * a.answer));
  const details: Unit[] = [];
  let left = room;
  for (const unit of ranked) {
    const size = readingSize(unitText(unit));
    if (left <= 0 || said.has(unit) || (size > left && details.length > 0)) continue;
    const lead = unit.lead.filter(
      (statement, at) => !said.hasStatement(statement) || (unit.isList && at === unit.lead.length - 1),
    );
    details.push({ ...unit, lead });
    said.add(unit);
    left -= size;
  }
  return details;
}
