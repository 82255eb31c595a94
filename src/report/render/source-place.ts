import type { Citation, SourceRecord } from "../report.ts";

/** The https or http address of a source, or undefined for a local document. */
export function webAddress(source: SourceRecord): string | undefined {
  const url = URL.parse(source.url);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
}

/** Where a source is, for people: its address, or the name of its file. */
export function placeOf(source: SourceRecord): string {
  const address = webAddress(source);
  if (address !== undefined) return address;
  const name = URL.parse(source.url)?.pathname.split("/").at(-1) ?? source.url;
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

/** Host of an address without `www.`. */
export function hostOf(address: string): string {
  return (URL.parse(address)?.hostname ?? "").replace(/^www\./, "");
}

/** Publisher, date and place of a source, each where it is known and says something new. */
export function aboutOf(source: SourceRecord): readonly string[] {
  const address = webAddress(source);
  const place = address === undefined ? placeOf(source) : hostOf(address);
  const isNamed = source.publisher?.toLowerCase() === place.toLowerCase();
  return [source.publisher, source.published, isNamed ? undefined : place].filter(
    (part) => part !== undefined,
  );
}

const fragmentWords = 6;
const longestWhole = 80;

/**
 * The address of a passage on its page: a text fragment (URL Fragment Text Directives) with its first and last words,
 * which browsers scroll to and mark. Undefined for local documents; the plain address where the passage is no
 * running text.
 */
export function passageAddress(source: SourceRecord, citation: Citation): string | undefined {
  const address = webAddress(source);
  if (address === undefined) return undefined;
  const line = longestLine(citation.text);
  const directive = line === "" ? "" : textDirective(line);
  if (directive === "") return address;
  return `${address}${address.includes("#") ? "" : "#"}:~:text=${directive}`;
}

/** Table rows and list items are separate elements on the page: one of them can be found, all of them cannot. */
function longestLine(markdown: string): string {
  const lines = markdown.split("\n").filter((line) => !/^\s*\|/.test(line));
  const texts = lines.map((line) =>
    line
      .replace(/^\s*(?:[-*+>]|\d{1,3}[.)])\s+/, "")
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[*_`]/g, "")
      .replace(/\\(?=[\p{P}\p{S}])/gu, "")
      .trim(),
  );
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), "");
}

function textDirective(text: string): string {
  if (text.length <= longestWhole) return encodePart(text);
  const han = /\p{Script=Han}/u.test(text);
  const words = han ? Array.from(text) : text.split(/\s+/);
  const size = han ? 2 * fragmentWords : fragmentWords;
  const joint = han ? "" : " ";
  return `${encodePart(words.slice(0, size).join(joint))},${encodePart(words.slice(-size).join(joint))}`;
}

/** Comma, hyphen and ampersand have a meaning in a text directive. */
function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/-/g, "%2D");
}
