import type { SubQuestion } from "../question.ts";
import { leadingKind, valueTypesOf } from "./answer-signals.ts";
import type { Labels } from "./labels.ts";
import { publisherOf } from "./publisher.ts";
import type { Reading, Statement } from "./reading.ts";
import { cite, escapeMarkdown, type RenderOptions, renderSentence } from "./render-unit.ts";
import { isSameMatter, type Measure, type Stated } from "./same-matter.ts";
import type { Unit } from "./unit.ts";
import type { ValueType } from "./values.ts";

/** Two sources that give different values for the same thing. */
export interface Disagreement {
  readonly subQuestion: SubQuestion;
  readonly sides: readonly { readonly reading: Reading; readonly statement: Statement }[];
  /** The one whose document is newer, where both have a date. */
  readonly newer?: Reading;
}

const mostUnits = 24;

function dateOf({ source }: Reading): string | undefined {
  return source.modified ?? source.published;
}

/** Sentences among the best answers that state a value of the kind that is asked for; laws regulate, and are left out. */
function statedValues(units: readonly Unit[], types: readonly ValueType[]): readonly Stated[] {
  const relevant = units.filter((unit) => unit.states && !unit.isList && unit.reading.statute === undefined);
  return relevant.slice(0, mostUnits).flatMap(({ reading, statements: [statement] }) => {
    const values = statement?.values.filter((value) => types.includes(value.type)) ?? [];
    return statement === undefined || values.length === 0 ? [] : [{ reading, statement, values }];
  });
}

/** Whether no value of one is among those of the other. */
function isOther(left: Stated, right: Stated): boolean {
  const keys = new Set(left.values.map(({ key }) => key));
  return right.values.every(({ key }) => !keys.has(key));
}

/** Finds the first pair of publishers that contradict each other in what a sub-question asks for. */
export function findDisagreement(units: readonly Unit[], measure: Measure): Disagreement | undefined {
  const { subQuestion } = measure.wanted;
  const stated = statedValues(units, valueTypesOf(leadingKind(subQuestion)));
  for (const [index, left] of stated.entries()) {
    const right = stated
      .slice(index + 1)
      .find(
        (other) =>
          publisherOf(other.reading.source) !== publisherOf(left.reading.source) &&
          isOther(left, other) &&
          isSameMatter(left, other, measure),
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
