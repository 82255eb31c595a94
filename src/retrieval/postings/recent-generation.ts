import { termsOf } from "../field-terms.ts";
import { PostingListWriter } from "./posting-list.ts";
import {
  type LengthColumns,
  type LengthTotals,
  PassageNumbers,
  type PostingSource,
  type TermEntry,
} from "./posting-source.ts";
import { unpackPassages } from "./recent-codec.ts";

const longest = 0xffff;
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
    for (const { number, fields } of unpackPassages(data)) {
      const local = this.#numbers.length;
      this.#numbers.push(number);
      const occurrences = new Map<string, number[][]>();
      for (const [field, name] of fieldOrder.entries()) {
        this.#setLength(name, local, fields[name].length);
        const { positions } = fields[name];
        for (const [at, term] of termsOf(fields[name]).entries()) {
          let places = occurrences.get(term);
          if (places === undefined) occurrences.set(term, (places = [[], [], []]));
          places[field]?.push(positions[at] ?? 0);
        }
      }
      for (const [term, places] of occurrences) this.#listOf(term, local, places);
    }
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

  #listOf(term: string, local: number, places: readonly (readonly number[])[]): void {
    let list = this.#lists.get(term);
    if (list === undefined) {
      list = new PostingListWriter();
      this.#lists.set(term, list);
    }
    const [body = [], title = [], heading = []] = places;
    list.posting({ body: body.length, title: title.length, heading: heading.length }, local);
    for (const field of [body, title, heading]) {
      let previous = 0;
      for (const position of field) {
        list.position(position - previous);
        previous = position;
      }
    }
  }

  #setLength(field: (typeof fieldOrder)[number], local: number, length: number): void {
    const column = this.#columns[field];
    const kept = Math.min(length, longest);
    if (local >= column.length) {
      this.#columns[field] = new Uint16Array(column.length * 2);
      this.#columns[field].set(column);
    }
    this.#columns[field][local] = kept;
    this.#totals[field] += kept;
  }
}
