import { present } from "../../core/present.ts";
import { plainText } from "./plain-text.ts";
import type { WebResult } from "./search-engine.ts";

/** A result as an API gives it: any part may be absent, empty, marked up, or not what it should be. */
export interface RawResult {
  readonly url: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly snippet?: string | null | undefined;
  /** In any form that `calendarDate` reads. */
  readonly published?: string | number | null | undefined;
  readonly authors?: readonly (string | null | undefined)[] | null | undefined;
  readonly language?: string | null | undefined;
  /** Markdown, taken as it is but for white space around it. */
  readonly text?: string | null | undefined;
}

/** Longer excerpts are cut: they are to be chosen by, not to be read. */
const longestSnippet = 1_000;

/**
 * The one way from an API's item to a result: title and snippet become plain text, dates ISO 8601, languages primary
 * tags; what is empty or unreadable is left out. Undefined where the item has no address of the web.
 */
export function webResult(raw: RawResult): WebResult | undefined {
  const url = URL.parse(raw.url ?? "");
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const published = calendarDate(raw.published);
  const authors = (raw.authors ?? []).map((name) => plainText(name ?? "")).filter((name) => name !== "");
  const language = /^[a-z]{2,3}(?=$|[-_])/i.exec(raw.language?.trim() ?? "")?.[0].toLowerCase();
  const text = raw.text?.trim();
  return {
    url: url.href,
    title: plainText(raw.title ?? "") || url.href,
    snippet: cut(plainText(raw.snippet ?? "")),
    ...present({ published }),
    ...(authors.length === 0 ? {} : { authors }),
    ...present({ language }),
    ...(text === undefined || text === "" ? {} : { text }),
  };
}

/** Results of items, without those that have no address of the web, at most as many as were wanted. */
export function webResults(items: readonly RawResult[], limit: number): readonly WebResult[] {
  return items.flatMap((item) => webResult(item) ?? []).slice(0, limit);
}

function cut(text: string): string {
  return text.length <= longestSnippet ? text : `${text.slice(0, longestSnippet).trimEnd()}…`;
}

const isoInstant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
/** `Fri, 01 Mar 2024 10:00:00 GMT`, `1 March 2024`, `Mar 1, 2024`. */
const writtenDate = /^(?:[A-Za-z]{3,9},? )?(?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9}\.? \d{1,2},?) \d{4}/;
const hasZone = /(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{3})$/;

/**
 * ISO 8601 of what APIs write for dates: ISO dates and instants (also reduced to YYYY or YYYY-MM), `2024/03/01`,
 * `20240301`, dates in English words and of RFC 822, Unix seconds or milliseconds. Undefined for everything else, so that nothing is guessed.
 */
export function calendarDate(value: string | number | null | undefined): string | undefined {
  if (typeof value === "number") return ofUnixTime(value);
  const text = value?.trim() ?? "";
  const parts = /^(\d{4})(?:([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(text);
  if (parts !== null) return ofParts(parts[1], parts[3], parts[4]);
  if (isoInstant.test(text)) return instantOf(hasZone.test(text) ? text : `${text.replace(" ", "T")}Z`);
  if (!writtenDate.test(text)) return undefined;
  return instantOf(hasZone.test(text) ? text : `${text} UTC`)?.slice(0, text.includes(":") ? undefined : 10);
}

function ofUnixTime(value: number): string | undefined {
  if (Number.isInteger(value) && value >= 1_000 && value <= 2_200) return String(value);
  // Seconds stay below 1e11 until the year 5138; milliseconds are above it since 1973.
  const date = new Date(Math.abs(value) < 1e11 ? value * 1_000 : value);
  return Number.isNaN(date.getTime()) || value === 0 ? undefined : date.toISOString();
}

function ofParts(year = "", month?: string, day?: string): string | undefined {
  const iso = [year, month?.padStart(2, "0"), day?.padStart(2, "0")]
    .filter((part) => part !== undefined)
    .join("-");
  const date = new Date(iso);
  // JavaScript rolls 30 February over to March.
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso) ? undefined : iso;
}

function instantOf(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
