import type { DatabaseSync, StatementSync } from "node:sqlite";
import { nobody, thisProcess } from "./owner.ts";
import { ByteWriter, type WrittenBytes } from "./byte-writer.ts";
import { type PostingListWriter, postingsPerSkip } from "./posting-list.ts";
import type { LengthColumns } from "./posting-source.ts";
import { pageBytes, pageId, type Region, region } from "./schema.ts";

const termsPerBlock = 16;
const termPageBytes = 12_000;

/** The passages of a new segment, in local order. */
export interface SegmentPassages {
  readonly numbers: readonly number[] | Uint32Array;
  readonly lengths: LengthColumns;
}

/**
 * Writes one segment, terms in rising order of their UTF-8 bytes. Until `finish` nobody sees it; `live` false
 * leaves it unseen even then.
 */
export class SegmentWriter {
  readonly id: number;
  readonly #database: DatabaseSync;
  readonly #postings: RegionWriter;
  readonly #positions: RegionWriter;
  readonly #terms: TermPages;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const { lastInsertRowid } = database
      .prepare("INSERT INTO segment(live, owner) VALUES (0, ?)")
      .run(thisProcess());
    this.id = Number(lastInsertRowid);
    const insert = database.prepare("INSERT INTO segment_page(id, data) VALUES (?, ?)");
    this.#postings = new RegionWriter(insert, this.id, region.postings);
    this.#positions = new RegionWriter(insert, this.id, region.positions);
    this.#terms = new TermPages(insert, this.id);
  }

  /** A term, UTF-8, and where it occurs. */
  write(term: Uint8Array, { count, postings, skips, positions }: PostingListWriter): void {
    this.#terms.add(
      {
        term,
        count,
        skips: skips.length,
        postings: skips.length + postings.length,
        positions: positions.length,
      },
      { postings: this.#postings.length, positions: this.#positions.length },
    );
    this.#postings.append(skips);
    this.#postings.append(postings);
    this.#positions.append(positions);
  }

  /** Runs `work`, which writes the segment; abandons it when that throws. */
  during<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** Leaves what was written to be cleared away. */
  abandon(): void {
    this.#database.prepare("UPDATE segment SET owner = ? WHERE id = ?").run(nobody, this.id);
  }

  finish({ numbers, lengths }: SegmentPassages, options: { readonly live: boolean }): void {
    this.#postings.finish();
    this.#positions.finish();
    const outline = this.#terms.finish();
    const columns = [lengths.body, lengths.title, lengths.heading].map(
      (column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    );
    this.#database
      .prepare(
        "UPDATE segment SET live = ?, first = ?, last = ?, count = ?, outline = ?, numbers = ?, lengths = ? WHERE id = ?",
      )
      .run(
        options.live ? 1 : 0,
        numbers[0] ?? 0,
        numbers.at(-1) ?? -1,
        numbers.length,
        outline,
        packNumbers(numbers),
        Buffer.concat(columns),
        this.id,
      );
  }
}

/** Rising numbers as distances; nothing for a range without gaps. */
function packNumbers(numbers: ArrayLike<number>): Uint8Array | null {
  const first = numbers[0] ?? 0;
  if ((numbers[numbers.length - 1] ?? 0) - first + 1 === numbers.length) return null;
  const writer = new ByteWriter(numbers.length);
  let previous = first;
  for (let local = 0; local < numbers.length; local++) {
    const number = numbers[local] ?? previous;
    writer.varint(number - previous);
    previous = number;
  }
  return writer.bytes;
}

/** A stream of bytes, cut into pages of equal size. */
class RegionWriter {
  readonly #insert: StatementSync;
  readonly #segment: number;
  readonly #region: Region;
  readonly #page = new Uint8Array(pageBytes);
  #used = 0;
  #pages = 0;

  constructor(insert: StatementSync, segment: number, writtenRegion: Region) {
    this.#insert = insert;
    this.#segment = segment;
    this.#region = writtenRegion;
  }

  get length(): number {
    return this.#pages * pageBytes + this.#used;
  }

  append(written: WrittenBytes): void {
    let start = 0;
    while (start < written.length) {
      const end = Math.min(written.length, start + pageBytes - this.#used);
      written.copyTo(this.#page, { start, end, at: this.#used });
      this.#used += end - start;
      start = end;
      if (this.#used === pageBytes) this.#flush();
    }
  }

  finish(): void {
    if (this.#used > 0) this.#flush();
  }

  #flush(): void {
    this.#insert.run(pageId(this.#segment, this.#region, this.#pages++), this.#page.subarray(0, this.#used));
    this.#used = 0;
  }
}

interface TermSizes {
  readonly term: Uint8Array;
  readonly count: number;
  /** Bytes: of the skips, of skips and postings together, of the positions. */
  readonly skips: number;
  readonly postings: number;
  readonly positions: number;
}

/**
 * The dictionary: pages of blocks. A block starts with a whole term and where its bytes begin; the terms after
 * it say how much they share with the one before. A page ends with the offsets of its blocks.
 */
class TermPages {
  readonly #insert: StatementSync;
  readonly #segment: number;
  readonly #page = new ByteWriter(termPageBytes + 1024);
  readonly #outline = new ByteWriter(1024);
  #blocks: number[] = [];
  #inBlock = 0;
  #pages = 0;
  /** The term written last. */
  readonly #previous = new ByteWriter(256);

  constructor(insert: StatementSync, segment: number) {
    this.#insert = insert;
    this.#segment = segment;
  }

  add(entry: TermSizes, offset: { readonly postings: number; readonly positions: number }): void {
    if (this.#page.length >= termPageBytes) this.#flush();
    if (this.#page.length === 0) {
      this.#outline.varint(entry.term.length);
      this.#outline.append(entry.term);
    }
    if (this.#inBlock === 0) {
      this.#blocks.push(this.#page.length);
      this.#page.varint(offset.postings);
      this.#page.varint(offset.positions);
    }
    const shared = this.#inBlock === 0 ? 0 : sharedPrefix(this.#previous.bytes, entry.term);
    this.#page.varint(shared);
    this.#page.varint(entry.term.length - shared);
    this.#page.append(entry.term.subarray(shared));
    this.#page.varint(entry.count);
    if (entry.count >= postingsPerSkip) this.#page.varint(entry.skips);
    this.#page.varint(entry.postings);
    this.#page.varint(entry.positions);
    this.#previous.clear();
    this.#previous.append(entry.term);
    this.#inBlock = (this.#inBlock + 1) % termsPerBlock;
  }

  /** The first term of each page, in order. */
  finish(): Uint8Array {
    if (this.#page.length > 0) this.#flush();
    return this.#outline.bytes;
  }

  #flush(): void {
    const trailer = Uint16Array.from([...this.#blocks, this.#blocks.length]);
    this.#page.append(new Uint8Array(trailer.buffer));
    this.#insert.run(pageId(this.#segment, region.terms, this.#pages++), this.#page.bytes);
    this.#page.clear();
    this.#blocks = [];
    this.#inBlock = 0;
  }
}

function sharedPrefix(one: Uint8Array, other: Uint8Array): number {
  const limit = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < limit && one[shared] === other[shared]) shared++;
  return shared;
}
