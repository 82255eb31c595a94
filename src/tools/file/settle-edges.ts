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
 * mean the whole word if little is missing, and is refused if not or if the new text would go on with the word;
 * an exact anchor is refused unless the new text goes on with the word, or nothing is taken away. A string says
 * why there is no such stretch.
 */
export function settleEdges(text: string, question: EdgeQuestion): Span | string {
  const { start, end, inserted, hasBefore, hasAfter, isFuzzy } = question;
  if (hasBefore && hasAfter && start === end) return { start, end };
  const behindStart = inserted === "" ? text.slice(end, end + 1) : inserted;
  const aheadOfEnd = inserted === "" ? text.slice(Math.max(0, start - 1), start) : inserted;
  let settled: Span = { start, end };
  if (hasBefore && isInWord(text, start)) {
    const goesOn = /^[\p{L}\p{N}\p{M}]/u.test(behindStart);
    const rest = /^\p{L}*/u.exec(text.slice(start, start + 40))?.[0].length ?? 0;
    if (isFuzzy === goesOn || (isFuzzy && !isLittle(rest))) return cutsWord("before", "ends");
    if (isFuzzy) settled = { start: start + rest, end: Math.max(end, start + rest) };
  }
  if (hasAfter && isInWord(text, end)) {
    const goesOn = /[\p{L}\p{N}\p{M}]$/u.test(aheadOfEnd);
    const rest = /\p{L}*$/u.exec(text.slice(Math.max(0, end - 40), end))?.[0].length ?? 0;
    if (isFuzzy === goesOn || (isFuzzy && !isLittle(rest))) return cutsWord("after", "begins");
    if (isFuzzy) settled = { start: Math.min(settled.start, end - rest), end: end - rest };
  }
  return settled;
}

function isLittle(letters: number): boolean {
  return letters > 0 && letters <= longestMissing;
}

function cutsWord(anchor: string, how: string): string {
  return `"${anchor}" ${how} inside a word of the file; repeat whole words`;
}

/** Two letters of a script that parts words by spaces, or two digits. */
function isInWord(text: string, offset: number): boolean {
  const [before, behind] = [text.charAt(offset - 1), text.charAt(offset)];
  return (isLetter(before) && isLetter(behind)) || (/\p{N}/u.test(before) && /\p{N}/u.test(behind));
}

function isLetter(character: string): boolean {
  return (
    /[\p{L}\p{M}]/u.test(character) &&
    !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)
  );
}
