import { ByteReader, ByteWriter, type WrittenBytes } from "./byte-writer.ts";

/** Where a term occurs in one passage: how often in each field. `local` is the passage's place in its block. */
export interface Posting {
  local: number;
  body: number;
  title: number;
  heading: number;
}

// A posting is one varint, distance to the passage before × 2, plus 1 when the term occurs once and in the body
// (most do). Else a byte follows with three counts, body 4 bits, title 2, heading 2; a count at its limit goes
// on in a varint.
const bodyLimit = 15;
const fieldLimit = 3;

/** Postings that are passed over at once when no passage among them is wanted. */
export const postingsPerSkip = 64;

/** Writes the postings of one term in the order of passages, and its positions beside them. */
export class PostingListWriter {
  readonly #postings = new ByteWriter(16);
  readonly #skips = new ByteWriter(0);
  #skippedLocal = -1;
  #skippedBytes = 0;
  readonly #positions = new ByteWriter(16);
  #last = -1;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get postings(): WrittenBytes {
    return this.#postings;
  }

  /** Per full group of postings: distance of its last passage to that of the group before, and its bytes. */
  get skips(): WrittenBytes {
    return this.#skips;
  }

  /** Per posting: places in body, title, heading, each rising list as its first and then distances. */
  get positions(): WrittenBytes {
    return this.#positions;
  }

  clear(): void {
    this.#postings.clear();
    this.#positions.clear();
    this.#skips.clear();
    this.#skippedLocal = -1;
    this.#skippedBytes = 0;
    this.#last = -1;
    this.#count = 0;
  }

  /** Counts as in `posting`; `local` stands in for its own place. */
  posting(counts: Omit<Posting, "local">, local: number): void {
    const { body, title, heading } = counts;
    if (body === 1 && title === 0 && heading === 0) {
      this.single(local);
      return;
    }
    this.#postings.varint((local - this.#last) * 2);
    this.#counts(counts);
    this.#close(local);
  }

  /** The term occurs once, in the body. */
  single(local: number): void {
    this.#postings.varint((local - this.#last) * 2 + 1);
    this.#close(local);
  }

  position(distance: number): void {
    this.#positions.varint(distance);
  }

  appendPositions(bytes: Uint8Array): void {
    this.#positions.append(bytes);
  }

  #counts({ body, title, heading }: Omit<Posting, "local">): void {
    const counts =
      (Math.min(body, bodyLimit) << 4) | (Math.min(title, fieldLimit) << 2) | Math.min(heading, fieldLimit);
    this.#postings.byte(counts);
    if (body >= bodyLimit) this.#postings.varint(body - bodyLimit);
    if (title >= fieldLimit) this.#postings.varint(title - fieldLimit);
    if (heading >= fieldLimit) this.#postings.varint(heading - fieldLimit);
  }

  #close(local: number): void {
    this.#last = local;
    this.#count++;
    if (this.#count % postingsPerSkip !== 0) return;
    this.#skips.varint(local - this.#skippedLocal);
    this.#skips.varint(this.#postings.length - this.#skippedBytes);
    this.#skippedLocal = local;
    this.#skippedBytes = this.#postings.length;
  }
}

/** Walks a posting list; the same object is filled again at each step. */
export class PostingListReader implements Posting {
  local = -1;
  body = 0;
  title = 0;
  heading = 0;
  readonly #reader: ByteReader;

  constructor(postings: Uint8Array) {
    this.#reader = new ByteReader(postings);
  }

  /** Moves to the next posting; false at the end. */
  next(): boolean {
    const reader = this.#reader;
    if (reader.isAtEnd) return false;
    const head = reader.varint();
    this.local += Math.floor(head / 2);
    if (head % 2 === 1) {
      this.body = 1;
      this.title = 0;
      this.heading = 0;
      return true;
    }
    this.#readCounts();
    return true;
  }

  get occurrences(): number {
    return this.body + this.title + this.heading;
  }

  /** Reads only the counts of a posting, which begin at byte `start`; `end` is where they end. */
  countsAt(start: number): { readonly counts: Posting; readonly end: number } {
    this.#reader.at = start;
    this.#readCounts();
    return { counts: this, end: this.#reader.at };
  }

  #readCounts(): void {
    const reader = this.#reader;
    const counts = reader.byte();
    this.body = counts >> 4;
    this.title = (counts >> 2) & fieldLimit;
    this.heading = counts & fieldLimit;
    if (this.body === bodyLimit) this.body += reader.varint();
    if (this.title === fieldLimit) this.title += reader.varint();
    if (this.heading === fieldLimit) this.heading += reader.varint();
  }
}
