import { stem } from "porter2";
import { fold } from "./fold.ts";
import { americanSpelling } from "./spelling.ts";
import { stopLevel } from "./stop-words.ts";

const maxTermLength = 64;
const latinLetters = /^[a-z]+$/;
const possessive = /['’]s?$/i;
const apostrophes = /['’]/g;
const thousands = /^\p{Nd}{1,3}(,\p{Nd}{3})+(\.\p{Nd}+)?$/u;
const measured =
  /^([0-9]+(?:\.[0-9]+)?)(mg|kg|g|mcg|km|cm|mm|m|nm|ml|l|dl|kb|mb|gb|tb|hz|khz|mhz|ghz|kw|kwh|mw|mph|kph|hours?|h|min|s|ms|am|pm)$/;
const ordinal = /^([0-9]+)(?:st|nd|rd|th)$/;
const humps = /(?<=\p{Ll}{2}|\p{Nd})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u;
const letter = /\p{L}/u;

/** Everything about a word that does not depend on its place. */
export interface Word {
  readonly term: string;
  readonly stop: ReturnType<typeof stopLevel>;
  /** Terms of its parts: number and unit, humps of camel case; empty for most words. */
  readonly parts: readonly string[];
}

/** Works out what is to be known of a word; slow, see `Lexicon`. */
export function learnWord(surface: string): Word {
  const parts = splitMeasure(surface) ?? splitHumps(surface) ?? [];
  return { term: wordTerm(surface), stop: stopLevel(surface), parts: parts.map(wordTerm) };
}

/**
 * The indexed form of one word: folded, without possessive and apostrophes; Latin letters in American
 * spelling and stemmed (Porter2).
 */
export function wordTerm(surface: string): string {
  const plain = fold(surface).replace(possessive, "").replace(apostrophes, "").slice(0, maxTermLength);
  return latinLetters.test(plain) ? stem(americanSpelling(plain)) : plain;
}

/** The indexed form of a number: plain digits, no thousands separators. */
export function numberTerms(surface: string): readonly string[] {
  const plain = fold(surface);
  if (!plain.includes(",")) return [plain.slice(0, maxTermLength)];
  return thousands.test(plain) ? [plain.replaceAll(",", "")] : plain.split(",");
}

/** Number and unit of `100mg`, `5km`; the number of `29th`; undefined for other words. */
function splitMeasure(surface: string): readonly string[] | undefined {
  const first = surface.charCodeAt(0);
  if (first < 0x30 || first > 0x39) return undefined;
  const word = surface.toLowerCase();
  return (measured.exec(word) ?? ordinal.exec(word))?.slice(1);
}

/** Parts of a word in camel case, of three letters or more each: getUserName, PubMed; undefined for others. */
function splitHumps(surface: string): readonly string[] | undefined {
  if (surface.length < 6 || surface === surface.toLowerCase()) return undefined;
  const parts = surface.split(humps);
  const isSplit = parts.length > 1 && parts.every((part) => part.length > 2 && letter.test(part));
  return isSplit ? parts : undefined;
}
