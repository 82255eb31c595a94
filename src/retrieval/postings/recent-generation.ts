import { PostingListWriter } from "./posting-list.ts";
import {
  type LengthColumns,
  type LengthTotals,
  PassageNumbers,
  type PostingSource,
  type TermEntry,
} from "./posting-source.ts";
import { unpackPassages } from "./recent-codec.ts";
import { sortByTerm, writePostings } from "./sorted-tokens.ts";
import { TokenColumns } from "./token-columns.ts";

const fieldOrder = ["body", "title", "heading"] as const;

/**
 * The passages of recent additions, indexed in memory until they become a segment. Grows by whole rows;
 * rebuilt from the database by every process that opens it.
 */
export class RecentGeneration implements PostingSource {
  readonly id: number;
  readonly #lists = new Map<string, PostingListWriter>();
  readonly #numbers: number[] = [];
  readonly #columns = { body: new Uint16Array(64), title: new Uint16Array(64), heading: new Uint16Array(64) };
  readonly #totals = { body: 0, title: 0, heading: 0 };
  #passageNumbers: PassageNumbers | undefined;
  /** First passage number of the last row taken in. */
  lastRow = -1;

  constructor(id: number) {
    this.id = id;
  }

  get count(): number {
    return this.#numbers.length;
  }

  get numbers(): PassageNumbers {
    this.#passageNumbers ??= new PassageNumbers(this.#numbers);
    return this.#passageNumbers;
  }

  get lengths(): LengthColumns {
    return this.#columns;
  }

  get totals(): LengthTotals {
    return this.#totals;
  }

  addRow(first: number, data: Uint8Array): void {
    const columns = new TokenColumns();
    for (const passage of unpackPassages(data)) columns.add(passage);
    const firstLocal = this.#numbers.length;
    for (const [index, number] of columns.passages.entries()) {
      this.#numbers.push(number);
      for (const field of fieldOrder)
        this.#setLength(field, firstLocal + index, columns.lengths[field][index] ?? 0);
    }
    const sorted = sortByTerm(columns);
    for (const [term, name] of columns.terms.entries())
      writePostings(this.#listOf(name), sorted, { term, firstLocal });
    this.lastRow = first;
    this.#passageNumbers = undefined;
  }

  find(term: string): TermEntry | undefined {
    const list = this.#lists.get(term);
    return (
      list && {
        count: list.count,
        list: () => ({ postings: list.postings.bytes, skips: list.skips.bytes }),
        positions: () => list.positions.bytes,
      }
    );
  }

  #listOf(term: string): PostingListWriter {
    const known = this.#lists.get(term);
    if (known !== undefined) return known;
    const list = new PostingListWriter();
    this.#lists.set(term, list);
    return list;
  }

  #setLength(field: (typeof fieldOrder)[number], local: number, length: number): void {
    const column = this.#columns[field];
    if (local >= column.length) {
      this.#columns[field] = new Uint16Array(column.length * 2);
      this.#columns[field].set(column);
    }
    this.#columns[field][local] = length;
    this.#totals[field] += length;
  }
}
