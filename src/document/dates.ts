const monthNames: readonly (readonly string[])[] = [
  "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января",
  "february feb februar février fevrier févr febrero febbraio febr fevereiro fev februari февраля",
  "march mar märz maerz mrz mars marzo março marco maart марта",
  "april apr avril avr abril abr aprile апреля",
  "may mai mayo maggio mag maio mei мая",
  "june jun juni juin junio giugno giu junho июня",
  "july jul juli juillet juil julio luglio lug julho июля",
  "august aug août aout agosto ago augustus августа",
  "september sep sept septembre septiembre settembre set setembro сентября",
  "october oct oktober okt octobre octubre ottobre ott outubro out октября",
  "november nov novembre noviembre novembro ноября",
  "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember декабря",
].map((names) => names.split(" "));

const monthOf = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const earliestYear = 1000;
const latestYear = 2100;

function iso(year: number, month: number, day: number): string | undefined {
  if (!(year >= earliestYear && year <= latestYear && month >= 1 && month <= 12 && day >= 1))
    return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${year}-${pad(month)}-${pad(day)}`;
}

interface DateForm {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[]) => string | undefined;
}

function month(name: string | undefined): number {
  return monthOf.get((name ?? "").toLowerCase().replace(/\.$/, "")) ?? 0;
}

/** Forms of dates in running text, the less doubtful first. Numbers with slashes are left alone: their order is not known. */
const forms: readonly DateForm[] = [
  {
    pattern: /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/,
    read: ([year, monthNumber, day]) => iso(Number(year), Number(monthNumber), Number(day)),
  },
  {
    pattern: /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/,
    read: ([year, monthNumber, day]) => iso(Number(year), Number(monthNumber), Number(day)),
  },
  {
    pattern: /(?<![\p{L}\d])(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u,
    read: ([name, day, year]) => iso(Number(year), month(name), Number(day)),
  },
  {
    pattern:
      /(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|of\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)/u,
    read: ([day, name, year]) => iso(Number(year), month(name), Number(day)),
  },
  {
    pattern: /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/,
    read: ([day, monthNumber, year]) => iso(Number(year), Number(monthNumber), Number(day)),
  },
  {
    pattern: /(?<![\d/])(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/,
    read: ([year, monthNumber, day]) => iso(Number(year), Number(monthNumber), Number(day)),
  },
  {
    pattern: /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/,
    read: ([year, monthNumber, day]) => iso(Number(year), Number(monthNumber), Number(day)),
  },
];

/** The first calendar date in a text, as `YYYY-MM-DD`; undefined where there is none that is certain. */
export function findDate(text: string): string | undefined {
  for (const { pattern, read } of forms) {
    const match = pattern.exec(text);
    const date = match === null ? undefined : read(match.slice(1));
    if (date !== undefined) return date;
  }
  return undefined;
}

/**
 * Reads a date as metadata have it: ISO 8601 whole or reduced (`2024`, `2024-05`), RFC 5322, or a date in words.
 * The time of day and the zone are dropped, so that the date is the one that its writer had on the calendar.
 */
export function readDate(value: string): string | undefined {
  const text = value.trim().slice(0, 80);
  const reduced = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (reduced?.[1] !== undefined) {
    if (iso(Number(reduced[1]), Number(reduced[2] ?? "1"), 1) === undefined) return undefined;
    return text;
  }
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text);
  if (american !== null && Number(american[2]) > 12)
    return iso(Number(american[3]), Number(american[1]), Number(american[2]));
  if (american !== null && Number(american[1]) > 12)
    return iso(Number(american[3]), Number(american[2]), Number(american[1]));
  return findDate(text);
}
