import { fieldWeights, k1 } from "../bm25f.ts";
import { ByteReader } from "./byte-writer.ts";
import { type Posting, PostingListReader } from "./posting-list.ts";
import type { LengthColumns, LengthTotals, PostingBytes } from "./posting-source.ts";
import type { ScoreBoard } from "./score-board.ts";

const bodyWeight = fieldWeights.body.weight;
/** In place of an offset. */
const absent = -1;

/** No passage gets more from a term than its weight times this. */
export const maxSaturation = k1 + 1;

/** A posting list on its way into the scores of its block. */
export interface ScoredList extends PostingBytes {
  readonly lengths: LengthColumns;
  readonly weight: number;
  readonly board: ScoreBoard;
}

/** A group of postings of a list. */
interface Group {
  readonly start: number;
  readonly end: number;
  /** The passage before the first one. */
  readonly before: number;
}

/** Adds what a term gives to the passages of its list: `weight` × saturated frequency, the formula of `bm25f.ts`. */
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

  /** To every passage of the list. */
  addToAll({ postings, lengths, weight, board }: ScoredList): void {
    const { scores, touched } = board;
    const scale = weight * (k1 + 1);
    const simple = scale * bodyWeight;
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
      const score = scores[local] ?? 0;
      if (score === 0) touched[board.count++] = local;
      const gain =
        frequency === 0
          ? simple / (base + slope * (body[local] ?? 0) + bodyWeight)
          : (scale * frequency) / (k1 + frequency);
      scores[local] = score + gain;
    }
  }

  /** To passages that have a score; `known` are their local numbers, rising. */
  addToKnown(list: ScoredList, known: Int32Array): void {
    const { postings, skips } = list;
    const reader = new ByteReader(skips);
    let next = 0;
    let before = -1;
    let start = 0;
    while (!reader.isAtEnd) {
      const last = before + reader.varint();
      const end = start + reader.varint();
      if ((known[next] ?? last + 1) <= last) {
        this.#addGroup(list, { start, end, before }, known, next);
        while ((known[next] ?? last + 1) <= last) next++;
      }
      if (next >= known.length) return;
      before = last;
      start = end;
    }
    this.#addGroup(list, { start, end: postings.length, before }, known, next);
  }

  /** Adds to those of `known` from place `next` on that are in the group. */
  #addGroup(list: ScoredList, { start, end, before }: Group, known: Int32Array, next: number): void {
    const { postings } = list;
    let local = before;
    let place = next;
    let wanted = known[place] ?? -1;
    // Most postings are passed over: nothing is computed for them.
    for (let at = start; at < end; ) {
      let byte = postings[at++] ?? 0;
      let head = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = postings[at++] ?? 0;
        head |= (byte & 0x7f) << shift;
      }
      local += head >>> 1;
      const countsAt = at;
      if ((head & 1) === 0) at = isLong(postings[at] ?? 0) ? this.#endOfCounts(postings, at) : at + 1;
      while (wanted >= 0 && wanted < local) wanted = known[++place] ?? -1;
      if (wanted < 0) return;
      if (wanted === local) this.#addOne(list, local, (head & 1) === 0 ? countsAt : absent);
    }
  }

  /** Adds to one passage; `countsAt` is where its counts are, `absent` where the term occurs once and in the body. */
  #addOne({ postings, lengths, weight, board }: ScoredList, local: number, countsAt: number): void {
    const scale = weight * (k1 + 1);
    const score = board.scores[local] ?? 0;
    if (countsAt === absent) {
      const norm = this.#bodyBase + this.#bodySlope * (lengths.body[local] ?? 0) + bodyWeight;
      board.scores[local] = score + (scale * bodyWeight) / norm;
      return;
    }
    const packed = postings[countsAt] ?? 0;
    const frequency = isLong(packed)
      ? this.#frequency(lengths, local, new PostingListReader(postings).countsAt(countsAt).counts)
      : this.#packedFrequency(lengths, local, packed);
    board.scores[local] = score + (scale * frequency) / (k1 + frequency);
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
