import { addQuantity } from "./add-quantity.ts";
import type { NumberScan, Unit } from "./number-mention.ts";
import { chineseValue } from "./numerals.ts";
import { unitAfter } from "./units.ts";

/** A stop that ends a sentence may stand right before a number (Chinese has no space there); `.05` is a number by itself. */
const digits =
  /(?<!\d|\d\.)(?:\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d,])|\d+(?:\.\d+)?|(?<=^|[\s(=<>~≤≥-])\.\d+)/g;
const multiplier =
  /^(?:[ -]?(?<word>thousand|million|billion|trillion|bn|mn)\b|(?<letter>[kKmMbB])(?![\p{L}\p{N}])|[多余]?(?<chinese>[百千万亿]*(?:[百万亿]|千(?![米克瓦赫帕卡焦]))))/u;
const multipliers: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  bn: 1e9,
  mn: 1e6,
  k: 1e3,
  m: 1e6,
  b: 1e9,
};

interface Scaled {
  readonly values: readonly number[];
  readonly factor: number;
  readonly length: number;
}

/** Reads numbers written in digits, with their scale: `1,200`, `1.5 million`, `150万`, `2019-20`. */
export function readDigits(scan: NumberScan): void {
  let previous: { readonly year: number; readonly end: number } | undefined;
  for (const match of scan.matches(digits)) {
    const written = match[0];
    const following = scan.text.slice(match.index + written.length);
    const scaled = scaleOf(readingsOf(written), following);
    const century =
      previous !== undefined && scan.text.slice(previous.end, match.index) === "-" && /^\d\d$/.test(written);
    const values = century
      ? [Math.floor((previous?.year ?? 0) / 100) * 100 + Number(written)]
      : scaled.values;
    const range = rangeTail(following.slice(scaled.length));
    addQuantity(scan, {
      match,
      values: range === undefined ? values : [...values, ...values.map((value) => value * range.factor)],
      step: stepOf(written) * scaled.factor,
      extra: scaled.length,
      ...(range?.unit === undefined ? {} : { unit: range.unit }),
    });
    previous = /^\d{4}$/.test(written)
      ? { year: Number(written), end: match.index + written.length }
      : undefined;
  }
}

/** `1.200` may be 1.2 or, on the continent, 1,200; `1 200` is 1,200. */
function readingsOf(written: string): readonly number[] {
  const plain = Number(written.replace(/[, ]/g, ""));
  return /^\d{1,3}(?:\.\d{3})$/.test(written) ? [plain, Number(written.replace(".", ""))] : [plain];
}

function scaleOf(values: readonly number[], following: string): Scaled {
  const match = multiplier.exec(following.slice(0, 12));
  if (match === null) return { values, factor: 1, length: 0 };
  const { word, letter, chinese } = match.groups ?? {};
  const factor =
    chinese === undefined
      ? (multipliers[(word ?? letter ?? "").toLowerCase()] ?? 1)
      : (chineseValue(chinese) ?? 1);
  const scaled = values.map((value) => round(value * factor));
  return { values: letter === undefined ? scaled : [...values, ...scaled], factor, length: match[0].length };
}

/** In `3-5 days` and `1-2 million` the first number shares the unit and the scale of the second. */
function rangeTail(following: string): { readonly unit?: Unit; readonly factor: number } | undefined {
  const match = /^ ?(?:-|~|to|and|or|至|到|或) ?[$€£¥]?(\d[\d,.]*)/.exec(following);
  if (match === null) return undefined;
  const rest = following.slice(match[0].length);
  const scaled = scaleOf([1], rest);
  const unit = unitAfter(rest.slice(scaled.length))?.unit;
  if (unit === undefined && scaled.factor === 1) return undefined;
  return { factor: scaled.factor, ...(unit === undefined ? {} : { unit }) };
}

/** Value of one in the last significant digit: trailing zeros of a whole number do not count. */
function stepOf(written: string): number {
  const plain = written.replace(/[, ]/g, "");
  const decimals = plain.split(".")[1]?.length ?? 0;
  if (decimals > 0) return 10 ** -decimals;
  return 10 ** (/0*$/.exec(plain)?.[0].length ?? 0);
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
