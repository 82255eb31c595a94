import { fold } from "./fold.ts";
import type { Lexeme } from "./lexeme.ts";
import { wordTerm } from "./word.ts";

const connectors: ReadonlySet<string> = new Set(["-", "\u2010", "\u2011", "\u2013", "_", ".", "@"]);
const keptConnectors: ReadonlySet<string> = new Set([".", "@"]);
const latinLetters = /^[a-z]+$/;
const maxTermLength = 128;
// A row of numbers joined by hyphens is a number of its own (telephone, ISBN) only from this many digits.
const minDigits = 7;

/** End (exclusive) of the words that single connectors join from `at` on: state-of-the-art, example.org. */
export function compoundEnd(text: string, lexemes: readonly Lexeme[], at: number): number {
  let end = at + 1;
  for (; end < lexemes.length; end++) {
    const previous = lexemes[end - 1];
    const next = lexemes[end];
    if (previous === undefined || next === undefined || next.start !== previous.end + 1) break;
    if (next.type !== "word" && next.type !== "number") break;
    if (!connectors.has(text.charAt(previous.end))) break;
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
  const isNumeric = parts.every((part) => part.type === "number");
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
    parts.every((part) => part.type === "word" && part.end - part.start <= 2) &&
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
