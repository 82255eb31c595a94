import { valueTypesOf, wantsValue } from "./answer-signals.ts";
import type { Statement } from "./reading.ts";
import type { TermSpace } from "./terms.ts";
import type { Value } from "./values.ts";
import { fillSlots, type Wanted } from "./wanted.ts";

/** The unit in which a question wants its answer: 几天, “how many weeks”; empty where it names none. */
function unitAsked(question: string): string {
  const found = /(?:几|多少)个?(天|日|周|月|年|小时)|how many (day|week|month|year|hour)s/i.exec(question);
  return (found?.[1] ?? found?.[2] ?? "").toLowerCase().replace("天", "日");
}

/** The values of a statement that are of the type, and in the unit, that is asked for. */
function wantedValues(statement: Statement, { kinds, subQuestion }: Wanted): readonly Value[] {
  const types = valueTypesOf(kinds[0]);
  const unit = unitAsked(subQuestion.text);
  return statement.values.filter(
    (value) => types.includes(value.type) && value.text.replace("天", "日").includes(unit),
  );
}

/** Whether a statement lacks the unit that is asked for; never where none is. */
export function lacksUnit(statement: Statement, wanted: Wanted): boolean {
  const isAsked = valueTypesOf(wanted.kinds[0]).length > 0 && unitAsked(wanted.subQuestion.text) !== "";
  return isAsked && wantedValues(statement, wanted).length === 0;
}

const clauseEnd = /[,;:，；：。]\s*/;
/** What stands close to a value: so many characters before and behind it. */
const besideValue = { chinese: 10, other: 45 } as const;

/** “自受理申请之日起六十日内作出决定”: when a term begins is not what it is set for, which comes behind it. */
const startOfTerm = /[自从][^，。；]*起$/;
const comma = /^(以?内|之内)[，,]/;

/** What is set a term stands further behind it where its start stands before it. */
function startLength(text: string, { start }: Value): number {
  return startOfTerm.test(text.slice(0, start)) ? besideValue.other / 2 : 0;
}

/** How much of the matter stands in one clause with a value that is asked for, and beside it: 0 to 1. */
export function valueFit(statement: Statement, wanted: Wanted, space: TermSpace): number {
  const { text } = statement;
  const fill = (piece: string): number => fillSlots(wanted.slots, [{ terms: space.terms(piece), share: 1 }]);
  const reach = /\p{Script=Han}/u.test(text) ? besideValue.chinese : besideValue.other;
  let best = 0;
  for (const value of wantedValues(statement, wanted)) {
    const before = (text.slice(0, value.start).split(clauseEnd).at(-1) ?? "").replace(startOfTerm, "");
    const behind = text.slice(value.end).replace(comma, "$1").split(clauseEnd)[0] ?? "";
    const near = `${before.slice(-reach)}${value.text}${behind.slice(0, reach + startLength(text, value))}`;
    best = Math.max(best, 0.4 * fill(`${before}${value.text}${behind}`) + 0.6 * fill(near));
  }
  return best;
}

/** How many values a statement gives where values are asked for: 0 to 1. */
export function specificity(statement: Statement, { kinds }: Wanted): number {
  if (!kinds.some(wantsValue)) return 0;
  return Math.min(4, new Set(statement.values.map((value) => value.key)).size) / 4;
}
