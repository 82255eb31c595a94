const months = "january february march april may june july august september october november december".split(
  " ",
);
const monthNumbers: ReadonlyMap<string, number> = new Map([
  ...months.map((name, index) => [name, index + 1] as const),
  ...months.map((name, index) => [name.slice(0, 3), index + 1] as const),
  ["sept", 9],
]);
const monthStarts: ReadonlySet<number> = new Set(months.map((name) => startOf(name, 0)));
const monthInitials: ReadonlySet<number> = new Set(months.map((name) => name.charCodeAt(0)));
const dateSeparators = unitsOf("-/.");
/** What may follow the digits of a day: an ordinal ending, or what parts it from the month. */
const dayEndings = unitsOf(" .\u00a0-sSnNrRtT");
const dayBeforeMonth =
  /(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ .\u00a0-]([a-z]{3,9})\.?,?[ \u00a0-](\d{4})(?!\d)/iy;
const monthBeforeDay = /([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iy;
const monthAndYear = /([a-z]{3,9})\.?,? (\d{4})(?!\d)/iy;
const yearFirst = /(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)/y;

/** A date found in a text: ISO 8601 forms it should be found by, finest first. */
export interface DateMatch {
  readonly terms: readonly string[];
  /** UTF-16 offset of its end. */
  readonly end: number;
}

/**
 * Reads a date that starts at `at`: 29 December 2023, Dec. 29, 2023, December 2023, 2023-12-29, 2023/12/29.
 * Forms whose order of day and month has to be guessed (3/4/2023) are no dates here.
 */
export function dateAt(text: string, at: number): DateMatch | undefined {
  const dayFirst = matchAt(dayBeforeMonth, text, at);
  if (dayFirst) return date(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1], at + dayFirst[0].length);
  const monthFirst = matchAt(monthBeforeDay, text, at);
  if (monthFirst)
    return date(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2], at + monthFirst[0].length);
  const month = matchAt(monthAndYear, text, at);
  if (month) return date(month[2], monthNumber(month[1]), undefined, at + month[0].length);
  const year = matchAt(yearFirst, text, at);
  const isBareFraction = year?.[4] === undefined && year?.[2] !== "-";
  return year && !isBareFraction ? date(year[1], Number(year[3]), year[4], at + year[0].length) : undefined;
}

/** The ISO terms of a date from its parts; undefined where there is no such date. */
export function dateTerms(year: number, month: number, day?: number): readonly string[] | undefined {
  const isPossible = year >= 1000 && year < 3000 && month >= 1 && month <= 12;
  if (!isPossible || (day !== undefined && (day < 1 || day > 31))) return undefined;
  const monthTerm = `${year}-${String(month).padStart(2, "0")}`;
  return day === undefined ? [monthTerm] : [`${monthTerm}-${String(day).padStart(2, "0")}`, monthTerm];
}

/** Whether the word or number from `start` to `end` can begin a date; cheap, and true too often. */
export function mayBeginDate(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  if (isDigit(first)) return mayBeginWithDigits(text, start, end);
  if (end - start < 3 || end - start > 9 || !monthInitials.has(first | 0x20)) return false;
  return monthStarts.has(startOf(text, start));
}

/** A day of one or two digits with a word after it, or a year of four with another number. */
function mayBeginWithDigits(text: string, start: number, end: number): boolean {
  if (end - start > 10) return false;
  let count = 1;
  while (count < 5 && isDigit(text.charCodeAt(start + count))) count++;
  const next = text.charCodeAt(start + count);
  if (count === 4) return dateSeparators.has(next) && isDigit(text.charCodeAt(start + 5));
  return count < 3 && dayEndings.has(next) && !isDigit(text.charCodeAt(start + count + 1));
}

/** Three letters in one number, capital or small. */
function startOf(text: string, at: number): number {
  const letters = (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);
  return letters | 0x20_20_20;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function unitsOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}

function monthNumber(name = ""): number {
  return monthNumbers.get(name.toLowerCase()) ?? 0;
}

function date(year = "", month: number, day: string | undefined, end: number): DateMatch | undefined {
  const terms = dateTerms(Number(year), month, day === undefined ? undefined : Number(day));
  return terms && { terms, end };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
