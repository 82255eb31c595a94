import type { DateReading, NumberScan } from "./number-mention.ts";
import { chineseNumeral, chineseValue } from "./numerals.ts";

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const month =
  "(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\\b\\.?";
const day = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const year = "(?<year>\\d{4})";
/** The other end of a range of days: `3-5`, `3 to 5`, `3 and 5`. */
const lastDay = "(?: ?(?:-|~|to|and|through|until) ?(?<last>\\d{1,2})(?:st|nd|rd|th)?)?";

const patterns: readonly RegExp[] = [
  new RegExp(
    `(?<!\\d)${year}(?<separator>[-/.])(?<month>\\d{1,2})\\k<separator>(?<day>\\d{1,2})(?!\\d)`,
    "g",
  ),
  new RegExp(`\\b${month} ${day}${lastDay}(?!\\d)(?:,? ${year}\\b)?`, "g"),
  new RegExp(`\\b${day}${lastDay}(?: of|-)? ?${month},?(?:[ -]${year}\\b)?`, "g"),
  new RegExp(`\\b${month},? ${year}\\b`, "g"),
];
const slashed = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\d/])/g;
const numeral = `(?:\\d{1,4}|[${chineseNumeral}]{1,4})`;
const chinese = new RegExp(
  `(?=[\\d${chineseNumeral}])(?:(?<year>(?:\\d{4}|[零〇一二三四五六七八九]{4}))年(?!代))?(?:(?<month>${numeral})月(?:份)?(?:(?<day>${numeral})[日号])?)?`,
  "g",
);

/** Reads every date; a claim's date is proved as a whole, and its year counts as a number by itself too. */
export function readDates(scan: NumberScan): void {
  for (const pattern of patterns) {
    for (const match of scan.matches(pattern)) addNamed(scan, match);
  }
  for (const match of scan.matches(slashed)) addSlashed(scan, match);
  for (const match of scan.matches(chinese)) addChinese(scan, match);
}

function addNamed(scan: NumberScan, match: RegExpExecArray): void {
  const { month: monthText = "", day: dayText, last, year: yearText } = match.groups ?? {};
  const monthNumber = /^\d/.test(monthText)
    ? Number(monthText)
    : monthNames.indexOf(monthText.slice(0, 3).toLowerCase()) + 1;
  const days = [dayText, last].filter((text) => text !== undefined).map(Number);
  if (days.some((value) => value < 1 || value > 31) || monthNumber < 1 || monthNumber > 12) return;
  const base: DateReading = {
    month: monthNumber,
    ...(yearText === undefined ? {} : { year: Number(yearText) }),
  };
  addDate(scan, match, days.length === 0 ? [base] : [{ ...base, day: days[0] ?? 1 }]);
  if (days[1] !== undefined) addDate(scan, match, [{ ...base, day: days[1] }]);
}

function addSlashed(scan: NumberScan, match: RegExpExecArray): void {
  const [first, second, third] = match.slice(1).map(Number);
  if (first === undefined || second === undefined || third === undefined) return;
  const fullYear = third < 100 ? third + (third < 70 ? 2000 : 1900) : third;
  const readings = [
    { month: first, day: second, year: fullYear },
    { month: second, day: first, year: fullYear },
  ].filter((reading) => reading.month <= 12 && reading.day <= 31);
  if (readings.length > 0) addDate(scan, match, readings);
}

function addChinese(scan: NumberScan, match: RegExpExecArray): void {
  const { year: yearText, month: monthText, day: dayText } = match.groups ?? {};
  if (yearText === undefined && (monthText === undefined || isMonthCount(monthText))) return;
  const reading: DateReading = {
    ...(yearText === undefined ? {} : { year: numberOf(yearText) }),
    ...(monthText === undefined ? {} : { month: numberOf(monthText) }),
    ...(dayText === undefined ? {} : { day: numberOf(dayText) }),
  };
  if ((reading.month ?? 1) > 12 || (reading.day ?? 1) > 31) return;
  addDate(scan, match, [reading]);
}

function isMonthCount(text: string): boolean {
  return numberOf(text) < 1 || numberOf(text) > 12;
}

function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (chineseValue(text) ?? 0);
}

function addDate(scan: NumberScan, match: RegExpExecArray, readings: readonly DateReading[]): void {
  const place = { text: match[0], start: match.index, end: match.index + match[0].length };
  scan.add({ type: "date", readings, weak: false, ...place });
  for (const value of new Set(readings.flatMap((reading) => reading.year ?? []))) {
    scan.addBeside({ type: "quantity", values: [value], step: 1, approximate: false, weak: true, ...place });
  }
}
