import { fold } from "./fold.ts";
import { type Lexeme, type LexemeList, lexemeType } from "./lexeme.ts";
import { wordTerm } from "./word.ts";

const connectors: ReadonlySet<number> = new Set(
  Array.from("-\u2010\u2011\u2013_.@", (connector) => connector.charCodeAt(0)),
);
const space = 0x20;
const keptConnectors: ReadonlySet<string> = new Set([".", "@"]);
const latinLetters = /^[a-z]+$/;
const maxTermLength = 128;
// A row of numbers joined by hyphens is a number of its own (telephone, ISBN) only from this many digits.
const minDigits = 7;

/** End (exclusive) of the words that single connectors join from `at` on: state-of-the-art, example.org. */
export function compoundEnd(text: string, lexemes: LexemeList, at: number): number {
  const { types, starts, ends, length } = lexemes;
  let end = at + 1;
  for (; end < length; end++) {
    const joint = ends[end - 1] ?? 0;
    if (starts[end] !== joint + 1) break;
    const unit = text.charCodeAt(joint);
    if (unit === space || !connectors.has(unit)) break;
    if (types[end] !== lexemeType.word && types[end] !== lexemeType.number) break;
  }
  return end;
}

/**
 * The whole compound as terms: hyphens and underscores dropped (email = e-mail), full stops and @ kept
 * (usa.gov), abbreviations without their stops (us = U.S.), and the host of an e-mail address.
 */
export function joinedTerms(text: string, parts: readonly Lexeme[]): readonly string[] {
  const surfaces = parts.map((part) => fold(text.slice(part.start, part.end)));
  if (isAbbreviation(text, parts)) return [surfaces.join("")];
  const isNumeric = parts.every((part) => part.type === lexemeType.number);
  if (isNumeric && (parts.length < 3 || surfaces.join("").length < minDigits)) return [];
  const joined = parts.reduce((whole, part, index) => {
    const connector = index === 0 ? "" : text.charAt(part.start - 1);
    return whole + (keptConnectors.has(connector) ? connector : "") + (surfaces[index] ?? "");
  }, "");
  const host = joined.split("@")[1];
  const name = joined.replace(/^www\./, "").slice(0, maxTermLength);
  return [latinLetters.test(name) ? wordTerm(name) : name, ...(host?.includes(".") ? [host] : [])];
}

/** U.S., e.g., Ph.D.: one or two letters each, with full stops. */
export function isAbbreviation(text: string, parts: readonly Lexeme[]): boolean {
  return (
    parts.every((part) => part.type === lexemeType.word && part.end - part.start <= 2) &&
    parts.some((part) => part.end - part.start === 1) &&
    parts.slice(1).every((part) => text.charAt(part.start - 1) === ".")
  );
}

/** `++` and `#` after a name of one or two letters: C++, C#, F#. */
export function codeSuffix(text: string, start: number, end: number): string {
  if (end - start > 2) return "";
  if (text.startsWith("++", end)) return "++";
  return text.charAt(end) === "#" ? "#" : "";
}
