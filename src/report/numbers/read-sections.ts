import type { NumberScan, SectionMention } from "./number-mention.ts";
import { chineseNumeral, chineseValue } from "./numerals.ts";

const label = "\\d+[A-Za-z]?(?:[.-]\\d+)*(?:\\(\\w{1,3}\\))*";
const english = new RegExp(
  `(?:\\b(?<article>articles?|arts?\\.)|\\b(?<section>sections?|secs?\\.)|(?<mark>§§?)) ?(?<first>${label})(?<more>(?:(?:, ?| and | or | to | through |-)${label})*)`,
  "gi",
);
const chinese = new RegExp(
  `第(?<number>\\d+|[${chineseNumeral}]+)条(?:之(?<branch>[${chineseNumeral}]|\\d+))?`,
  "g",
);

/** Places in documents and lists that say nothing about the world. */
const uncounted: readonly RegExp[] = [
  /^ ?\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:\)|[.](?= ))/gi,
  new RegExp(`^ ?[(]?[${chineseNumeral}]{1,3}(?:[)]|,)`, "g"),
  /\((?:\d{1,2}|[ivx]{1,4})\)(?= ?\p{L})/gu,
  new RegExp(`\\([${chineseNumeral}]{1,3}\\)`, "g"),
  /\b(?:tables?|figures?|figs?\.?|steps?|pages?|pp?\.|chapters?|chap\.|parts?|options?|questions?|notes?|footnotes?|appendix|annex|schedule|items?|paragraphs?|paras?\.?|clauses?|columns?|rows?|subparts?) ?\d+[A-Za-z]?(?:[.-]\d+)*(?:(?:, ?| and | to |-)\d+)*/gi,
  new RegExp(
    `第(?:\\d+|[${chineseNumeral}]+)(?:章|节|款|项|编|篇|目|页|步|部分|阶段|方面|点|段|行|列|表|图|题)`,
    "g",
  ),
  /(?:(?<=[如见据照按及和与])|(?<!\p{Script=Han}))(?:表|图|步骤|附件|附录|注释?) ?\d+(?:[.-]\d+)*/gu,
];

/** Reads references to articles and sections, and takes away the ordinals that no claim has to prove. */
export function readSections(scan: NumberScan): void {
  for (const match of scan.matches(chinese)) {
    const { number = "", branch } = match.groups ?? {};
    const value = valueOf(number);
    if (value === undefined) continue;
    const suffix = branch === undefined ? "" : `-${valueOf(branch) ?? branch}`;
    scan.add({ ...placeOf(match), unit: "article", label: `${value}${suffix}` });
  }
  for (const match of scan.matches(english)) addEnglish(scan, match);
  for (const pattern of uncounted) {
    for (const match of scan.matches(pattern)) scan.take(match.index, match.index + match[0].length);
  }
}

function addEnglish(scan: NumberScan, match: RegExpExecArray): void {
  const { article, first = "", more = "" } = match.groups ?? {};
  const unit = article === undefined ? "section" : "article";
  for (const name of [first, ...(more.match(new RegExp(label, "g")) ?? [])]) {
    scan.add({ ...placeOf(match), unit, label: name.toLowerCase() });
  }
}

function placeOf(match: RegExpExecArray): Omit<SectionMention, "unit" | "label"> {
  const place = { text: match[0], start: match.index, end: match.index + match[0].length };
  return { type: "section", weak: false, ...place };
}

function valueOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : chineseValue(text);
}
