import type { DatabaseSync } from "node:sqlite";
import { PostingListWriter } from "./posting-list.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { sortTerms } from "./sort-terms.ts";
import type { TokenColumns } from "./token-columns.ts";

/** Writes passages as a segment in the open transaction; `live` makes it visible with the commit. */
export function writeSegment(
  database: DatabaseSync,
  columns: TokenColumns,
  options: { readonly live: boolean },
): SegmentWriter {
  const writer = new SegmentWriter(database);
  const { body, title, heading } = columns.lengths;
  const lengths = {
    body: Uint16Array.from(body),
    title: Uint16Array.from(title),
    heading: Uint16Array.from(heading),
  };
  writer.during(() => {
    writeTerms(writer, columns);
    writer.finish({ numbers: columns.passages, lengths }, options);
  });
  return writer;
}

function writeTerms(writer: SegmentWriter, columns: TokenColumns): void {
  const sorted = sortByTerm(columns);
  const list = new PostingListWriter();
  const { order, bytesOf } = sortTerms(columns.terms);
  for (const term of order) {
    list.clear();
    writeList(list, sorted, sorted.ends[term - 1] ?? 0, sorted.ends[term] ?? 0);
    writer.write(bytesOf(term), list);
  }
}

interface SortedTokens {
  /** Columns as in `TokenColumns`, a term's tokens in the order of arrival. */
  readonly place: Uint32Array;
  readonly position: Uint32Array;
  /** By term: where its tokens end, and those of the next one begin. */
  readonly ends: Uint32Array;
}

function sortByTerm({ terms, term, place, position, length }: TokenColumns): SortedTokens {
  const ends = new Uint32Array(terms.length);
  for (let token = 0; token < length; token++) {
    const number = term[token] ?? 0;
    ends[number] = (ends[number] ?? 0) + 1;
  }
  let total = 0;
  for (let number = 0; number < ends.length; number++) {
    const count = ends[number] ?? 0;
    ends[number] = total;
    total += count;
  }
  const sorted = { place: new Uint32Array(length), position: new Uint32Array(length), ends };
  for (let token = 0; token < length; token++) {
    const number = term[token] ?? 0;
    const at = ends[number] ?? 0;
    sorted.place[at] = place[token] ?? 0;
    sorted.position[at] = position[token] ?? 0;
    ends[number] = at + 1;
  }
  return sorted;
}

function writeList(
  list: PostingListWriter,
  { place, position }: SortedTokens,
  start: number,
  end: number,
): void {
  for (let at = start; at < end; ) {
    const here = place[at] ?? 0;
    const local = here >>> 2;
    const isAlone = at + 1 === end || (place[at + 1] ?? 0) >>> 2 !== local;
    if (isAlone && here % 4 === 0) {
      list.position(position[at] ?? 0);
      list.single(local);
      at++;
      continue;
    }
    const counts = { body: 0, title: 0, heading: 0 };
    let previous = 0;
    let field = -1;
    for (; at < end && (place[at] ?? 0) >>> 2 === local; at++) {
      if ((place[at] ?? 0) !== field) previous = 0;
      field = place[at] ?? 0;
      if (field % 4 === 0) counts.body++;
      else if (field % 4 === 1) counts.title++;
      else counts.heading++;
      list.position((position[at] ?? 0) - previous);
      previous = position[at] ?? 0;
    }
    list.posting(counts, local);
  }
}
