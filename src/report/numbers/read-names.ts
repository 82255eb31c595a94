import type { NumberScan } from "./number-mention.ts";

const telephone = /(?<![\d-])(?:\+?\d{1,3}[- ])?\(?\d{2,4}\)?[- ]\d{3,4}[- ]\d{3,4}(?![\d-])/g;
/** Letters with a capital among them, then digits: DS-11, COVID-19, CO2, N400, PM2.5. */
const name =
  /(?<![\p{Script=Latin}\p{N}])(?=[\p{Script=Latin}]*\p{Lu})[\p{Script=Latin}]{1,12}-?\d+(?:\.\d+)?[\p{Script=Latin}\d]*(?![\p{Script=Latin}\d])/gu;
const prefixes =
  /^(?:mid|pre|post|non|under|over|top|age|aged|early|late|sub|super|usd|rmb|cny|eur|gbp|hkd|us|hk|ca|no)-?$/i;

/** Reads names that hold digits; they are proved as names, letter by letter. */
export function readNames(scan: NumberScan): void {
  for (const match of scan.matches(telephone)) addName(scan, match, match[0].replace(/\D/g, ""));
  for (const match of scan.matches(name)) {
    const letters = /^[^\d]+/.exec(match[0])?.[0] ?? "";
    if (!prefixes.test(letters)) addName(scan, match, canonicalName(match[0]));
  }
}

/** A name without case, hyphens and spaces. */
export function canonicalName(text: string): string {
  return text.toLowerCase().replace(/[-\s()+]/g, "");
}

function addName(scan: NumberScan, match: RegExpExecArray, code: string): void {
  const place = { text: match[0], start: match.index, end: match.index + match[0].length };
  scan.add({ type: "code", code, weak: false, ...place });
  for (const run of match[0].matchAll(/\d+(?:\.\d+)?/g)) {
    const values = [Number(run[0])];
    scan.addBeside({
      type: "quantity",
      values,
      unit: "name",
      step: 1,
      approximate: false,
      weak: true,
      ...place,
    });
  }
}
