import type { PassageRange } from "../passage-index.ts";

/** The postings of a term in one block, as `posting-list.ts` lays them out. */
export interface PostingBytes {
  readonly postings: Uint8Array;
  /** Where groups of postings end. */
  readonly skips: Uint8Array;
}

/** A term in one block of passages. */
export interface TermEntry {
  /** Passages it occurs in, removed ones included. */
  readonly count: number;
  /** Read only when asked for: how rare a term is can be said without. */
  list(): PostingBytes;
  /** Read only when asked for: most queries have no phrase. */
  positions(): Uint8Array;
}

/** Terms per passage, by local number. */
export interface LengthColumns {
  readonly body: Uint16Array;
  readonly title: Uint16Array;
  readonly heading: Uint16Array;
}

export interface LengthTotals {
  readonly body: number;
  readonly title: number;
  readonly heading: number;
}

/** A block of passages with local numbers from 0 to `count - 1`: a stored segment, or the part in memory. */
export interface PostingSource {
  readonly count: number;
  readonly lengths: LengthColumns;
  /** Sums over all passages, removed ones included. */
  readonly totals: LengthTotals;
  readonly numbers: PassageNumbers;
  find(term: string): TermEntry | undefined;
}

/** The passage numbers of a block, rising; most blocks are a range without gaps. */
export class PassageNumbers {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly #numbers: Uint32Array | undefined;

  constructor(numbers: Uint32Array | readonly number[]) {
    this.count = numbers.length;
    this.first = numbers[0] ?? 0;
    this.last = numbers[this.count - 1] ?? -1;
    this.#numbers = this.last - this.first + 1 === this.count ? undefined : Uint32Array.from(numbers);
  }

  at(local: number): number {
    return this.#numbers === undefined ? this.first + local : (this.#numbers[local] ?? -1);
  }

  /** Local number of the first passage that is `number` or follows it; `count` when there is none. */
  lowerBound(number: number): number {
    if (number <= this.first) return 0;
    if (number > this.last) return this.count;
    if (this.#numbers === undefined) return number - this.first;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Local number of a passage; -1 where it is not in this block. */
  localOf(number: number): number {
    const local = this.lowerBound(number);
    return local < this.count && this.at(local) === number ? local : -1;
  }
}

/** Which passages of a block were removed since it was written. */
export class Removals {
  readonly #source: PostingSource;
  #marks: Uint8Array | undefined;
  count = 0;
  readonly totals = { body: 0, title: 0, heading: 0 };

  constructor(source: PostingSource) {
    this.#source = source;
  }

  /** One byte a passage, 1 for a removed one; undefined while none is. */
  get marks(): Uint8Array | undefined {
    return this.#marks;
  }

  remove({ first, count }: PassageRange): void {
    const { numbers, lengths } = this.#source;
    const end = numbers.lowerBound(first + count);
    for (let local = numbers.lowerBound(first); local < end; local++) {
      this.#marks ??= new Uint8Array(this.#source.count);
      if (this.#marks[local] === 1) continue;
      this.#marks[local] = 1;
      this.count++;
      this.totals.body += lengths.body[local] ?? 0;
      this.totals.title += lengths.title[local] ?? 0;
      this.totals.heading += lengths.heading[local] ?? 0;
    }
  }
}
