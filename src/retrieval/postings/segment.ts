import type { DatabaseSync } from "node:sqlite";
import { ByteReader } from "./byte-writer.ts";
import type { PageCache } from "./page-cache.ts";
import {
  type LengthColumns,
  type LengthTotals,
  PassageNumbers,
  type PostingSource,
  type TermEntry,
} from "./posting-source.ts";
import { compareBytes, TermPageReader } from "./term-page-reader.ts";
import { pageBytes, pageId, type Region, region } from "./schema.ts";

const encoder = new TextEncoder();
let lastTerm = "";
let lastBytes = new Uint8Array(0);

/** A search asks every segment for the same term in turn. */
function utf8(term: string): Uint8Array {
  if (term !== lastTerm) {
    lastBytes = encoder.encode(term);
    lastTerm = term;
  }
  return lastBytes;
}

/** A dictionary entry with its term, for merging. */
export interface NamedTermEntry extends TermEntry {
  /** UTF-8. */
  readonly term: Uint8Array;
}

/** A stored block of passages; immutable. */
export class Segment implements PostingSource {
  readonly id: number;
  readonly count: number;
  readonly numbers: PassageNumbers;
  readonly lengths: LengthColumns;
  readonly totals: LengthTotals;
  readonly #pages: PageCache;
  readonly #reader = new TermPageReader();
  /** First term of each page of the dictionary. */
  readonly #outline: readonly Uint8Array[];

  constructor(database: DatabaseSync, id: number, pages: PageCache) {
    const row = database
      .prepare("SELECT first, count, outline, numbers, lengths FROM segment WHERE id = ?")
      .get(id);
    const lengths = bytesOf(row?.["lengths"]);
    this.id = id;
    this.count = Number(row?.["count"] ?? 0);
    this.numbers = new PassageNumbers(
      unpackNumbers(Number(row?.["first"] ?? 0), this.count, row?.["numbers"]),
    );
    this.lengths = unpackLengths(lengths, this.count);
    this.totals = {
      body: sum(this.lengths.body),
      title: sum(this.lengths.title),
      heading: sum(this.lengths.heading),
    };
    this.#pages = pages;
    this.#outline = unpackOutline(bytesOf(row?.["outline"]));
  }

  find(term: string): TermEntry | undefined {
    const wanted = utf8(term);
    const page = this.#pageOf(wanted);
    if (page < 0) return undefined;
    const reader = this.#reader.open(this.#pages.get(pageId(this.id, region.terms, page)));
    return reader.find(wanted) ? this.#entry(reader) : undefined;
  }

  /** All terms in rising order of their bytes; an entry is valid until the next one is taken. */
  *entries(): Generator<NamedTermEntry> {
    for (let page = 0; page < this.#outline.length; page++) {
      const reader = new TermPageReader().open(this.#pages.get(pageId(this.id, region.terms, page)));
      for (let block = 0; block < reader.blocks; block++) {
        reader.startBlock(block);
        while (reader.next()) yield { term: reader.term, ...this.#entry(reader) };
      }
    }
  }

  #entry(reader: TermPageReader): TermEntry {
    const { count, skipsLength, postingsStart, postingsLength, positionsStart, positionsLength } = reader;
    return {
      count,
      list: () => {
        const list = this.#bytes(region.postings, postingsStart, postingsLength);
        return { skips: list.subarray(0, skipsLength), postings: list.subarray(skipsLength) };
      },
      positions: () => this.#bytes(region.positions, positionsStart, positionsLength),
    };
  }

  #bytes(of: Region, start: number, length: number): Uint8Array {
    let page = Math.floor(start / pageBytes);
    const offset = start - page * pageBytes;
    const first = this.#pages.get(pageId(this.id, of, page));
    if (offset + length <= first.length) return first.subarray(offset, offset + length);
    const bytes = new Uint8Array(length);
    bytes.set(first.subarray(offset));
    for (let at = first.length - offset; at < length; ) {
      const next = this.#pages.get(pageId(this.id, of, ++page)).subarray(0, length - at);
      bytes.set(next, at);
      at += next.length;
    }
    return bytes;
  }

  /** The only page that can hold a term; -1 where none can. */
  #pageOf(term: Uint8Array): number {
    let low = -1;
    let high = this.#outline.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const first = this.#outline[middle];
      if (first !== undefined && compareBytes(first, term) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function unpackOutline(bytes: Uint8Array): readonly Uint8Array[] {
  const reader = new ByteReader(bytes);
  const terms: Uint8Array[] = [];
  while (!reader.isAtEnd) terms.push(reader.take(reader.varint()));
  return terms;
}

function unpackNumbers(first: number, count: number, packed: unknown): Uint32Array {
  const numbers = new Uint32Array(count);
  const reader = packed instanceof Uint8Array ? new ByteReader(packed) : undefined;
  let number = first;
  for (let local = 0; local < count; local++) {
    number = reader === undefined ? first + local : number + reader.varint();
    numbers[local] = number;
  }
  return numbers;
}

function unpackLengths(bytes: Uint8Array, count: number): LengthColumns {
  // Copied, because a column of two-byte numbers has to start at an even address.
  const all = new Uint16Array(bytes.slice().buffer);
  return {
    body: all.subarray(0, count),
    title: all.subarray(count, 2 * count),
    heading: all.subarray(2 * count, 3 * count),
  };
}

function sum(column: Uint16Array): number {
  let total = 0;
  for (const length of column) total += length;
  return total;
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(0);
}
