import type { Reading, Statement } from "./reading.ts";
import { yearOf } from "./subject.ts";
import type { TermSpace } from "./terms.ts";
import type { Value } from "./values.ts";
import { fillSlots, type Wanted } from "./wanted.ts";

/** A sentence of a source with its values of the kind that is asked for. */
export interface Stated {
  readonly reading: Reading;
  readonly statement: Statement;
  readonly values: readonly Value[];
}

/** What decides whether two sentences speak of the same thing. */
export interface Measure {
  readonly space: TermSpace;
  readonly wanted: Wanted;
}

/** Two sentences that share this much of what they say beside the values are about the same thing. */
const sameWords = 0.55;
/** So are two, in whatever words, that both name this much of what is asked. */
const sameQuestion = 0.75;
/** Where each has so few words that the other lacks, these are what the two tell apart: adults, children. */
const swapped = { latin: 2, chinese: 4 } as const;
/** Words that only say where a value is from or how sure it is. */
const aside =
  "about approximately around roughly nearly almost total overall estimated estimate currently now according report reported states said says plan planned " +
  "大约 约为 左右 共计 总计 合计 预计 估计 目前 报告 据称 显示";

/** The words of a sentence without its values. */
function bare({ text }: Statement, values: readonly Value[]): string {
  let rest = text;
  for (const value of values.toReversed()) rest = `${rest.slice(0, value.start)} ${rest.slice(value.end)}`;
  return rest;
}

/** The unit of a value: what is left of it without the numbers. */
function unitOf({ key }: Value): string {
  return key
    .replace(/[\d.,]+/g, "")
    .replace(/thousand|million|billion|[万亿]/g, "")
    .replace(/us\$|\$|usd|u\.?s\.?dollar|dollar/g, "$");
}

const rate = /^\s?(?:(?:per|an?|each|every|\/)\s?[a-z]+|每[年月周日天人次])/i;

function rateOf({ text }: Statement, { end }: Value): string {
  return (rate.exec(text.slice(end, end + 16))?.[0] ?? "").trim().toLowerCase();
}

/** The years that a sentence, or the title of its document, is about. */
function yearsOf({ statement, reading }: Stated): ReadonlySet<string> {
  const own = statement.text.match(/(?:19|20)\d{2}(?!\d)/g);
  const [year] = own === null ? [yearOf(reading.source.title)] : [];
  return new Set(own ?? (year === undefined ? [] : [year]));
}

function isOtherYear(left: Stated, right: Stated): boolean {
  const [a, b] = [yearsOf(left), yearsOf(right)];
  return a.size > 0 && b.size > 0 && [...a].every((year) => !b.has(year));
}

function apart(from: ReadonlySet<string>, other: ReadonlySet<string>, idle: ReadonlySet<string>): number {
  return [...from].filter((term) => !other.has(term) && !idle.has(term) && !/^\d+$/.test(term)).length;
}

/** Whether two sentences give a value of one unit for one thing at one time. */
export function isSameMatter(left: Stated, right: Stated, { space, wanted }: Measure): boolean {
  const [first] = left.values;
  const [second] = right.values;
  if (first === undefined || second === undefined || isOtherYear(left, right)) return false;
  if (unitOf(first) !== unitOf(second)) return false;
  if (rateOf(left.statement, first) !== rateOf(right.statement, second)) return false;
  const a = space.terms(bare(left.statement, left.values));
  const b = space.terms(bare(right.statement, right.values));
  const idle = space.terms(aside);
  const most = /\p{Script=Han}/u.test(left.statement.text) ? swapped.chinese : swapped.latin;
  const lacks = [apart(a, b, idle), apart(b, a, idle)];
  if (lacks.every((count) => count > 0 && count <= most)) return false;
  if (Math.min(space.coverage(a, b), space.coverage(b, a)) >= sameWords) return true;
  const isOnly = left.values.length === 1 && right.values.length === 1;
  const named = [a, b].map((terms) => fillSlots(wanted.slots, [{ terms, share: 1 }]));
  return isOnly && named.every((share) => share >= sameQuestion);
}
