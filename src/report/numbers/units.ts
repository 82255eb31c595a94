import { measureAfter } from "./measures.ts";
import type { Unit } from "./number-mention.ts";

const after: readonly (readonly [Unit, RegExp])[] = [
  ["percent", /^ ?(?:%|percent(?:age points?)?\b|per cent\b|pct\b|个百分点)/i],
  ["permille", /^ ?‰/],
  ["decade", /^(?:"?s\b|年代)/],
  ["century", /^(?:(?:st|nd|rd|th)[ -]century|世纪)/i],
  ["ordinal", /^(?:st|nd|rd|th)\b/i],
  [
    "day",
    /^(?:[ -]?(?:(?:business|working|calendar|consecutive|full|school) )?days?\b|个?(?:工作日|自然日|日|天))/i,
  ],
  ["week", /^(?:[ -]?(?:weeks?|wks?)\b|周(?!岁|年|边)|个?星期)/i],
  ["month", /^(?:[ -]?(?:calendar )?months?\b|个月)/i],
  ["year", /^(?:[ -]?(?:calendar |fiscal |tax |school )?(?:years?|yrs?)\b|周?岁|周年|年)/i],
  ["hour", /^(?:[ -]?(?:hours?|hrs?)\b|个?(?:小时|钟头))/i],
  ["minute", /^(?:[ -]?(?:minutes?|mins?)\b|分钟)/i],
  ["second", /^(?:[ -]?(?:seconds?|secs?)\b|秒)/i],
  ["USD", /^(?: ?(?:US |U\.S\. )?dollars?\b| ?USD\b|美元|美金)/i],
  ["cent", /^(?:[ -]?cents?\b| ?¢|美分)/i],
  ["EUR", /^(?: ?euros?\b| ?EUR\b| ?€|欧元)/i],
  ["GBP", /^(?: ?pounds? sterling\b| ?GBP\b|英镑)/i],
  ["JPY", /^(?: ?(?:Japanese )?yen\b| ?JPY\b|日元)/i],
  ["HKD", /^(?: ?HKD\b|港元|港币)/i],
  ["CNY", /^(?: ?(?:yuan|renminbi|RMB|CNY)\b|元|块钱|人民币)/i],
  ["times", /^(?:[ -](?:times|fold)\b|fold\b|倍)/i],
  ["GBP|lb", /^[ -]?pounds?\b/i],
];

const before: readonly (readonly [Unit, RegExp])[] = [
  ["HKD", /(?:HK\$|HKD) ?$/i],
  ["USD", /(?:US\$|USD|\$) ?$/i],
  ["EUR", /(?:€|EUR) ?$/i],
  ["GBP", /(?:£|GBP) ?$/i],
  ["CNY", /(?:RMB|CNY|人民币) ?[¥]?$/i],
  ["CNY|JPY", /¥ ?$/],
  ["percent", /百分之$/],
  ["celsius", /摄氏(?:零下)?$/],
  ["fahrenheit", /华氏(?:零下)?$/],
];

/** The unit written behind a number, and how far it reaches. */
export function unitAfter(text: string): { readonly unit: Unit; readonly length: number } | undefined {
  for (const [unit, pattern] of after) {
    const match = pattern.exec(text);
    if (match !== null) return { unit, length: match[0].length };
  }
  return measureAfter(text);
}

/** The unit written before a number, and how far it reaches back. */
export function unitBefore(text: string): { readonly unit: Unit; readonly length: number } | undefined {
  for (const [unit, pattern] of before) {
    const match = pattern.exec(text);
    if (match !== null) return { unit, length: match[0].length };
  }
  return undefined;
}

/**
 * Whether a number of a passage may count what a claim's number counts: one unit is unknown, or both agree. A place in
 * an order (third) and digits of a name (DS-11) prove no count.
 */
export function unitsAgree(claimed: Unit | undefined, present: Unit | undefined): boolean {
  if (claimed === present) return true;
  if (claimed === undefined) return present !== "ordinal" && present !== "name";
  if (present === undefined) return true;
  const possible: readonly string[] = present.split("|");
  return claimed.split("|").some((unit) => possible.includes(unit));
}

const approximatorBefore =
  /(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|over|above|more than|less than|fewer than|under|below|up to|at least|at most|close to|exceed(?:s|ed|ing)?)|[~≈<>]|约为?|近|接近|超过?|逾|多达|至少|最多|不到|不足|高达) ?(?:a |the )?(?:US|HK|C|A)?[$€£¥]? ?$/i;
const approximatorAfter = /^ ?(?:多|余|左右|上下|or so\b|or more\b|\+)/i;

/** Whether the words around a number say that it is rounded or a bound. */
export function isApproximate(textBefore: string, textAfter: string): boolean {
  return approximatorBefore.test(textBefore.slice(-24)) || approximatorAfter.test(textAfter.slice(0, 10));
}
