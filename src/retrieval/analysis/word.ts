import { stem } from "porter2";
import { fold } from "./fold.ts";
import { americanSpelling } from "./spelling.ts";

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

const stems = new Map<string, string>();
const maxStems = 200_000;

/**
 * The indexed form of one word: folded, without possessive and apostrophes; Latin letters in American
 * spelling and stemmed (Porter2).
 */
export function wordTerm(surface: string): string {
  const known = stems.get(surface);
  if (known !== undefined) return known;
  const plain = fold(surface).replace(possessive, "").replace(apostrophes, "").slice(0, maxTermLength);
  const term = latinLetters.test(plain) ? stem(americanSpelling(plain)) : plain;
  // A memo, not a memory: dropping it costs time only.
  if (stems.size >= maxStems) stems.clear();
  stems.set(surface, term);
  return term;
}

/** The indexed form of a number: plain digits, no thousands separators. */
export function numberTerms(surface: string): readonly string[] {
  const plain = fold(surface);
  if (!plain.includes(",")) return [plain.slice(0, maxTermLength)];
  return thousands.test(plain) ? [plain.replaceAll(",", "")] : plain.split(",");
}

/** Number and unit of `100mg`, `5km`; the number of `29th`; undefined for other words. */
export function splitMeasure(surface: string): readonly string[] | undefined {
  const first = surface.charCodeAt(0);
  if (first < 0x30 || first > 0x39) return undefined;
  const word = surface.toLowerCase();
  return (measured.exec(word) ?? ordinal.exec(word))?.slice(1);
}

/** Parts of a word in camel case, of three letters or more each: getUserName, PubMed; undefined for others. */
export function splitHumps(surface: string): readonly string[] | undefined {
  if (surface.length < 6 || surface === surface.toLowerCase()) return undefined;
  const parts = surface.split(humps);
  const isSplit = parts.length > 1 && parts.every((part) => part.length > 2 && letter.test(part));
  return isSplit ? parts : undefined;
}
