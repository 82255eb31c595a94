import type { Report, SourceRecord } from "../report.ts";
import { placeOf, webAddress } from "./source-place.ts";

/**
 * The cited sources as BibTeX, in UTF-8: `@online` with the day of access for web pages, `@misc` for local documents.
 * Every entry notes the SHA-256 of the text that was read, so that it can be told from a later version.
 */
export function toBibtex(report: Report): string {
  const used = report.sources.filter((source) => source.number !== undefined);
  const taken = new Set<string>();
  return used.map((source) => entry(source, keyFor(source, taken))).join("\n");
}

function entry(source: SourceRecord, key: string): string {
  const address = webAddress(source);
  const year = /^\d{4}/.exec(source.published ?? "")?.[0];
  const fields: readonly (readonly [string, string | undefined])[] = [
    ["title", `{${escapeBibtex(source.title)}}`],
    ["author", source.authors.length === 0 ? undefined : source.authors.map(author).join(" and ")],
    ["organization", source.publisher === undefined ? undefined : `{${escapeBibtex(source.publisher)}}`],
    ["date", source.published],
    ["year", year],
    ["url", address === undefined ? undefined : verbatim(address)],
    ["urldate", address === undefined ? undefined : source.accessed],
    ["howpublished", address === undefined ? escapeBibtex(placeOf(source)) : undefined],
    ["langid", source.language === undefined ? undefined : languageNames[source.language]],
    ["note", `SHA-256 of the text read: ${source.id}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@${address === undefined ? "misc" : "online"}{${key},\n${lines.join(",\n")}\n}\n`;
}

const languageNames: Readonly<Record<string, string>> = {
  en: "english",
  zh: "chinese",
  de: "german",
  fr: "french",
  es: "spanish",
  ja: "japanese",
};

/** Publisher or author, year and a word of the title, in ASCII; a number where that is not enough. */
function keyFor(source: SourceRecord, taken: Set<string>): string {
  const ascii = (text: string): string =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9 ]/g, "")
      .trim();
  const name = ascii(source.authors[0]?.split(/,| (?=\S+$)/).at(-1) ?? source.publisher ?? "").replace(
    / /g,
    "",
  );
  const year = /^\d{4}/.exec(source.published ?? "")?.[0] ?? "";
  const word =
    ascii(source.title)
      .split(" ")
      .find((part) => part.length > 3) ?? "";
  const base = `${name.slice(0, 20)}${year}${word.slice(0, 20)}`.replace(/^\d*$/, `source${year}`);
  let key = base;
  for (let count = 2; taken.has(key); count += 1) key = `${base}-${count}`;
  taken.add(key);
  return key;
}

/** A name in braces is not taken apart at its commas and its "and". */
function author(name: string): string {
  const escaped = escapeBibtex(name);
  const isPlain = /^\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*)+$/u.test(name);
  return isPlain ? escaped : `{${escaped}}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  $: "\\$",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function escapeBibtex(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\{}%&#$_~^]/g, (character) => escapes[character] ?? "");
}

/** A field that BibTeX reads as it stands: only braces could end it. */
function verbatim(url: string): string {
  return url.replace(/[{}\\]/g, encodeURIComponent);
}
