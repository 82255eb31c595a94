import type { DatabaseSync } from "node:sqlite";
import { PostingListWriter } from "./posting-list.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { sortTerms } from "./sort-terms.ts";
import { sortByTerm, writePostings } from "./sorted-tokens.ts";
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
    writePostings(list, sorted, { term, firstLocal: 0 });
    writer.write(bytesOf(term), list);
  }
}
