import type { Span } from "./span.ts";

export interface EdgeQuestion extends Span {
  /** What goes between the anchors. */
  readonly inserted: string;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** An anchor was found only approximately, so that a letter at its end may be missing. */
  readonly isFuzzy: boolean;
}

/** A stretch of a word that an inexact anchor may leave out. */
const longestMissing = 2;

/**
 * The stretch to replace, where an anchor would cut a word of the text in two: an inexact anchor is taken to
 * mean the whole word, an exact one is refused, since it may be half of what was meant. A word may be cut where
 * the new text goes on with it, or where nothing is taken away. A string says why there is no such stretch.
 */
export function settleEdges(text: string, question: EdgeQuestion): Span | string {
  const { start, end, inserted, hasBefore, hasAfter, isFuzzy } = question;
  if (hasBefore && hasAfter && start === end) return { start, end };
  const behindStart = inserted === "" ? text.slice(end) : inserted;
  const aheadOfEnd = inserted === "" ? text.slice(0, start) : inserted;
  let settled: Span = { start, end };
  if (hasBefore && isInWord(text, start) && !/^[\p{L}\p{N}\p{M}]/u.test(behindStart)) {
    const rest = /^\p{L}*/u.exec(text.slice(start, start + 40))?.[0].length ?? 0;
    if (!isFuzzy || rest === 0 || rest > longestMissing) return cutsWord("before", "ends");
    settled = { ...settled, start: start + rest, end: Math.max(end, start + rest) };
  }
  if (hasAfter && isInWord(text, end) && !/[\p{L}\p{N}\p{M}]$/u.test(aheadOfEnd)) {
    const rest = /\p{L}*$/u.exec(text.slice(Math.max(0, end - 40), end))?.[0].length ?? 0;
    if (!isFuzzy || rest === 0 || rest > longestMissing) return cutsWord("after", "begins");
    settled = { start: Math.min(settled.start, end - rest), end: end - rest };
  }
  return settled;
}

function cutsWord(anchor: string, how: string): string {
  return `"${anchor}" ${how} inside a word of the file; repeat whole words`;
}

/** Scripts without spaces have no words to cut. */
const wordCharacter = /^[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$|^[\p{N}\p{M}]$/u;

function isInWord(text: string, offset: number): boolean {
  return wordCharacter.test(text.charAt(offset - 1)) && wordCharacter.test(text.charAt(offset));
}
