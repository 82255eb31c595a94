import type { DatabaseSync } from "node:sqlite";
import type { IndexablePassage } from "../passage-index.ts";
import { PostingListWriter } from "./posting-list.ts";
import { SegmentWriter } from "./segment-writer.ts";

const initialTokens = 65_536;
const longest = 0xffff;
const encoder = new TextEncoder();
const fieldOrder = ["body", "title", "heading"] as const;
const surrogates = /[\ud800-\udfff]/;

/** Collects passages in memory and turns them into one segment. */
export class SegmentBuilder {
  readonly #terms = new Map<string, number>();
  #tokenTerm = new Uint32Array(initialTokens);
  /** Local passage × 4 + field. */
  #tokenPlace = new Uint32Array(initialTokens);
  #tokenPosition = new Uint32Array(initialTokens);
  #tokens = 0;
  readonly #numbers: number[] = [];
  readonly #lengths = { body: [] as number[], title: [] as number[], heading: [] as number[] };

  get count(): number {
    return this.#numbers.length;
  }

  get tokens(): number {
    return this.#tokens;
  }

  add({ number, fields }: IndexablePassage): void {
    const local = this.#numbers.length;
    this.#numbers.push(number);
    for (const [field, name] of fieldOrder.entries()) {
      const tokens = fields[name];
      this.#lengths[name].push(Math.min(tokens.length, longest));
      if (this.#tokens + tokens.length > this.#tokenTerm.length) this.#grow(tokens.length);
      for (const { term, position } of tokens) {
        let id = this.#terms.get(term);
        if (id === undefined) {
          id = this.#terms.size;
          this.#terms.set(term, id);
        }
        this.#tokenTerm[this.#tokens] = id;
        this.#tokenPlace[this.#tokens] = local * 4 + field;
        this.#tokenPosition[this.#tokens++] = position;
      }
    }
  }

  /** Writes the segment in the open transaction; `live` makes it visible with the commit. */
  write(database: DatabaseSync, options: { readonly live: boolean }): SegmentWriter {
    const writer = new SegmentWriter(database);
    const { order, starts } = this.#sortByTerm();
    const list = new PostingListWriter();
    for (const term of sortedByBytes([...this.#terms.keys()])) {
      const id = this.#terms.get(term) ?? 0;
      list.clear();
      this.#writeList(list, order.subarray(starts[id], starts[id + 1]));
      writer.write({
        term: encoder.encode(term),
        count: list.count,
        postings: list.postings,
        skips: list.skips,
        positions: list.positions,
      });
    }
    const lengths = {
      body: Uint16Array.from(this.#lengths.body),
      title: Uint16Array.from(this.#lengths.title),
      heading: Uint16Array.from(this.#lengths.heading),
    };
    writer.finish({ numbers: this.#numbers, lengths }, options);
    return writer;
  }

  #writeList(list: PostingListWriter, tokens: Uint32Array): void {
    let at = 0;
    while (at < tokens.length) {
      const local = (this.#tokenPlace[tokens[at] ?? 0] ?? 0) >>> 2;
      const counts = [0, 0, 0];
      let end = at;
      let field = -1;
      let previous = 0;
      for (; end < tokens.length; end++) {
        const token = tokens[end] ?? 0;
        const place = this.#tokenPlace[token] ?? 0;
        if (place >>> 2 !== local) break;
        if ((place & 3) !== field) previous = 0;
        field = place & 3;
        counts[field] = (counts[field] ?? 0) + 1;
        const position = this.#tokenPosition[token] ?? 0;
        list.position(position - previous);
        previous = position;
      }
      list.posting({ body: counts[0] ?? 0, title: counts[1] ?? 0, heading: counts[2] ?? 0 }, local);
      at = end;
    }
  }

  /** Tokens in the order of their term ids, the order of arrival kept within a term. */
  #sortByTerm(): { readonly order: Uint32Array; readonly starts: Uint32Array } {
    const starts = new Uint32Array(this.#terms.size + 1);
    for (let token = 0; token < this.#tokens; token++) {
      const next = (this.#tokenTerm[token] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let id = 1; id < starts.length; id++) starts[id] = (starts[id] ?? 0) + (starts[id - 1] ?? 0);
    const next = starts.slice();
    const order = new Uint32Array(this.#tokens);
    for (let token = 0; token < this.#tokens; token++) {
      const id = this.#tokenTerm[token] ?? 0;
      const place = next[id] ?? 0;
      order[place] = token;
      next[id] = place + 1;
    }
    return { order, starts };
  }

  #grow(extra: number): void {
    const capacity = Math.max(this.#tokenTerm.length * 2, this.#tokens + extra);
    this.#tokenTerm = enlarged(this.#tokenTerm, capacity);
    this.#tokenPlace = enlarged(this.#tokenPlace, capacity);
    this.#tokenPosition = enlarged(this.#tokenPosition, capacity);
  }
}

function enlarged(column: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(column);
  return larger;
}

/** JavaScript compares UTF-16 units, the dictionary bytes of UTF-8; they differ only beyond the basic plane. */
function sortedByBytes(terms: string[]): string[] {
  if (!terms.some((term) => surrogates.test(term))) return terms.sort();
  return terms.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}
