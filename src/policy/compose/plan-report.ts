import { present } from "../../core/present.ts";
import { overviewId, type SubQuestion } from "../question.ts";
import { type Answer, type Candidates, chooseAnswer } from "./choose-answer.ts";
import { chooseDetails, shareOut } from "./choose-details.ts";
import { type Comparison, compareSides, isSummingUp } from "./comparison.ts";
import type { Testimony } from "./dispute/camps.ts";
import { type Dispute, type Weighed, weighTestimony } from "./dispute/weigh-testimony.ts";
import type { Reading } from "./reading.ts";
import { createSaid, type Said } from "./said.ts";
import { type Scale, scoreStatements } from "./score-statement.ts";
import { readingSize } from "./similarity.ts";
import { type Unit, unitText } from "./unit.ts";
import { buildUnits } from "./units.ts";
import { wantedBy } from "./wanted.ts";

/** What a report says about one sub-question. */
export interface Part extends Answer {
  readonly details: readonly Unit[];
  /** The testimonies that bear out the value that the answer gives. */
  readonly believed: readonly Testimony[];
  readonly dispute?: Dispute;
}

/** What a report says, in order. */
export interface Plan {
  readonly parts: readonly Part[];
  readonly comparison?: Comparison;
}

/** Words of a whole report: what one sub-question takes, and the bounds. */
const wordsPerPart = 190;
const fewestWords = 200;
const overviewWords = 420;
const mostWords = 720;

function unitsOf({ rows }: Comparison): readonly Unit[] {
  return rows.flatMap(({ cells }) => cells).filter((unit) => unit !== undefined);
}

/** Articles are worth seeing side by side in any case; single sentences only if the answers lack them. */
function addsToAnswers(comparison: Comparison, said: Said): boolean {
  const units = unitsOf(comparison);
  const areLaws = units.some((unit) => unit.reading.statute !== undefined);
  return areLaws || comparison.rows.length > 1 || units.some((unit) => !said.has(unit));
}

/** A side that nothing answers outright has as its answer what it is compared by. */
function fromComparison(answer: Answer, units: readonly Unit[], comparison: Comparison | undefined): Answer {
  const { subQuestion } = answer;
  const at = comparison?.sides.indexOf(subQuestion.side ?? "") ?? -1;
  if (answer.answer.length > 0 || at < 0) return answer;
  const compared = comparison?.rows[0]?.cells[at]?.reading;
  const best = units.find((unit) => unit.reading === compared && !unit.isArticle && !unit.isList);
  return best === undefined ? answer : { subQuestion, status: "indirect", answer: [best] };
}

function wordsLeft(spent: readonly Unit[], asked: readonly SubQuestion[]): number {
  const least = asked.some(({ id }) => id === overviewId) ? overviewWords : fewestWords;
  const total = Math.min(mostWords, Math.max(least, wordsPerPart * asked.length));
  return total - spent.reduce((sum, unit) => sum + readingSize(unitText(unit)), 0);
}

type Held = Candidates & Pick<Weighed, "believed" | "dispute">;

/** What may be said about a sub-question, once its sources were held against each other. */
function candidatesFor(subQuestion: SubQuestion, readings: readonly Reading[], scale: Scale): Held {
  const { analysis, space } = scale;
  const wanted = wantedBy(subQuestion, analysis, space);
  const found = buildUnits(scoreStatements(readings, subQuestion, scale));
  const weighed = weighTestimony(found, { space, wanted });
  const best = Math.max(0, ...weighed.units.map((unit) => unit.relevance));
  return { subQuestion, ...weighed, isUnmet: wanted.isUnmet, best };
}

/** Decides what the report says about each sub-question: its answer, then what bears it out, nothing twice. */
export function planReport(readings: readonly Reading[], scale: Scale): Plan {
  const { analysis, space } = scale;
  const said = createSaid(space);
  const asked = analysis.subQuestions.filter((subQuestion) => !isSummingUp(subQuestion, analysis));
  const all = asked.map((subQuestion) => candidatesFor(subQuestion, readings, scale));
  const answers: Answer[] = [];
  for (const candidates of all) answers.push(chooseAnswer(candidates, said, answers));
  const aligned = compareSides(all, analysis, space);
  const comparison = aligned !== undefined && addsToAnswers(aligned, said) ? aligned : undefined;
  const compared = comparison === undefined ? [] : unitsOf(comparison);
  for (const unit of compared) said.add(unit);
  const spent = [...answers.flatMap(({ answer }) => answer), ...compared];
  const room = wordsLeft(spent, asked) / Math.max(1, all.length);
  const shares = shareOut(all, answers);
  const parts = all.flatMap((candidates, index): readonly Part[] => {
    const [answer, own] = [answers[index], shares[index]];
    if (answer === undefined || own === undefined) return [];
    const details = chooseDetails({ candidates, own, answer, room }, said);
    const { believed, dispute } = candidates;
    const told = { ...fromComparison(answer, candidates.units, comparison), details, believed };
    return [dispute === undefined ? told : { ...told, dispute }];
  });
  return { parts, ...present({ comparison }) };
}
