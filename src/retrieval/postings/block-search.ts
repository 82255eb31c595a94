import { type Scoring, type ScoredList, maxSaturation } from "./accumulator.ts";
import type { Block } from "./index-state.ts";
import { PostingCursor } from "./posting-cursor.ts";
import type { TermEntry } from "./posting-source.ts";
import type { ScoreBoard } from "./score-board.ts";
import type { TopHits } from "./top-hits.ts";

/** A term of a query where it occurs in one block. */
export interface BlockTerm {
  readonly entry: TermEntry;
  /** Inverse document frequency included. */
  readonly weight: number;
}

export interface BlockSearchOptions {
  readonly scoring: Scoring;
  readonly board: ScoreBoard;
  /** Those that can give most first. */
  readonly terms: readonly BlockTerm[];
}

/**
 * Scores the passages of one block, window by window, the most telling term first (MaxScore: Turtle and Flood 1995,
 * “Query evaluation: strategies and optimizations”). Terms that cannot by themselves lift a passage over the worst of
 * the best so far are only looked up for passages that have a score; passages that can no longer get there get none.
 * All other scores are exact.
 */
export class BlockSearch {
  readonly #block: Block;
  readonly #scoring: Scoring;
  readonly #board: ScoreBoard;
  readonly #terms: readonly BlockTerm[];
  /** What a passage gets at most from the term at that place and all that follow it. */
  readonly #left: readonly number[];
  #opened: readonly ScoredList[] | undefined;

  constructor(block: Block, { scoring, board, terms }: BlockSearchOptions) {
    this.#block = block;
    this.#scoring = scoring;
    this.#board = board;
    this.#terms = terms;
    const left = [0];
    for (const { weight } of terms.toReversed()) left.push((left.at(-1) ?? 0) + weight * maxSaturation);
    this.#left = left.reverse();
  }

  /** Read only when a passage of the block can become one of the best. */
  get #lists(): readonly ScoredList[] {
    const { lengths } = this.#block.source;
    this.#opened ??= this.#terms.map(({ entry, weight }) => {
      return { cursor: new PostingCursor(entry.list()), lengths, weight };
    });
    return this.#opened;
  }

  /** Offers the best passages that `admits` lets through. */
  best(top: TopHits, admits: (number: number) => boolean): void {
    const { count } = this.#block.source;
    for (let start = 0; start < count; start += this.#board.window) {
      const needed = this.#needed(top.threshold);
      if (needed === 0) return;
      this.#board.open(start, count);
      for (const list of this.#lists.slice(0, needed)) this.#scoring.addToAll(list, this.#board);
      this.#complete(needed, top.threshold);
      this.#offer(top, admits);
    }
  }

  /** The same for given passages only; `locals` in rising order. */
  bestOf(locals: readonly number[], top: TopHits, admits: (number: number) => boolean): void {
    for (const _ of this.#windowsOf(locals)) this.#offer(top, admits);
  }

  /** The scores of given passages by local number; `locals` in rising order. */
  scores(locals: readonly number[]): ReadonlyMap<number, number> {
    const scores = new Map<number, number>();
    const board = this.#board;
    for (const _ of this.#windowsOf(locals))
      for (const place of board.touched.subarray(0, board.count))
        scores.set(board.start + place, board.scoreOf(place));
    return scores;
  }

  /** Scores windows that hold given passages, one after the other. */
  *#windowsOf(locals: readonly number[]): Generator<void> {
    const board = this.#board;
    const { count } = this.#block.source;
    for (let next = 0; next < locals.length; ) {
      const start = locals[next] ?? 0;
      board.open(start, count);
      for (; (locals[next] ?? count) < board.end; next++) board.admit(locals[next] ?? 0);
      this.#complete(0, 0);
      yield;
    }
  }

  /** Number of lists, from the first one on, of which one has to hold a passage that is to be better than `threshold`. */
  #needed(threshold: number): number {
    let needed = this.#terms.length;
    while (needed > 0 && (this.#left[needed - 1] ?? 0) < threshold) needed--;
    return needed;
  }

  /** Adds the lists from `first` on to passages that have a score and can still come up to `threshold`. */
  #complete(first: number, threshold: number): void {
    const board = this.#board;
    let isSorted = false;
    for (const [place, list] of this.#lists.entries()) {
      if (place < first) continue;
      board.keep(threshold - (this.#left[place] ?? 0));
      if (!isSorted) board.sort();
      isSorted = true;
      this.#scoring.addToKnown(list, board);
    }
  }

  #offer(top: TopHits, admits: (number: number) => boolean): void {
    const { source, removals } = this.#block;
    const { numbers, lengths } = source;
    const { scores, touched, count, start } = this.#board;
    const removed = removals.marks;
    let threshold = top.threshold;
    for (let index = 0; index < count; index++) {
      const place = touched[index] ?? 0;
      const local = start + place;
      if ((scores[place] ?? 0) < threshold || removed?.[local] === 1) continue;
      const score = this.#board.scoreOf(place);
      const number = numbers.at(local);
      if (score === 0 || !admits(number)) continue;
      const length = (lengths.body[local] ?? 0) + (lengths.title[local] ?? 0) + (lengths.heading[local] ?? 0);
      top.offer({ number, score, length });
      threshold = top.threshold;
    }
  }
}
