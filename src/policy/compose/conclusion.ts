import type { QuestionAnalysis } from "../question.ts";
import { leadingKind, valueTypesOf } from "./answer-signals.ts";
import type { Labels } from "./labels.ts";
import type { Part } from "./plan-report.ts";
import { cite, escapeMarkdown } from "./render-unit.ts";
import type { Value } from "./values.ts";

const least =
  /\b(?:first|earlier|earliest|older|oldest|before|lower|lowest|less|fewer|smaller|cheaper|shorter|shortest)\b|更早|最早|在先|较早|更低|更少|更短|更便宜/i;
const most =
  /\b(?:later|latest|younger|youngest|newer|newest|more recent(?:ly)?|higher|highest|more|larger|bigger|longer|longest|taller|greater)\b|更晚|最晚|较晚|更高|更多|更长|更大/i;

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  万: 1e4,
  亿: 1e8,
};
const days: Readonly<Record<string, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30.4,
  year: 365,
  小时: 1 / 24,
  天: 1,
  日: 1,
  周: 7,
  月: 30.4,
  年: 365,
};

function dateSize(key: string): number | undefined {
  if (/^\d{8}$/.test(key)) return Number(key);
  const year = /(?:1\d|20)\d{2}/.exec(key)?.[0];
  if (year === undefined) return undefined;
  const month =
    monthNames.findIndex((name) => key.includes(name)) + 1 || Number(/年(\d{1,2})月/.exec(key)?.[1] ?? 0);
  const rest = key.replace(year, " ");
  const day = Number(
    /月(\d{1,2})日/.exec(key)?.[1] ?? /\d{1,2}/.exec(rest.replace(/年\d{1,2}月/, ""))?.[0] ?? 0,
  );
  return Number(year) * 10_000 + month * 100 + day;
}

/**
 * A number by which values of one type can be put in order; undefined for ranges and what has no number. That of a date is
 * its year, month and day in eight digits, with 00 for what it leaves open.
 */
export function sizeOf(value: Value): number | undefined {
  if (value.type === "date") return dateSize(value.key);
  const numbers = value.key.match(/\d+(?:\.\d+)?/g) ?? [];
  if (numbers.length !== 1) return undefined;
  const scale = Object.entries(scales).find(([name]) => value.key.includes(name))?.[1] ?? 1;
  const unit =
    value.type === "duration" ? Object.entries(days).find(([name]) => value.key.includes(name))?.[1] : 1;
  return unit === undefined ? undefined : Number(numbers[0]) * scale * unit;
}

interface Sized {
  readonly name: string;
  readonly citationId: string;
  readonly type: Value["type"];
  readonly size: number;
}

/** The value that a side's answer turns on: the first of the kind that is asked for. */
function sized(part: Part): Sized | undefined {
  const { side } = part.subQuestion;
  const statement = part.answer[0]?.statements[0];
  const types = valueTypesOf(leadingKind(part.subQuestion));
  const value = statement?.values.find(({ type }) => types.includes(type));
  const size = value === undefined ? undefined : sizeOf(value);
  if (side === undefined || statement === undefined || value === undefined || size === undefined)
    return undefined;
  return { name: side, citationId: statement.citationId, type: value.type, size };
}

/**
 * Which of two sides comes first, or has more, where the question asks that and the answers of both give one
 * value of the same type; undefined where that cannot be told.
 */
export function concludeComparison(
  parts: readonly Part[],
  analysis: QuestionAnalysis,
  labels: Labels,
): string | undefined {
  const wantsLeast = least.test(analysis.question);
  const withSide = parts.filter((part) => part.subQuestion.side !== undefined && part.status === "answered");
  if (withSide.length !== 2 || wantsLeast === most.test(analysis.question)) return undefined;
  const [left, right] = withSide.map(sized);
  if (left === undefined || right === undefined || left.type !== right.type || left.size === right.size)
    return undefined;
  const winner = left.size < right.size === wantsLeast ? left : right;
  const say =
    left.type === "date"
      ? wantsLeast
        ? labels.earlier
        : labels.later
      : wantsLeast
        ? labels.less
        : labels.more;
  return `${say(escapeMarkdown(winner.name))}${cite(left.citationId)}${cite(right.citationId)}`;
}
