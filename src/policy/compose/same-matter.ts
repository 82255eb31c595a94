import { kindWords } from "./answer-signals.ts";
import { limitsOf } from "./limits.ts";
import type { Reading, Statement } from "./reading.ts";
import type { TermSpace } from "./terms.ts";
import type { Value } from "./values.ts";
import { fillSlots, type Wanted } from "./wanted.ts";

/** A sentence of a source with the values that it states of the kind that is asked for. */
export interface Stated {
  readonly reading: Reading;
  readonly statement: Statement;
  readonly values: readonly Value[];
  /** It tells how the value came to be: the year in it is when that was. */
  readonly tellsChange?: boolean;
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

/** The words of a sentence without some of its values. */
function without({ text }: Statement, values: readonly Value[]): string {
  let rest = text;
  for (const value of values.toReversed()) rest = `${rest.slice(0, value.start)} ${rest.slice(value.end)}`;
  return rest;
}

/** The unit of a value: what is left of it without the numbers; all dates have one. */
export function unitOf({ type, key }: Value): string {
  if (type === "date") return type;
  return key
    .replace(/[\d.,]+/g, "")
    .replace(/thousand|million|billion|[万亿]/g, "")
    .replace(/us\$|\$|usd|u\.?s\.?dollar|dollar/g, "$");
}

/** Beside these, the words that only name a kind of answer tell no two things apart. */
const idleWords = `${aside} takes need needed 需要 收费 价格 ${Object.values(kindWords).join(" ")}`;
/** Characters that join words; a pair that has one of them stands across two. */
const joining = /[的是为在了由从自起至到共和及与]/;
/** Chinese is held against each other in pairs of characters, also across two words. */
const idleCharacters = new Set(idleWords.match(/\p{Script=Han}/gu));

const rate = /^\s?(?:(?:per|an?|each|every)\s[a-z]+|\/\s?[a-z]+|每[年月周日天人次])/i;

function rateOf({ text }: Statement, { end }: Value): string {
  return (rate.exec(text.slice(end, end + 16))?.[0] ?? "").trim().toLowerCase();
}

/** “since 2023”, 自2023年起: from when on something holds is no year that it is limited to. */
const openYear =
  /\b(?:since|from|effective|starting|as of)\s+(?:\w+,? ){0,3}(?:19|20)\d{2}(?!\d)|[自从](?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}(?=[^，。；\s]{0,10}起)/gi;

/** The years to which a sentence is limited, beside what it states. */
function yearsOf({ statement, values, tellsChange = false }: Stated): ReadonlySet<string> {
  if (tellsChange) return new Set();
  return new Set(
    without(statement, values)
      .replace(openYear, " ")
      .match(/(?:19|20)\d{2}(?!\d)/g) ?? [],
  );
}

/** What held in one year is no other value of what holds, nor of what held in another. */
function isOtherYear(left: Stated, right: Stated): boolean {
  const [a, b] = [yearsOf(left), yearsOf(right)];
  return (a.size > 0 || b.size > 0) && a.isDisjointFrom(b);
}

/** Whether one sentence limits itself to a case that neither the other nor the question speaks of. */
function isOtherCase(left: Stated, right: Stated, { space, wanted }: Measure): boolean {
  const asked = space.terms(wanted.subQuestion.text);
  const strange = (one: Stated, other: Stated): boolean => {
    const known = space.terms(other.statement.text);
    return limitsOf(one.statement.text, space).some((terms) =>
      terms.every((term) => !asked.has(term) && !known.has(term)),
    );
  };
  return strange(left, right) || strange(right, left);
}

function apart(from: ReadonlySet<string>, other: ReadonlySet<string>, idle: ReadonlySet<string>): number {
  return [...from].filter(
    (term) => !other.has(term) && !idle.has(term) && !/\d/.test(term) && !isIdlePair(term),
  ).length;
}

function isIdlePair(term: string): boolean {
  const characters = Array.from(term);
  return (
    joining.test(term) || (characters.length === 2 && characters.every((one) => idleCharacters.has(one)))
  );
}

/** Whether two sentences give a value of one unit for one thing at one time. */
export function isSameMatter(left: Stated, right: Stated, measure: Measure): boolean {
  const { space, wanted } = measure;
  const [first] = left.values;
  const [second] = right.values;
  if (first === undefined || second === undefined || isOtherYear(left, right)) return false;
  if (isOtherCase(left, right, measure)) return false;
  if (unitOf(first) !== unitOf(second)) return false;
  if (rateOf(left.statement, first) !== rateOf(right.statement, second)) return false;
  const a = space.terms(without(left.statement, left.statement.values));
  const b = space.terms(without(right.statement, right.statement.values));
  const idle = space.terms(idleWords);
  const most = /\p{Script=Han}/u.test(left.statement.text) ? swapped.chinese : swapped.latin;
  const lacks = [apart(a, b, idle), apart(b, a, idle)];
  if (lacks.every((count) => count > 0 && count <= most)) return false;
  if (Math.min(space.coverage(a, b), space.coverage(b, a)) >= sameWords) return true;
  const isOnly = left.values.length === 1 && right.values.length === 1;
  const named = [a, b].map((terms) => fillSlots(wanted.slots, [{ terms, share: 1 }]));
  return isOnly && named.every((share) => share >= sameQuestion);
}
