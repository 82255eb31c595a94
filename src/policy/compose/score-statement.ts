import type { AnswerKind, QuestionAnalysis, SubQuestion } from "../question.ts";
import { answerSignal, pointsElsewhere, researchRole, wantsValue } from "./answer-signals.ts";
import type { Reading, Statement } from "./reading.ts";
import type { Situation } from "./situation.ts";
import type { Subject } from "./subject.ts";
import type { TermSpace } from "./terms.ts";
import { fillSlots, type Layer, type Wanted, wantedBy } from "./wanted.ts";

export interface ScoredStatement {
  readonly statement: Statement;
  readonly reading: Reading;
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
  /** -1 to 1: whether it is about a case like the asker's. */
  readonly fit: number;
  /** How far it sends the reader elsewhere: 1 when that is all it does. */
  readonly away: number;
}

/** What the sentences of a run are weighed against. */
export interface Scale {
  readonly analysis: QuestionAnalysis;
  readonly space: TermSpace;
  readonly situation: Situation;
  readonly subject: Subject;
}

/** What stands around a statement, nearest first. A row of a table speaks for its own first cell alone. */
function layersOf(statement: Statement, reading: Reading, space: TermSpace): readonly Layer[] {
  const own = { terms: space.terms(statement.text), share: 1 };
  if (statement.type === "row") return [own];
  const led = `${statement.lead?.text ?? ""} ${statement.parent?.text ?? ""}`;
  return [
    own,
    { terms: space.terms(led), share: 0.85 },
    {
      terms: space.terms(reading.context),
      share: statement.type === "item" && statement.lead === undefined ? 0.8 : 0.6,
    },
    { terms: space.terms(reading.source.title), share: 0.45 },
    { terms: space.terms(reading.passage.text), share: 0.3 },
  ];
}

/** What the sentence is about may well stand above it; a row is about what its first cell names. */
function topicLayers(statement: Statement, layers: readonly Layer[], space: TermSpace): readonly Layer[] {
  if (statement.type === "row") return [{ terms: space.terms(statement.cells?.[0] ?? ""), share: 1 }];
  return layers.map((layer, index) => ({
    ...layer,
    share: index < 4 ? Math.min(1, layer.share + 0.4) : layer.share,
  }));
}

/** Kinds whose answer has a form of its own: a sentence without it does not answer. */
function mustState(kind: AnswerKind): boolean {
  return (
    wantsValue(kind) ||
    kind === "requirement" ||
    kind === "procedure" ||
    kind === "definition" ||
    kind === "reason"
  );
}

/** Answers that give more of the values that are asked for say more. */
function specificity(statement: Statement, kinds: readonly AnswerKind[]): number {
  if (!kinds.some(wantsValue)) return 0;
  return 0.03 * Math.min(4, new Set(statement.values.map((value) => value.key)).size);
}

/** Headings of lists of links, not of text. */
const navigation =
  /^(?:most popular|popular|related|see also|more (?:on|about|from|like)|further (?:reading|information)|you (?:might|may) also|in this section|on this page|quick links|top (?:tasks|services)|相关(?:链接|阅读|文章)|热门|更多)/i;

const placeholder = /^(?:this|that|it|they|these|those|he|she|其|该|此)\b/i;
const questionMark = /[?？]["”’」]?$/;

function formPenalty(statement: Statement): number {
  const { text } = statement;
  const size = /\p{Script=Han}/u.test(text) ? text.length / 2 : text.split(" ").length;
  const length = size < 4 ? 0.12 : size > 60 ? Math.min(0.15, (size - 60) / 400) : 0;
  const strayed = placeholder.test(text) && statement.previous === undefined ? 0.06 : 0;
  return length + strayed;
}

/** A law says more than what explains it. */
function authority({ statute }: Reading): number {
  return statute === undefined ? 0 : ([0.06, 0.06, 0.04][statute.level] ?? 0);
}

/** One or two words, that need no more than to name the matter to look relevant. */
function isBare(text: string): boolean {
  return /\p{Script=Han}/u.test(text) ? text.length < 5 : text.split(" ").length < 3;
}

/** The words in which an answer must show its form: with the lead-in of a list, without the name of a row. */
function signalText(statement: Statement): string {
  if (statement.type === "row") return statement.cells?.slice(1).join("; ") ?? "";
  return statement.lead === undefined ? statement.text : `${statement.lead.text} ${statement.text}`;
}

/** What a situation that is not the asker's costs, and what the asker's own is worth. */
const situationWeight = 0.24;
/** A statement that fits the asker's case no better than this is about another one. */
const wrongCase = -0.8;

function scoreOne(statement: Statement, reading: Reading, wanted: Wanted, scale: Scale): ScoredStatement {
  const { space } = scale;
  const layers = layersOf(statement, reading, space);
  const own = layers.slice(0, 1);
  const named = fillSlots([...wanted.topic, ...wanted.slots], own);
  const near = layers.slice(0, 3).map((layer) => ({ ...layer, share: Math.min(1, layer.share + 0.2) }));
  const covered = fillSlots(wanted.slots, near);
  const topic =
    wanted.topic.length === 0 ? 1 : fillSlots(wanted.topic, topicLayers(statement, layers, space));
  const signals = wanted.kinds.map((kind) => answerSignal(kind, signalText(statement)));
  const ownSignal = signals[0] ?? 0;
  const signal = Math.max(ownSignal, 0.8 * Math.max(0, ...signals.slice(1)));
  const prior =
    reading.relevance.get(wanted.subQuestion.id) ?? 0.6 * Math.max(0, ...reading.relevance.values());
  const above = `${reading.source.title} \n ${reading.context} \n ${statement.lead?.text ?? ""}`;
  const fit = scale.situation.fit(statement.text, above);
  const base =
    0.36 * fillSlots(wanted.slots, layers) +
    0.16 * fillSlots(wanted.slots, own) +
    0.16 * topic +
    0.2 * prior +
    0.12 * signal;
  const isRow = statement.type === "row";
  const offTopic = topic >= (isRow ? 0.6 : 0.35) ? 1 : isRow ? 0.4 : 0.6;
  const about = scale.subject.fit(wanted.subQuestion, statement, reading);
  const isNavigation = navigation.test(reading.passage.headingPath.at(-1) ?? "");
  const bare = isNavigation ? 0.7 : statement.type === "item" && isBare(statement.text) ? 0.75 : 1;
  const relevance =
    fit <= wrongCase ? 0 : bare * about * offTopic * base + situationWeight * Math.min(0, fit);
  const compares = scale.analysis.subQuestions.some(({ side }) => side !== undefined);
  const question = compares ? space.coverage(space.terms(scale.analysis.question), space.terms(above)) : 0;
  const isLink = statement.isLink && statement.type === "sentence";
  const away = Math.max(pointsElsewhere(statement.text), isLink ? 0.6 : 0);
  const answer =
    relevance +
    situationWeight * Math.max(0, fit) +
    0.24 * signal +
    0.15 * question +
    (scale.subject.opensWithSide(wanted.subQuestion, statement) ? 0.12 : 0) +
    specificity(statement, wanted.kinds) +
    0.08 * researchRole(statement.verbatim) +
    authority(reading) -
    0.22 * away -
    formPenalty(statement) -
    (questionMark.test(statement.text) ? 0.4 : 0);
  const states = (!mustState(wanted.kinds[0] ?? wanted.subQuestion.kind) || ownSignal >= 0.6) && away < 1;
  return { statement, reading, relevance, answer, states, signal: ownSignal, named, covered, fit, away };
}

/** Weighs every statement of the readings against a sub-question; best answers first, ties in reading order. */
export function scoreStatements(
  readings: readonly Reading[],
  subQuestion: SubQuestion,
  scale: Scale,
): readonly ScoredStatement[] {
  const wanted = wantedBy(subQuestion, scale.analysis, scale.space);
  return readings
    .flatMap((reading) => reading.statements.map((statement) => scoreOne(statement, reading, wanted, scale)))
    .sort((a, b) => b.answer - a.answer);
}
