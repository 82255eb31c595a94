/** Stands for "no score yet, but may get one"; added to any real score it changes nothing. */
const seed = 1e-300;

/** The scores of one block during one search, and which of its passages have one. All zero between searches. */
export class ScoreBoard {
  readonly scores: Float64Array;
  /** Local numbers with a score, in the order in which they got it; the first `count` entries. */
  readonly touched: Int32Array;
  count = 0;

  constructor(passages: number) {
    this.scores = new Float64Array(passages);
    this.touched = new Int32Array(passages);
  }

  /** Lets a passage be scored where only known ones are. */
  admit(local: number): void {
    if (this.scores[local] !== 0) return;
    this.scores[local] = seed;
    this.touched[this.count++] = local;
  }

  /** Score of a passage; 0 for one that has none. */
  scoreOf(local: number): number {
    const score = this.scores[local] ?? 0;
    return score > seed ? score : 0;
  }

  /** Forgets passages with less than `least`, and puts the others in rising order. */
  keep(least: number): void {
    let kept = 0;
    for (let index = 0; index < this.count; index++) {
      const local = this.touched[index] ?? 0;
      if ((this.scores[local] ?? 0) >= least) this.touched[kept++] = local;
      else this.scores[local] = 0;
    }
    this.count = kept;
    this.known.sort();
  }

  /** The passages with a score; rising after `keep`. */
  get known(): Int32Array {
    return this.touched.subarray(0, this.count);
  }

  clear(): void {
    for (let index = 0; index < this.count; index++) this.scores[this.touched[index] ?? 0] = 0;
    this.count = 0;
  }
}
