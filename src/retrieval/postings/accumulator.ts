import { fieldWeights, k1 } from "../bm25f.ts";
import { absent, type PostingCursor } from "./posting-cursor.ts";
import { type Posting, PostingListReader } from "./posting-list.ts";
import type { LengthColumns, LengthTotals } from "./posting-source.ts";
import type { ScoreBoard } from "./score-board.ts";

const bodyWeight = fieldWeights.body.weight;

/** No passage gets more from a term than its weight times this. */
export const maxSaturation = k1 + 1;

/** A posting list on its way into the scores of its block. */
export interface ScoredList {
  readonly cursor: PostingCursor;
  readonly lengths: LengthColumns;
  readonly weight: number;
}

/** Adds what a term gives to passages of its list: `weight` × saturated frequency, the formula of `bm25f.ts`. */
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

  /** To every passage of the list that is on the board. The cursor must not be past any of them. */
  addToAll({ cursor, lengths, weight }: ScoredList, board: ScoreBoard): void {
    const { postings } = cursor;
    const { scores, touched, start, end } = board;
    const scale = weight * (k1 + 1);
    const simple = scale * bodyWeight;
    const body = lengths.body;
    const base = this.#bodyBase;
    const slope = this.#bodySlope;
    let { local, at } = cursor;
    let count = board.count;
    // The reader of posting-list.ts, written out: this loop is where a search spends its time.
    while (at < postings.length) {
      let after = at;
      let byte = postings[after++] ?? 0;
      let head = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = postings[after++] ?? 0;
        head |= (byte & 0x7f) << shift;
      }
      const next = local + (head >>> 1);
      if (next >= end) break;
      local = next;
      at = after;
      // A passage with the term once in its body, nearly all of them, has no counts to read.
      let frequency = 0;
      if ((head & 1) === 0) {
        const counts = postings[at++] ?? 0;
        if (isLong(counts)) {
          const long = new PostingListReader(postings).countsAt(at - 1);
          at = long.end;
          frequency = this.#frequency(lengths, local, long.counts);
        } else {
          frequency = this.#packedFrequency(lengths, local, counts);
        }
      }
      const place = local - start;
      const score = scores[place] ?? 0;
      if (score === 0) touched[count++] = place;
      const gain =
        frequency === 0
          ? simple / (base + slope * (body[local] ?? 0) + bodyWeight)
          : (scale * frequency) / (k1 + frequency);
      scores[place] = score + gain;
    }
    cursor.local = local;
    cursor.at = at;
    board.count = count;
  }

  /** To passages that have a score already; the places on the board must be in rising order. */
  addToKnown(list: ScoredList, board: ScoreBoard): void {
    const { touched, start, count } = board;
    for (let index = 0; index < count; ) {
      if (!list.cursor.seek(start + (touched[index] ?? 0))) return;
      index = this.#addGroup(list, board, index);
    }
  }

  /** Adds to places from `index` on that are in the group of the cursor; returns the first one that is not. */
  #addGroup(list: ScoredList, board: ScoreBoard, index: number): number {
    const { cursor } = list;
    const { touched, start, count } = board;
    for (let known = index; known < count; known++) {
      const wanted = start + (touched[known] ?? 0);
      if (wanted > cursor.groupLast) return known;
      if (cursor.local < wanted) this.#pass(cursor, wanted);
      if (cursor.local === wanted) this.#addOne(list, board);
    }
    return count;
  }

  /** Reads on in the group until the passage `wanted` or one behind it. Nothing is computed for those passed over. */
  #pass(cursor: PostingCursor, wanted: number): void {
    const { postings, groupEnd } = cursor;
    let { local, at, countsAt } = cursor;
    while (local < wanted && at < groupEnd) {
      let byte = postings[at++] ?? 0;
      let head = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = postings[at++] ?? 0;
        head |= (byte & 0x7f) << shift;
      }
      local += head >>> 1;
      countsAt = absent;
      if ((head & 1) === 0) {
        countsAt = at;
        at = isLong(postings[at] ?? 0) ? this.#endOfCounts(postings, at) : at + 1;
      }
    }
    cursor.local = local;
    cursor.at = at;
    cursor.countsAt = countsAt;
  }

  /** Adds to the passage of the posting that the cursor is at. */
  #addOne({ cursor, lengths, weight }: ScoredList, board: ScoreBoard): void {
    const { postings, local, countsAt } = cursor;
    const place = local - board.start;
    const scale = weight * (k1 + 1);
    const score = board.scores[place] ?? 0;
    if (countsAt === absent) {
      const norm = this.#bodyBase + this.#bodySlope * (lengths.body[local] ?? 0) + bodyWeight;
      board.scores[place] = score + (scale * bodyWeight) / norm;
      return;
    }
    const packed = postings[countsAt] ?? 0;
    const frequency = isLong(packed)
      ? this.#frequency(lengths, local, new PostingListReader(postings).countsAt(countsAt).counts)
      : this.#packedFrequency(lengths, local, packed);
    board.scores[place] = score + (scale * frequency) / (k1 + frequency);
  }

  #endOfCounts(postings: Uint8Array, at: number): number {
    return new PostingListReader(postings).countsAt(at).end;
  }

  #packedFrequency(lengths: LengthColumns, local: number, counts: number): number {
    const norm = (this.#bodyBase + this.#bodySlope * (lengths.body[local] ?? 0)) / k1;
    const inBody = (bodyWeight * (counts >> 4)) / norm;
    return (counts & 15) === 0
      ? inBody
      : inBody + this.#others(lengths, local, (counts >> 2) & 3, counts & 3);
  }

  #frequency(lengths: LengthColumns, local: number, { body, title, heading }: Posting): number {
    const norm = (this.#bodyBase + this.#bodySlope * (lengths.body[local] ?? 0)) / k1;
    return (bodyWeight * body) / norm + this.#others(lengths, local, title, heading);
  }

  #others(lengths: LengthColumns, local: number, title: number, heading: number): number {
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
}

/** Whether a count in the packed byte goes on in a varint; see posting-list.ts. */
function isLong(counts: number): boolean {
  return counts >= 0xf0 || (counts & 0x0c) === 0x0c || (counts & 0x03) === 0x03;
}
