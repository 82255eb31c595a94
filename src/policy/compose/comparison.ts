import type { QuestionAnalysis, SubQuestion } from "../question.ts";
import { findDifferences, type Stretch } from "./difference.ts";
import type { Labels } from "./labels.ts";
import { cite, escapeMarkdown, type RenderOptions, worded } from "./render-unit.ts";
import { resemblance } from "./similarity.ts";
import { sourceYear, yearOf } from "./subject.ts";
import type { TermSpace } from "./terms.ts";
import type { Unit } from "./unit.ts";

/** What two or more sides say about the same thing; undefined where nothing was found for one. */
export interface ComparisonRow {
  readonly cells: readonly (Unit | undefined)[];
}

export interface Comparison {
  readonly sides: readonly string[];
  readonly heading: string;
  readonly rows: readonly ComparisonRow[];
}

/** The units that may stand for a side, best first. */
export interface SideUnits {
  readonly subQuestion: SubQuestion;
  readonly units: readonly Unit[];
}

/** Whether a sub-question only asks to put sides together that have sub-questions of their own. */
export function isSummingUp(subQuestion: SubQuestion, analysis: QuestionAnalysis): boolean {
  const parts = analysis.subQuestions.filter(({ id }) => subQuestion.dependsOn.includes(id));
  return (
    subQuestion.kind === "comparison" && parts.length > 1 && parts.every(({ side }) => side !== undefined)
  );
}

const mostRows = 3;
const mostUnits = 4;
/** Two provisions that share less than this are about different things. */
const leastResemblance = { article: 0.25, sentence: 0.4 } as const;
/** A provision is compared if it answers this well, as a share of the best. */
const rowShare = 0.72;
/** A pair that has less to do with what is compared than this share of the best is another matter. */
const pairShare = 0.85;

/** Sentences, whole articles, and articles with a list, which are compared by what opens the list. */
function isComparable(unit: Unit): boolean {
  return !unit.isList || (unit.reading.statute !== undefined && unit.lead.length > 0);
}

/** What opens a list says more than what stands behind it. */
function standing(unit: Unit): number {
  return unit.answer + (unit.isList ? 0.1 : 0);
}

/** Articles where there are any, since they are compared whole, or their lead-ins; else sentences. */
function comparable({ units, subQuestion }: SideUnits): readonly Unit[] {
  const year = yearOf(subQuestion.side ?? "");
  const speaksFor = (unit: Unit): boolean =>
    year === undefined || (sourceYear(unit.reading) ?? year) === year;
  const usable = units.filter(
    (unit) => isComparable(unit) && unit.away < 1 && unit.relevance > 0 && speaksFor(unit),
  );
  const inPassage = Map.groupBy(usable, (unit) => unit.reading.citationId);
  const distinct = usable.filter((unit) => {
    const rivals = (inPassage.get(unit.reading.citationId) ?? []).filter(
      (other) => other.isArticle || other.isList,
    );
    const [best] = rivals.toSorted((a, b) => standing(b) - standing(a));
    return best === undefined || best === unit;
  });
  const best = distinct[0];
  return distinct
    .filter((unit) => best !== undefined && unit.answer >= rowShare * best.answer)
    .slice(0, mostUnits);
}

interface Pair {
  readonly left: Unit;
  readonly right: Unit;
  readonly score: number;
}

/** Pairs up the units of two sides, most alike first. */
function pairUp(left: readonly Unit[], right: readonly Unit[], space: TermSpace): readonly Pair[] {
  const all = left.flatMap((a) =>
    right
      .filter((b) => b.reading !== a.reading && spoken(b) !== spoken(a))
      .map((b) => ({ left: a, right: b, score: resemblance(space, spoken(a), spoken(b)) })),
  );
  const isArticle = left.some((unit) => unit.reading.statute !== undefined);
  const least = isArticle ? leastResemblance.article : leastResemblance.sentence;
  const pairs: Pair[] = [];
  for (const pair of all.filter(({ score }) => score >= least).sort((a, b) => worthOf(b) - worthOf(a))) {
    const isTaken = pairs.some((other) => other.left === pair.left || other.right === pair.right);
    if (!isTaken && pairs.length < mostRows) pairs.push(pair);
  }
  const most = Math.max(...pairs.map(aboutness));
  return pairs.filter((pair) => aboutness(pair) >= pairShare * most);
}

function worthOf(pair: Pair): number {
  return pair.score + aboutness(pair) * 2;
}

/** How much a pair has to do with what is compared: one side may lack the words just because it lacks the rule. */
function aboutness({ left, right }: Pair): number {
  return Math.max(left.relevance, right.relevance);
}

/** Rows for one thing that is compared. */
function rowsOf(sides: readonly SideUnits[], space: TermSpace): readonly ComparisonRow[] {
  const [first, second] = sides;
  if (first === undefined || second === undefined) return [];
  if (sides.length > 2) return [{ cells: sides.map((side) => comparable(side)[0]) }];
  const left = comparable(first);
  const right = comparable(second);
  const pairs = pairUp(left, right, space);
  return pairs.map((pair) => ({ cells: [pair.left, pair.right] }));
}

/** Lines up what the sides of a question say; undefined where it has no sides, or only one with evidence. */
export function compareSides(
  all: readonly SideUnits[],
  analysis: QuestionAnalysis,
  space: TermSpace,
): Comparison | undefined {
  const withSide = all.filter(({ subQuestion }) => subQuestion.side !== undefined);
  const sides = [...new Set(withSide.map(({ subQuestion }) => subQuestion.side ?? ""))];
  if (sides.length < 2) return undefined;
  const aspects = Map.groupBy(withSide, ({ subQuestion }) =>
    subQuestion.text.replace(subQuestion.side ?? "", ""),
  );
  const rows = [...aspects.values()].flatMap((aspect) => {
    const ordered = sides.map((side) => aspect.find(({ subQuestion }) => subQuestion.side === side));
    return rowsOf(
      ordered.filter((entry) => entry !== undefined),
      space,
    );
  });
  const summary = analysis.subQuestions.find((subQuestion) => isSummingUp(subQuestion, analysis));
  return rows.length === 0
    ? undefined
    : { sides, heading: summary?.heading ?? "", rows: rows.slice(0, mostRows) };
}

function marked(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ text, isShared }) => {
      const core = /^([\s，。；：、,.;:“”"]*)([\s\S]*?)([\s，。；：、,.;:“”"]*)$/.exec(text);
      const inner = core?.[2] ?? "";
      if (isShared || !/[\p{L}\p{N}]/u.test(inner)) return escapeMarkdown(text);
      return `${escapeMarkdown(core?.[1] ?? "")}**${escapeMarkdown(inner)}**${escapeMarkdown(core?.[3] ?? "")}`;
    })
    .join("");
}

function cellText(text: string, unit: Unit): string {
  const { statute } = unit.reading;
  const quoted = statute === undefined ? text : `“${text}”`;
  const name = statute?.article === undefined ? "" : `${statute.article}：`;
  return `${name}${quoted}${cite(unit.reading.citationId)}`;
}

/** What is compared of a unit: all of it, or the lead-in of a list. */
function spoken(unit: Unit): string {
  if (unit.isList) return unit.lead.map((statement) => statement.text.replace(/[:：]\s*$/, "")).join("");
  return unit.statements
    .map((statement) => statement.text)
    .join(unit.reading.statute === undefined ? " " : "");
}

function renderRow({ cells }: ComparisonRow, labels: Labels, options: RenderOptions): string {
  const [left, right] = cells;
  const differences =
    cells.length === 2 && left !== undefined && right !== undefined
      ? findDifferences(spoken(left), spoken(right))
      : undefined;
  const texts = cells.map((unit, index) => {
    if (unit === undefined) return labels.noCounterpart;
    const stretches = index === 0 ? differences?.left : differences?.right;
    return cellText(stretches === undefined ? worded(spoken(unit), options) : marked(stretches), unit);
  });
  return `| ${texts.join(" | ")} |`;
}

/** The comparison as a table with a column for each side; words that only one side has are in bold. */
export function renderComparison(comparison: Comparison, labels: Labels, options: RenderOptions): string {
  const { sides, rows } = comparison;
  const namesAll = sides.every((side) => comparison.heading.includes(side));
  return [
    `## ${namesAll ? comparison.heading : labels.comparison}`,
    [
      `| ${sides.map(escapeMarkdown).join(" | ")} |`,
      `|${sides.map(() => " --- |").join("")}`,
      ...rows.map((row) => renderRow(row, labels, options)),
    ].join("\n"),
  ].join("\n\n");
}
