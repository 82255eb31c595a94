import type { QuestionAnalysis } from "../question.ts";
import { leadingKind, valueTypesOf } from "./answer-signals.ts";
import type { Labels } from "./labels.ts";
import type { Part } from "./plan-report.ts";
import { cite, escapeMarkdown } from "./render-unit.ts";
import { sizeOf } from "./value-size.ts";
import type { Value } from "./values.ts";

const least =
  /\b(?:first|earlier|earliest|older|oldest|before|lower|lowest|less|fewer|smaller|cheaper|shorter|shortest)\b|更早|最早|在先|较早|更低|更少|更短|更便宜/i;
const most =
  /\b(?:later|latest|younger|youngest|newer|newest|more recent(?:ly)?|higher|highest|more|larger|bigger|longer|longest|taller|greater)\b|更晚|最晚|较晚|更高|更多|更长|更大/i;

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
