import { fieldWeights, k1 } from "../bm25f.ts";
import { PostingListReader } from "./posting-list.ts";
import type { ScoreBoard } from "./score-board.ts";
import type { LengthColumns, LengthTotals } from "./posting-source.ts";

const bodyWeight = fieldWeights.body.weight;

/** No passage gets more from a term than its weight times this. */
export const maxSaturation = k1 + 1;

/** What the scores of all postings of a query have in common. */
export class Scoring {
  readonly #bodyBase = k1 * (1 - fieldWeights.body.b);
  readonly #bodySlope: number;
  readonly #titleBase = 1 - fieldWeights.title.b;
  readonly #titleSlope: number;
  readonly #headingBase = 1 - fieldWeights.heading.b;
  readonly #headingSlope: number;

  constructor(mean: LengthTotals) {
    this.#bodySlope = (k1 * fieldWeights.body.b) / Math.max(mean.body, 1);
    this.#titleSlope = fieldWeights.title.b / Math.max(mean.title, 1);
    this.#headingSlope = fieldWeights.heading.b / Math.max(mean.heading, 1);
  }

  /**
   * Adds what one term gives to the passages of a posting list: `weight` × saturated frequency, the formula of
   * `bm25f.ts`. With `onlyKnown`, to passages that have a score already and no others.
   */
  accumulate(list: ScoredList): void {
    const { postings, lengths, board, onlyKnown } = list;
    const { scores, touched } = board;
    const weight = list.weight * (k1 + 1);
    const simple = weight * bodyWeight;
    const body = lengths.body;
    const base = this.#bodyBase;
    const slope = this.#bodySlope;
    let local = -1;
    let at = 0;
    // The reader of posting-list.ts, written out: this loop is where a search spends its time.
    while (at < postings.length) {
      let byte = postings[at++] ?? 0;
      let head = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = postings[at++] ?? 0;
        head |= (byte & 0x7f) << shift;
      }
      local += head >>> 1;
      if ((head & 1) === 1) {
        const before = scores[local] ?? 0;
        if (before === 0) {
          if (onlyKnown) continue;
          touched[board.count++] = local;
        }
        scores[local] = before + simple / (base + slope * (body[local] ?? 0) + bodyWeight);
        continue;
      }
      const counts = postings[at++] ?? 0;
      let inBody = counts >> 4;
      if (inBody === 15 || (counts & 12) === 12 || (counts & 3) === 3) {
        at = this.#long(list, local, at, weight);
        continue;
      }
      const before = scores[local] ?? 0;
      if (before === 0) {
        if (onlyKnown) continue;
        touched[board.count++] = local;
      }
      // body / ((base + slope × length) / k1), title and heading likewise, saturated together.
      inBody = (bodyWeight * inBody * k1) / (base + slope * (body[local] ?? 0));
      const total = inBody + this.#fields(lengths, local, (counts >> 2) & 3, counts & 3);
      scores[local] = before + (weight * total) / (k1 + total);
    }
  }

  #fields(lengths: LengthColumns, local: number, title: number, heading: number): number {
    let total = 0;
    if (title > 0) {
      const norm = this.#titleBase + this.#titleSlope * (lengths.title[local] ?? 0);
      total += (fieldWeights.title.weight * title) / norm;
    }
    if (heading > 0) {
      const norm = this.#headingBase + this.#headingSlope * (lengths.heading[local] ?? 0);
      total += (fieldWeights.heading.weight * heading) / norm;
    }
    return total;
  }

  /** A posting whose counts go on in varints: rare, so it may be slow. Returns where the next one begins. */
  #long(
    { postings, lengths, board, onlyKnown }: ScoredList,
    local: number,
    after: number,
    weight: number,
  ): number {
    const { counts, end } = new PostingListReader(postings).countsAt(after - 1);
    const before = board.scores[local] ?? 0;
    if (before === 0) {
      if (onlyKnown) return end;
      board.touched[board.count++] = local;
    }
    const norm = (this.#bodyBase + this.#bodySlope * (lengths.body[local] ?? 0)) / k1;
    const total =
      (bodyWeight * counts.body) / norm + this.#fields(lengths, local, counts.title, counts.heading);
    board.scores[local] = before + (weight * total) / (k1 + total);
    return end;
  }
}

/** A posting list on its way into the scores of its block. */
export interface ScoredList {
  readonly postings: Uint8Array;
  readonly lengths: LengthColumns;
  readonly weight: number;
  readonly board: ScoreBoard;
  readonly onlyKnown: boolean;
}
