import { fieldWeights, k1 } from "../bm25f.ts";
import { ByteReader } from "./byte-writer.ts";
import { type Posting, PostingListReader } from "./posting-list.ts";
import type { LengthColumns, LengthTotals, TermEntry } from "./posting-source.ts";
import type { ScoreBoard } from "./score-board.ts";

const bodyWeight = fieldWeights.body.weight;

/** No passage gets more from a term than its weight times this. */
export const maxSaturation = k1 + 1;

/** A posting list on its way into the scores of its block. */
export interface ScoredList {
  readonly entry: Pick<TermEntry, "postings" | "skips">;
  readonly lengths: LengthColumns;
  readonly weight: number;
  readonly board: ScoreBoard;
}

/** A part of a posting list, and whether passages without a score are passed over. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The passage before the first one. */
  readonly before: number;
  readonly onlyKnown: boolean;
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
  addToAll(list: ScoredList): void {
    this.#add(list, { start: 0, end: list.entry.postings.length, before: -1, onlyKnown: false });
  }

  /** To passages that have a score; `known` are their local numbers, rising. */
  addToKnown(list: ScoredList, known: Int32Array): void {
    const { postings, skips } = list.entry;
    const reader = new ByteReader(skips);
    let next = 0;
    let before = -1;
    let start = 0;
    while (!reader.isAtEnd) {
      const last = before + reader.varint();
      const end = start + reader.varint();
      if ((known[next] ?? last + 1) <= last) {
        this.#add(list, { start, end, before, onlyKnown: true });
        while ((known[next] ?? last + 1) <= last) next++;
      }
      if (next >= known.length) return;
      before = last;
      start = end;
    }
    this.#add(list, { start, end: postings.length, before, onlyKnown: true });
  }

  #add(list: ScoredList, { start, end, before, onlyKnown }: Stretch): void {
    const { postings } = list.entry;
    const { scores, touched } = list.board;
    const weight = list.weight * (k1 + 1);
    const simple = weight * bodyWeight;
    const body = list.lengths.body;
    const base = this.#bodyBase;
    const slope = this.#bodySlope;
    let local = before;
    let at = start;
    // The reader of posting-list.ts, written out: this loop is where a search spends its time.
    while (at < end) {
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
          frequency = this.#frequency(list.lengths, local, long.counts);
        } else {
          frequency = this.#packedFrequency(list.lengths, local, counts);
        }
      }
      const score = scores[local] ?? 0;
      if (score === 0) {
        if (onlyKnown) continue;
        touched[list.board.count++] = local;
      }
      const gain =
        frequency === 0
          ? simple / (base + slope * (body[local] ?? 0) + bodyWeight)
          : (weight * frequency) / (k1 + frequency);
      scores[local] = score + gain;
    }
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
