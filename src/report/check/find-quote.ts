import { alignWords } from "./align-words.ts";
import { type FoldedText, foldText, relaxText } from "./fold-text.ts";
import type { QuoteTarget } from "./quote-target.ts";

/**
 * How a quotation was found, from best to worst. `exact`: the very characters. `normalised`: after the one
 * fixed folding. `elided`: its parts, in order, around an ellipsis. `close`: same words and numbers, other
 * case or punctuation. Those four are the source's words. `altered`: a passage resembles it, words differ.
 */
export type QuoteMatch = "exact" | "normalised" | "elided" | "close" | "altered" | "missing";

export interface QuoteFinding {
  readonly match: QuoteMatch;
  /** UTF-16 offsets in the passage of what was found; absent when `missing`. */
  readonly start?: number;
  readonly end?: number;
}

/** Whether a finding means that the words are the source's. */
export function isVerbatim(match: QuoteMatch): boolean {
  return match !== "altered" && match !== "missing";
}

const ellipsis = /\s*(?:\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…+|\.{3,})\s*/;

/**
 * Looks for a quotation in a passage. A verbatim finding never changes, adds or removes a word or a number;
 * a resembling one is reported as `altered`, never accepted.
 */
export function findQuote(quote: string, target: QuoteTarget): QuoteFinding {
  const trimmed = trimQuote(quote);
  if (trimmed === "") return { match: "missing" };
  const whole = findWhole(trimmed, target, 0);
  if (whole !== undefined) return whole;
  const parts = trimmed
    .split(ellipsis)
    .map(trimQuote)
    .filter((part) => part !== "");
  if (parts.length > 1) {
    const elided = findParts(parts, target);
    if (elided !== undefined) return elided;
  }
  const nearest = alignWords(trimmed, target);
  return nearest === undefined ? { match: "missing" } : { match: "altered", ...nearest };
}

/** Whether a text has a quotation verbatim, in one piece; cheap enough for whole documents. */
export function containsQuote(quote: string, target: QuoteTarget): boolean {
  const trimmed = trimQuote(quote);
  return trimmed !== "" && findWhole(trimmed, target, 0) !== undefined;
}

/** A closing comma or stop inside the marks is the quoting sentence's, by one of the two conventions. */
function trimQuote(quote: string): string {
  return quote.replace(/^[\s,.;:，。；：、]+|[\s,.;:，。；：、]+$/gu, "");
}

function findWhole(quote: string, target: QuoteTarget, from: number): QuoteFinding | undefined {
  const exact = indexOfWords(target.text, quote, from);
  if (exact >= 0) return { match: "exact", start: exact, end: exact + quote.length };
  const folded = foldText(quote);
  const normalised = findIn(target.folded, folded.text, from);
  if (normalised !== undefined) return { match: "normalised", ...normalised };
  const close = findIn(target.relaxed, relaxText(folded).text, from);
  return close === undefined ? undefined : { match: "close", ...close };
}

function findParts(parts: readonly string[], target: QuoteTarget): QuoteFinding | undefined {
  let start: number | undefined;
  let position = 0;
  for (const part of parts) {
    const found = findWhole(part, target, position);
    if (found?.start === undefined || found.end === undefined) return undefined;
    start ??= found.start;
    position = found.end;
  }
  return start === undefined ? undefined : { match: "elided", start, end: position };
}

function findIn(
  haystack: FoldedText,
  needle: string,
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  if (needle === "") return undefined;
  let first = 0;
  while (first < haystack.starts.length && (haystack.starts[first] ?? 0) < from) first += 1;
  const index = indexOfWords(haystack.text, needle, first);
  if (index < 0) return undefined;
  return { start: haystack.starts[index] ?? 0, end: haystack.ends[index + needle.length - 1] ?? 0 };
}

const joined = /^[\p{L}\p{M}\p{N}]{2}$/u;
const hanWord = /\p{Script=Han}/u;

/** Like `indexOf`, but never from or to the middle of a word or number. */
function indexOfWords(haystack: string, needle: string, from: number): number {
  for (let index = haystack.indexOf(needle, from); index >= 0; index = haystack.indexOf(needle, index + 1)) {
    const end = index + needle.length;
    const cutsStart = splitsWord(haystack, index);
    if (!cutsStart && !splitsWord(haystack, end)) return index;
  }
  return -1;
}

function splitsWord(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1);
  if (at > 0 && joined.test(pair) && !hanWord.test(pair)) return true;
  return (
    /^\d[.,]\d/.test(text.slice(Math.max(0, at - 1), at + 2)) ||
    /^\d[.,]\d/.test(text.slice(Math.max(0, at - 2), at + 1))
  );
}
