import type { SubQuestion } from "../question.ts";
import { leadingKind, valueTypesOf } from "./answer-signals.ts";
import type { Labels } from "./labels.ts";
import { publisherOf } from "./publisher.ts";
import type { Reading, Statement } from "./reading.ts";
import { cite, escapeMarkdown, type RenderOptions, renderSentence } from "./render-unit.ts";
import type { TermSpace } from "./terms.ts";
import type { Unit } from "./unit.ts";
import type { Value, ValueType } from "./values.ts";

/** Two sources that give different values for the same thing. */
export interface Disagreement {
  readonly subQuestion: SubQuestion;
  readonly sides: readonly { readonly reading: Reading; readonly statement: Statement }[];
  /** The one whose document is newer, where both have a date. */
  readonly newer?: Reading;
}

/** Two sentences that share this much of what they say beside the values are about the same thing. */
const sameMatter = 0.55;
const mostUnits = 8;

function dateOf({ source }: Reading): string | undefined {
  return source.modified ?? source.published;
}

/** The words of a sentence without its values. */
function bare(statement: Statement, values: readonly Value[]): string {
  let text = statement.text;
  for (const value of values.toReversed()) text = text.slice(0, value.start) + text.slice(value.end);
  return text;
}

function isSameMatter(space: TermSpace, left: string, right: string): boolean {
  const [a, b] = [space.terms(left), space.terms(right)];
  return Math.min(space.coverage(a, b), space.coverage(b, a)) >= sameMatter;
}

interface Stated {
  readonly reading: Reading;
  readonly statement: Statement;
  readonly keys: readonly string[];
  readonly matter: string;
}

/** Sentences among the best answers that state a value of the kind that is asked for; laws regulate, and are left out. */
function statedValues(units: readonly Unit[], types: readonly ValueType[]): readonly Stated[] {
  const relevant = units.filter((unit) => unit.states && !unit.isList && unit.reading.statute === undefined);
  return relevant.slice(0, mostUnits).flatMap(({ reading, statements: [statement] }) => {
    const values = statement?.values.filter((value) => types.includes(value.type)) ?? [];
    if (statement === undefined || values.length === 0) return [];
    return [{ reading, statement, keys: values.map((value) => value.key), matter: bare(statement, values) }];
  });
}

/** Finds the first pair of publishers that contradict each other in what a sub-question asks for. */
export function findDisagreement(
  subQuestion: SubQuestion,
  units: readonly Unit[],
  space: TermSpace,
): Disagreement | undefined {
  const types = valueTypesOf(leadingKind(subQuestion));
  if (types.length === 0) return undefined;
  const stated = statedValues(units, types);
  for (const [index, left] of stated.entries()) {
    const right = stated
      .slice(index + 1)
      .find(
        (other) =>
          publisherOf(other.reading.source) !== publisherOf(left.reading.source) &&
          !other.keys.some((key) => left.keys.includes(key)) &&
          isSameMatter(space, left.matter, other.matter),
      );
    if (right !== undefined) return describe(subQuestion, left, right);
  }
  return undefined;
}

function describe(subQuestion: SubQuestion, left: Stated, right: Stated): Disagreement {
  const [a, b] = [dateOf(left.reading), dateOf(right.reading)];
  const newer =
    a === undefined || b === undefined || a === b ? undefined : a > b ? left.reading : right.reading;
  return { subQuestion, sides: [left, right], ...(newer === undefined ? {} : { newer }) };
}

/** Both values with who gives them, and which is newer; undefined where the sources agree. */
export function renderDisagreements(
  found: readonly Disagreement[],
  labels: Labels,
  options: RenderOptions,
): string | undefined {
  if (found.length === 0) return undefined;
  const blocks = found.flatMap(({ subQuestion, sides, newer }) => {
    const emphasis = [leadingKind(subQuestion)];
    const lines = sides.map(({ reading, statement }) => {
      const who = labels.says(escapeMarkdown(publisherOf(reading.source)));
      return `- ${who}${labels.space}${renderSentence(statement, { ...options, emphasis })}`;
    });
    const last =
      newer === undefined
        ? []
        : [`${labels.newerSource(escapeMarkdown(publisherOf(newer.source)))}${cite(newer.citationId)}`];
    return [labels.disagree(escapeMarkdown(subQuestion.heading)), lines.join("\n"), ...last];
  });
  return [`## ${labels.disagreement}`, ...blocks].join("\n\n");
}
