import { foldText, relaxText } from "./fold-text.ts";
import type { QuoteTarget } from "./quote-target.ts";

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const word = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}.,%$€£¥-])+/gu;
const maxWords = 400;
const maxPassageWords = 6000;
/** At this share of common words a reader sees that the passage was meant; below, it is another sentence. */
const resembling = 0.7;

/**
 * The stretch of a passage that shares the most words with a quotation, in order, or undefined when none shares
 * at least 70 %. Offsets are into `target.text`. Time is bounded: 400 words against 6,000.
 */
export function alignWords(
  quote: string,
  target: QuoteTarget,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = wordsOf(relaxText(foldText(quote)).text).slice(0, maxWords);
  const { relaxed } = target;
  const present = wordsOf(relaxed.text).slice(0, maxPassageWords);
  if (wanted.length < 3 || present.length === 0) return undefined;
  const best = bestStretch(wanted, present);
  if (best.common < resembling * wanted.length) return undefined;
  const { from, to } = withChangedEnds(wanted, present, best);
  const first = present[from];
  const last = present[to];
  if (first === undefined || last === undefined) return undefined;
  return { start: relaxed.starts[first.start] ?? 0, end: relaxed.ends[last.end - 1] ?? 0 };
}

const mostChanged = 4;

/** Takes in the words in place of those at the quotation's ends that were changed, four at most on a side. */
function withChangedEnds(
  wanted: readonly Word[],
  present: readonly Word[],
  { from, to }: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } {
  const before = wanted.findIndex((sought) => sought.text === present[from]?.text);
  const after = wanted.length - 1 - wanted.findLastIndex((sought) => sought.text === present[to]?.text);
  return {
    from: Math.max(0, from - Math.min(before, mostChanged)),
    to: Math.min(present.length - 1, to + Math.min(after, mostChanged)),
  };
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(word)].map((match) => ({
    text: match[0].replace(/^[.,-]+|[.,-]+$/g, ""),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

interface Cell {
  readonly score: number;
  readonly common: number;
  readonly from: number;
}

const gapCost = 0.25;

/** Local alignment (Smith-Waterman) with words as letters: a common word is worth 1, a gap costs a quarter. */
function bestStretch(
  wanted: readonly Word[],
  present: readonly Word[],
): { readonly common: number; readonly from: number; readonly to: number } {
  const empty: Cell = { score: 0, common: 0, from: -1 };
  let previous: Cell[] = Array.from({ length: wanted.length + 1 }, () => empty);
  let best = { score: 0, common: 0, from: 0, to: 0 };
  for (const [column, here] of present.entries()) {
    const current: Cell[] = [empty];
    for (const [row, sought] of wanted.entries()) {
      const cell = bestCell(
        { diagonal: previous[row] ?? empty, above: current[row] ?? empty, left: previous[row + 1] ?? empty },
        here.text === sought.text,
        column,
      );
      current.push(cell);
      if (cell.score > best.score) best = { ...cell, to: column };
    }
    previous = current;
  }
  return best;
}

interface Neighbours {
  readonly diagonal: Cell;
  readonly above: Cell;
  readonly left: Cell;
}

function bestCell({ diagonal, above, left }: Neighbours, same: boolean, column: number): Cell {
  if (same) {
    return {
      score: diagonal.score + 1,
      common: diagonal.common + 1,
      from: diagonal.from < 0 ? column : diagonal.from,
    };
  }
  const candidates = [diagonal, above, left];
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a));
  const score = best.score - gapCost;
  return score <= 0 ? { score: 0, common: 0, from: -1 } : { ...best, score };
}
