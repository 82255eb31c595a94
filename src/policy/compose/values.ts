import { parseChineseNumeral } from "../../retrieval/analysis/chinese-numeral.ts";

export type ValueType = "money" | "percent" | "duration" | "date";

/** A value as it stands in a text. */
export interface Value {
  readonly type: ValueType;
  readonly text: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The same for values that say the same: `5 year`, `80 percent`. */
  readonly key: string;
}

const han = "[零〇一二两三四五六七八九十百千万亿半]";
const number = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
const spelled =
  "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety)";
const months =
  "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
const span = "(?:\\s?(?:to|or|and|–|—|-|~|至|到)\\s?)";
const unit =
  "(?:seconds?|minutes?|hours?|(?:business |working |calendar |consecutive )?days?|weeks?|months?|years?|decades?)";

/** In order of precedence: where two patterns match the same place, the earlier one has it. */
const patterns: readonly { readonly type: ValueType; readonly pattern: RegExp }[] = [
  {
    type: "money",
    pattern: new RegExp(
      `(?:US|CA|AU|HK|NZ)?[$€£¥]\\s?${number}(?:\\s(?:thousand|million|billion|trillion)\\b)?(?:\\s?(?:to|–|—|-)\\s?[$€£¥]?${number}(?:\\s(?:million|billion)\\b)?)?`,
      "g",
    ),
  },
  {
    type: "money",
    pattern: new RegExp(
      `${number}\\s(?:(?:thousand|million|billion)\\s)?(?:U\\.?S\\.? )?(?:dollars|euros|pounds|cents|yuan|USD|EUR|GBP|CNY|RMB)\\b`,
      "g",
    ),
  },
  {
    type: "money",
    pattern: new RegExp(
      `(?:人民币)?(?:${number}|${han}{1,12})(?:[万亿])?元(?:以上|以下)?(?:(?:至|到|-)?(?:${number}|${han}{1,12})(?:[万亿])?元(?:以上|以下)?)?`,
      "g",
    ),
  },
  {
    type: "percent",
    pattern: new RegExp(`${number}(?:${span}${number})?\\s?(?:%|percent\\b|per cent\\b)`, "g"),
  },
  {
    type: "percent",
    pattern: new RegExp(`百分之${han}{1,9}(?:点${han}{1,4})?(?:以上|以下)?|${han}{1,3}分之${han}{1,3}`, "g"),
  },
  { type: "percent", pattern: new RegExp(`(?:${number}|${han}{1,4})倍(?:以上|以下)?`, "g") },
  {
    type: "date",
    pattern: new RegExp(
      `(?:${months} \\d{1,2}(?:st|nd|rd|th)?(?:, ?\\d{4})?|\\d{1,2}(?:st|nd|rd|th)? ${months}(?: \\d{4})?|${months} \\d{4})(?!\\d)`,
      "g",
    ),
  },
  { type: "date", pattern: /\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?/g },
  { type: "date", pattern: /\b\d{4}-\d{2}-\d{2}\b/g },
  {
    type: "duration",
    pattern: new RegExp(
      `\\b(?:(?:${number}|${spelled})${span})?(?:${number}|${spelled}|an?|several|a few)(?:[ -]| and a half )${unit}\\b`,
      "gi",
    ),
  },
  {
    type: "duration",
    pattern: new RegExp(
      `(?:${number}|${han}{1,6})(?:个)?(?:工作日|自然日|小时|分钟|周年|星期|月|周|年(?![度份龄级休终底初检报])|日(?!历)|天)(?:以上|以下|以内)?`,
      "g",
    ),
  },
  {
    type: "date",
    pattern:
      /(?<=\b(?:in|since|from|of|by|until|till|before|after|during|between|and|to|early|late|mid|around|circa|the|year|born|died|through)[ -]|[(,–-] ?)(?:1[0-9]|20)\d{2}(?:s\b|\b(?![-\d,%]|\s?(?:people|dollars|km|miles|feet|m\b)))/g,
  },
];

/** The values a text states, in order and without overlap. */
export function findValues(text: string): readonly Value[] {
  const found: Value[] = [];
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = {
        type,
        text: match[0].trimEnd(),
        start: match.index,
        end: match.index + match[0].trimEnd().length,
      };
      if (found.some((other) => value.start < other.end && other.start < value.end)) continue;
      const before = text.slice(Math.max(0, value.start - 2), value.start);
      if (!isValue(type, before, text.slice(value.end, value.end + 12))) continue;
      found.push({ ...value, key: valueKey(value.text) });
    }
  }
  return joinRanges(found.sort((a, b) => a.start - b.start));
}

/** 百分之五十以上百分之一百以下 is one value: two that touch are the ends of a range. */
function joinRanges(values: readonly Value[]): readonly Value[] {
  const joined: Value[] = [];
  for (const value of values) {
    const last = joined.at(-1);
    if (last === undefined || last.type !== value.type || last.end !== value.start) joined.push(value);
    else {
      const key = `${last.key}-${value.key}`;
      joined[joined.length - 1] = { ...last, text: last.text + value.text, end: value.end, key };
    }
  }
  return joined;
}

/** 第三十日, 同一日 and 同年 name something else than a span of time, a 95% confidence interval something else than a share. */
function isValue(type: ValueType, before: string, after: string): boolean {
  if (type === "percent" && /^\s?(?:CI\b|confidence)/i.test(after)) return false;
  if (type === "duration" && /[第每同]$/.test(before)) return false;
  return !(type === "money" && before.endsWith("第"));
}

const spelledNumbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

function digitsOf(numeral: string): string {
  return parseChineseNumeral(Array.from(numeral)) ?? numeral;
}

/** Digits for numerals in either script, singular units, no punctuation: what makes two ways of writing a value one. */
function valueKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, "")
    .replace(/百分之([零〇一二两三四五六七八九十百]+)/g, (_, digits: string) => `${digitsOf(digits)}%`)
    .replace(/[零〇一二两三四五六七八九十百千万亿]+/g, (digits) => digitsOf(digits))
    .replace(/\b[a-z]+\b/g, (word) => String(spelledNumbers[word] ?? word))
    .replace(/\b(second|minute|hour|day|week|month|year|decade|dollar|euro|pound|cent)s\b/g, "$1")
    .replace(/个(?=月)|以上|以下|以内|人民币/g, "")
    .replace(/percent|per cent/g, "%")
    .replace(/[\s-]+/g, "");
}
