import type { PostingListWriter } from "./posting-list.ts";
import type { TokenColumns } from "./token-columns.ts";

/** The tokens of some passages, those of one term together. */
export interface SortedTokens {
  /** Columns as in `TokenColumns`, a term's tokens in the order of arrival. */
  readonly place: Uint32Array;
  readonly position: Uint32Array;
  /** By term: where its tokens end, and those of the next one begin. */
  readonly ends: Uint32Array;
}

/** Sorts in linear time. */
export function sortByTerm({ terms, term, place, position, length }: TokenColumns): SortedTokens {
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

/** Appends the postings of a term, passages counted from `firstLocal` on. */
export function writePostings(
  list: PostingListWriter,
  { place, position, ends }: SortedTokens,
  { term, firstLocal }: { readonly term: number; readonly firstLocal: number },
): void {
  const end = ends[term] ?? 0;
  for (let at = ends[term - 1] ?? 0; at < end; ) {
    const here = place[at] ?? 0;
    const local = here >>> 2;
    const isAlone = at + 1 === end || (place[at + 1] ?? 0) >>> 2 !== local;
    if (isAlone && here % 4 === 0) {
      list.position(position[at] ?? 0);
      list.single(firstLocal + local);
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
    list.posting(counts, firstLocal + local);
  }
}
