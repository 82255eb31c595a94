import type { AnswerKind, QuestionAnalysis, SubQuestion } from "../question.ts";
import {
  formFor,
  givesBound,
  missesKinship,
  opensPointers,
  pointsElsewhere,
  researchRole,
  wantsValue,
} from "./answer-signals.ts";
import type { Reading, Statement } from "./reading.ts";
import type { Situation } from "./situation.ts";
import { age, authority, formCost, specialty, substance } from "./standing.ts";
import { strangeCase } from "./strange-case.ts";
import type { Subject } from "./subject.ts";
import { echoOf } from "./echo.ts";
import { lender } from "./lent-matter.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";
import type { TermSpace } from "./terms.ts";
import { lacksUnit, specificity, valueFit } from "./value-fit.ts";
import { fillSlots, type Layer, type Wanted, wantedBy } from "./wanted.ts";

/** How a statement stands to a sub-question. */
export interface Score {
  /** 0 to 1: how much it has to do with the sub-question; what it must reach to be used. */
  readonly relevance: number;
  /** How well it answers by itself; only its order counts. */
  readonly answer: number;
  /** It has the form that an answer to this sub-question must have. */
  readonly states: boolean;
  /** It speaks of what is asked for, if only to say where to find it: 0 to 1. */
  readonly signal: number;
  /** Share of what the question is about that the sentence itself names. */
  readonly named: number;
  /** Share of what the sub-question is about that is named in the sentence, its lead-in or its headings. */
  readonly covered: number;
  /** It names what is asked for beside the topic, if anything is. */
  readonly isFocused: boolean;
  /** -1 to 1: whether it is about a case like the asker's. */
  readonly fit: number;
  /** How far it sends the reader elsewhere: 1 when that is all it does. */
  readonly away: number;
}

export interface ScoredStatement extends Score {
  readonly statement: Statement;
  readonly reading: Reading;
}

/** What the sentences of a run are weighed against. */
export interface Scale {
  readonly analysis: QuestionAnalysis;
  readonly space: TermSpace;
  readonly situation: Situation;
  readonly subject: Subject;
  /** Year of the newest law among the readings; 0 where age says nothing. */
  readonly newestLaw: number;
}

interface Weighing {
  readonly statement: Statement;
  readonly reading: Reading;
  readonly around: Surroundings;
  /** Title, headings and lead-in. */
  readonly above: string;
  readonly wanted: Wanted;
  readonly scale: Scale;
  readonly fit: number;
  /** Of the form of the kind that leads, and of any kind that is wanted: 0 to 1. */
  readonly ownSignal: number;
  readonly signal: number;
}

const formedKinds: readonly AnswerKind[] = ["requirement", "procedure", "reason"];

/** Kinds whose answer has a form of its own: a sentence without it does not answer. */
function mustState(kind: AnswerKind): boolean {
  return wantsValue(kind) || formedKinds.includes(kind);
}

/** What has been done before is no answer to what has to be done. */
const done = /^(?:once|after|when) [^,]{4,120}, /i;

/** The words in which an answer must show its form: with the lead-in of a list, without the name of a row. */
function signalText(statement: Statement): string {
  if (statement.type === "row") return statement.cells?.slice(1).join("; ") ?? "";
  const text = statement.text.replace(done, "");
  return statement.lead === undefined ? text : `${statement.lead.text} ${text}`;
}

const copula =
  /是指|指的是|称为|是(?!否)|\b(?:is|are|was|were|means|refers to|provides|offers|helps|covers|pays for|gives|consists of|stands for)\b/i;
const leastDefined = 0.34;

/** Whether what a definition defines, and not what it says about it, is what is asked about. */
function definesIt(text: string, { slots }: Wanted, space: TermSpace): boolean {
  const at = copula.exec(text)?.index;
  if (at === undefined) return true;
  return fillSlots(slots, [{ terms: space.terms(text.slice(0, at)), share: 1 }]) >= leastDefined;
}

/** Signals of another wanted kind count a little less. */
const otherKindShare = 0.8;
/** A value in another unit only speaks of what is asked for. */
const speaksOnly = 0.35;

interface Weighed {
  readonly statement: Statement;
  readonly reading: Reading;
  readonly lent: Layer | undefined;
}

function weigh({ statement, reading, lent }: Weighed, wanted: Wanted, scale: Scale): Weighing {
  const above = `${reading.source.title} \n ${reading.context} \n ${statement.lead?.text ?? ""}`;
  const words = signalText(statement);
  const { text: question } = wanted.subQuestion;
  const signals = wanted.kinds.map((kind) => formFor(question, kind, words));
  const [leading = 0, ...others] = signals;
  const isPerson = wanted.kinds[0] === "person";
  const misses = isPerson && missesKinship(wanted.subQuestion.text, words);
  const isOther = wanted.kinds[0] === "definition" && !definesIt(statement.text, wanted, scale.space);
  const ownSignal = misses
    ? 0
    : isOther
      ? Math.min(speaksOnly, leading)
      : lacksUnit(statement, wanted)
        ? Math.min(speaksOnly, leading)
        : leading;
  return {
    statement,
    reading,
    around: surroundingsOf(statement, reading, scale.space, lent),
    above,
    wanted,
    scale,
    fit: scale.situation.fit(statement.text, above),
    ownSignal,
    signal: Math.max(ownSignal, otherKindShare * Math.max(0, ...others)),
  };
}

const leastTopic = { text: 0.35, row: 0.5, rowName: 0.35 } as const;

/** A statement that has this much of its sub-question needs no more of the topic: a link of a chain. */
const mostlyCovered = 0.5;
/** Nor does one that has nearly all of what a sub-question names beside the topic, if that is more than a word. */
const nearlyAll = { words: 2, share: 0.9 } as const;

/** Share that a statement off the topic keeps; a row must also name the matter in its first cell. */
function onTopic({ statement, around, wanted, scale }: Weighing, topic: number): number {
  const isLink = wanted.subQuestion.template !== undefined || wanted.subQuestion.dependsOn.length > 0;
  const hasMatter =
    wanted.focus.length >= nearlyAll.words && fillSlots(wanted.focus, around.near) >= nearlyAll.share;
  const isOwn = hasMatter || (isLink && fillSlots(wanted.slots, around.near) >= mostlyCovered);
  if (statement.type !== "row") return topic >= leastTopic.text || isOwn ? 1 : 0.6;
  const name = { terms: scale.space.terms(statement.cells?.[0] ?? ""), share: 1 };
  const isNamed =
    wanted.topic.length === 0 || fillSlots([...wanted.topic, ...wanted.slots], [name]) >= leastTopic.rowName;
  return isNamed && topic >= leastTopic.row ? 1 : 0.4;
}

/** What the asker's own situation is worth, and what another one costs. */
const situationWeight = { own: 0.24, other: 0.36 } as const;
/** A statement that fits the asker's case no better than this is about another one. */
const wrongCase = -0.8;
/** Relevance of a passage to a sub-question for which it was not selected, as a share of its best. */
const priorShare = 0.6;

function relevanceOf(weighing: Weighing): number {
  const { statement, reading, around, wanted, scale, fit, signal } = weighing;
  if (fit <= wrongCase) return 0;
  const topic = wanted.topic.length === 0 ? 1 : fillSlots(wanted.topic, around.topic);
  const prior =
    reading.relevance.get(wanted.subQuestion.id) ?? priorShare * Math.max(0, ...reading.relevance.values());
  const base =
    0.36 * fillSlots(wanted.slots, around.all) +
    0.16 * fillSlots(wanted.slots, around.own) +
    0.16 * topic +
    0.2 * prior +
    0.12 * signal;
  const about = scale.subject.fit(wanted.subQuestion, statement, reading);
  return (
    substance(statement, reading) * about * onTopic(weighing, topic) * base +
    situationWeight.other * Math.min(0, fit) -
    specialty(reading, scale.analysis.question)
  );
}

const echoWeight = 0.33;
/** A question for the most or the least is answered by a limit, not by any value. */
const boundWeight = 0.2;

/** Share of a comparing question's words that stand above a statement: “Learn the difference between …”. */
function comparing({ above, scale }: Weighing): number {
  const { analysis, space } = scale;
  const compares = analysis.subQuestions.some(({ side }) => side !== undefined);
  return compares ? space.coverage(space.terms(analysis.question), space.terms(above)) : 0;
}

/** An article opens with its rule; what follows are its cases. */
const ruleFirst = 0.08;
/** Conditions are listed under what announces them. */
const enumerated = 0.1;
const listedKinds: readonly AnswerKind[] = ["requirement", "list"];
/** A case that the question does not speak of. */
const unaskedCase = 0.22;
/** What of that remains for a sentence about a case like the asker's. */
const ownCaseShare = 0.4;

/** How much an unasked case counts: less for one like the asker's, nothing where whole documents are compared. */
function caseShare({ wanted, fit }: Weighing): number {
  if (wanted.subQuestion.side !== undefined) return 0;
  return fit > 0 ? ownCaseShare : 1;
}

function answerOf(weighing: Weighing, relevance: number, away: number): number {
  const { statement, reading, wanted, scale, fit, signal } = weighing;
  const leading = wanted.kinds[0] ?? wanted.subQuestion.kind;
  const opens = scale.subject.opensWithSide(wanted.subQuestion, statement) ? 1 : 0;
  const words = `${statement.lead?.text ?? ""} ${statement.text}`;
  return (
    relevance +
    situationWeight.own * Math.max(0, fit) +
    0.24 * signal +
    0.15 * comparing(weighing) +
    0.12 * opens +
    0.12 * specificity(statement, wanted) +
    0.2 * valueFit(statement, wanted, scale.space) +
    (givesBound(wanted.subQuestion.text, statement.text) ? boundWeight : 0) +
    echoWeight * echoOf(wanted.subQuestion.text, words, scale.analysis.wordings) +
    0.08 * researchRole(statement.verbatim) +
    (reading.statute !== undefined && statement.order === 0 ? ruleFirst : 0) +
    (listedKinds.includes(leading) && statement.lead?.introduces === true ? enumerated : 0) +
    authority(reading) -
    age(reading, scale.newestLaw) -
    0.22 * away -
    caseShare(weighing) *
      unaskedCase *
      strangeCase(statement.lead?.text ?? statement.text, {
        question: scale.analysis.question,
        space: scale.space,
      }) -
    formCost(statement)
  );
}

/** What a sentence must name, in itself or its headings, of what is asked for beside the topic. */
const leastFocus = 0.34;
const leastForm = 0.6;

function scoreOf(weighing: Weighing): ScoredStatement {
  const { statement, reading, around, wanted, fit, ownSignal, signal } = weighing;
  const isLink = statement.isLink && statement.type === "sentence";
  const isListed = statement.lead !== undefined && opensPointers(statement.lead.text);
  const away = Math.max(pointsElsewhere(statement.text), isLink ? 0.6 : 0, isListed ? 0.6 : 0);
  const relevance = relevanceOf(weighing);
  const leading = wanted.kinds[0] ?? wanted.subQuestion.kind;
  const hasForm = !mustState(leading) || (wantsValue(leading) ? ownSignal : signal) >= leastForm;
  const isFocused = wanted.focus.length === 0 || fillSlots(wanted.focus, around.near) >= leastFocus;
  return {
    statement,
    reading,
    relevance,
    answer: answerOf(weighing, relevance, away),
    states: hasForm && isFocused && !wanted.isUnmet && away < 1,
    signal: ownSignal,
    named: fillSlots([...wanted.topic, ...wanted.slots], around.own),
    covered: fillSlots(wanted.slots, around.near),
    isFocused,
    fit,
    away,
  };
}

/** Weighs every statement of the readings against a sub-question; best answers first, ties in reading order. */
export function scoreStatements(
  readings: readonly Reading[],
  subQuestion: SubQuestion,
  scale: Scale,
): readonly ScoredStatement[] {
  const wanted = wantedBy(subQuestion, scale.analysis, scale.space);
  const lend = lender(readings, wanted, scale.space);
  return readings
    .flatMap((reading) => {
      const lent = lend(reading);
      return reading.statements.map((statement) =>
        scoreOf(weigh({ statement, reading, lent }, wanted, scale)),
      );
    })
    .sort((a, b) => b.answer - a.answer);
}
