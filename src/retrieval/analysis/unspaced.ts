import { isNumeralCharacter, isUnit, parseChineseNumeral } from "./chinese-numeral.ts";
import { dateTerms } from "./date.ts";

/** One character of a run without spaces, or a number that stands in it. */
export interface Element {
  /** As indexed: folded character, digits of a number, or `undefined` for a gap that nothing may bridge. */
  readonly text: string | undefined;
  readonly isNumber: boolean;
  readonly start: number;
  readonly end: number;
}

/** A term of a run: `at` is the element it stands at. */
export interface RunTerm {
  readonly term: string;
  readonly at: number;
  readonly length: number;
}

const counted = new Set(
  Array.from("年月日号条款项章节编个名次倍人天周岁级届种类期元米克吨亩度页卷册部位家所台件份小分"),
);

interface Numeral {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What lets numbers meet in either script: 第三十九条 also as 39, 第39, 39条; 二〇二三年十二月 also as
 * 2023-12.
 */
export function numeralTerms(elements: readonly Element[]): RunTerm[] {
  const terms: RunTerm[] = [];
  const numerals = findNumerals(elements);
  if (numerals.length === 0) return terms;
  for (const { value, from, to } of numerals) {
    const isWritten = to - from > 1 || elements[from]?.isNumber !== true;
    const before = elements[from - 1]?.text;
    const after = elements[to]?.text;
    if (isWritten || elements.length > 1) terms.push({ term: value, at: from, length: to - from });
    if (isWritten) {
      if (before !== undefined) terms.push({ term: before + value, at: from - 1, length: to - from + 1 });
      if (after !== undefined) terms.push({ term: value + after, at: from, length: to - from + 1 });
    }
    if (precededBy(elements, from, "百分之")) terms.push({ term: "percent", at: from, length: to - from });
  }
  return [...terms, ...numerals.flatMap((_, index) => dateFrom(elements, numerals, index))];
}

function findNumerals(elements: readonly Element[]): Numeral[] {
  const found: Numeral[] = [];
  let from = 0;
  while (from < elements.length) {
    const to = numeralEnd(elements, from);
    const value = to > from ? valueOf(elements, from, to) : undefined;
    if (value !== undefined) found.push({ value, from, to });
    from = Math.max(to, from + 1);
  }
  return found;
}

function numeralEnd(elements: readonly Element[], from: number): number {
  let to = from;
  const first = elements[from];
  if (first?.isNumber) {
    to++;
    while (isUnit(elements[to]?.text ?? "")) to++;
    return to;
  }
  while (isNumeralCharacter(elements[to]?.text ?? "")) to++;
  return to;
}

function valueOf(elements: readonly Element[], from: number, to: number): string | undefined {
  const characters = elements.slice(from, to).map((element) => element.text ?? "");
  if (elements[from]?.isNumber && to - from === 1) return characters[0];
  const isCounted = counted.has(elements[to]?.text ?? "") || elements[from - 1]?.text === "第";
  return to - from > 1 || isCounted ? parseChineseNumeral(characters) : undefined;
}

function precededBy(elements: readonly Element[], at: number, text: string): boolean {
  return (
    at >= text.length &&
    elements
      .slice(at - text.length, at)
      .map((element) => element.text)
      .join("") === text
  );
}

function dateFrom(elements: readonly Element[], numerals: readonly Numeral[], index: number): RunTerm[] {
  const year = numerals[index];
  if (year === undefined || elements[year.to]?.text !== "年") return [];
  const month = numerals[index + 1];
  if (month?.from !== year.to + 1 || elements[month.to]?.text !== "月") return [];
  const day = numerals[index + 2];
  const ending = day === undefined ? undefined : elements[day.to]?.text;
  const hasDay = day?.from === month.to + 1 && (ending === "日" || ending === "号");
  const terms = dateTerms(Number(year.value), Number(month.value), hasDay ? Number(day.value) : undefined);
  const length = (hasDay ? day.to : month.to) + 1 - year.from;
  return (terms ?? []).map((term) => ({ term, at: year.from, length }));
}
