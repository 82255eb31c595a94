const months = "january february march april may june july august september october november december".split(
  " ",
);
const monthPattern = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const written: readonly RegExp[] = [
  new RegExp(
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthPattern},?\\s+(?<year>(?:19|20)\\d{2})\\b`,
    "i",
  ),
  new RegExp(`\\b${monthPattern}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>(?:19|20)\\d{2})\\b`, "i"),
  /(?<year>(?:19|20)\d{2})\s*年\s*(?<month>\d{1,2})\s*月(?:\s*(?<day>\d{1,2})\s*日)?/,
  /\b(?<year>(?:19|20)\d{2})-(?<month>\d{2})-(?<day>\d{2})\b/,
  new RegExp(`(?<!\\d\\s{0,3})\\b${monthPattern},?\\s+(?<year>(?:19|20)\\d{2})\\b`, "i"),
];

function isoDate(year: string, month: string, day: string | undefined): string | undefined {
  const monthNumber = /^\d/.test(month)
    ? Number(month)
    : months.findIndex((name) => name.startsWith(month)) + 1;
  const dayNumber = day === undefined ? 1 : Number(day);
  const date = new Date(Date.UTC(Number(year), monthNumber - 1, dayNumber));
  if (date.getUTCMonth() !== monthNumber - 1 || date.getUTCDate() !== dayNumber) return undefined;
  const iso = date.toISOString();
  return day === undefined ? iso.slice(0, 7) : iso.slice(0, 10);
}

/** The first date that is written out in a text, as ISO 8601 (`YYYY-MM-DD` or `YYYY-MM`); undefined where there is none. */
export function findWrittenDate(text: string): string | undefined {
  for (const pattern of written) {
    const groups = pattern.exec(text)?.groups;
    const year = groups?.["year"];
    const month = groups?.["month"];
    if (year === undefined || month === undefined) continue;
    const date = isoDate(year, month.toLowerCase(), groups?.["day"]);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The calendar date of a PDF date string (`D:20050615172311+05'30'`, ISO 32000-1 7.9.4); undefined where it is none. */
export function readPdfDate(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const found = /^(?:D:)?((?:19|20)\d{2})-?(\d{2})?-?(\d{2})?/.exec(value.trim());
  const year = found?.[1];
  if (year === undefined) return undefined;
  const month = found?.[2];
  return month === undefined ? year : isoDate(year, month, found?.[3]);
}
