/**
 * Passages that are scored at a time. Few enough for their scores to stay in the cache next to the processor, where
 * adding to one costs a few nanoseconds; in the memory of a million passages it costs twenty times that.
 */
export const usualWindow = 32_768;

/** Stands for "no score yet, but may get one"; added to any real score it changes nothing. */
const seed = 1e-300;

/** The scores of the passages from `start` up to `end` of one block. Places count from `start`. */
export class ScoreBoard {
  /** Passages that have room on it. */
  readonly window: number;
  readonly scores: Float64Array;
  /** Places with a score, in the order in which they got it; the first `count` entries. */
  readonly touched: Int32Array;
  start = 0;
  end = 0;
  count = 0;

  constructor(window: number) {
    this.window = window;
    this.scores = new Float64Array(window);
    this.touched = new Int32Array(window);
  }

  /** Turns to the passages from `start` on, at most up to `end`; forgets all scores. */
  open(start: number, end: number): void {
    for (let index = 0; index < this.count; index++) this.scores[this.touched[index] ?? 0] = 0;
    this.count = 0;
    this.start = start;
    this.end = Math.min(end, start + this.window);
  }

  /** Lets a passage be scored where only known ones are. */
  admit(local: number): void {
    const place = local - this.start;
    if (this.scores[place] !== 0) return;
    this.scores[place] = seed;
    this.touched[this.count++] = place;
  }

  /** Score of a place; 0 for one that has none. */
  scoreOf(place: number): number {
    const score = this.scores[place] ?? 0;
    return score > seed ? score : 0;
  }

  /** Forgets passages with less than `least`. */
  keep(least: number): void {
    let kept = 0;
    for (let index = 0; index < this.count; index++) {
      const place = this.touched[index] ?? 0;
      if ((this.scores[place] ?? 0) >= least) this.touched[kept++] = place;
      else this.scores[place] = 0;
    }
    this.count = kept;
  }

  /** Puts the places with a score in rising order. */
  sort(): void {
    this.touched.subarray(0, this.count).sort();
  }
}
