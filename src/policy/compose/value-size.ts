import type { Value } from "./values.ts";

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
