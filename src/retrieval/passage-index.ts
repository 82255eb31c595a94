import type { Token } from "./analysis/token.ts";

/** The parts of a passage that are scored on their own. */
export const passageFields = ["title", "heading", "body"] as const;
export type PassageField = (typeof passageFields)[number];

/** A passage, analysed. `number` identifies it in the index and is never used twice. */
export interface IndexablePassage {
  readonly number: number;
  readonly fields: Readonly<Record<PassageField, readonly Token[]>>;
}

/** A weighted term of a query; weight 1 for a term the user wrote once. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/** Terms that must occur in one field at the given distances from each other. */
export interface QueryPhrase {
  readonly terms: readonly { readonly term: string; readonly offset: number }[];
}

/** Says which passages may be returned; asked only inside the scoring loop. */
export interface PassageFilter {
  admits(number: number): boolean;
}

export interface IndexQuery {
  /** Any of these makes a passage a hit. */
  readonly terms: readonly QueryTerm[];
  /** All of these must occur. */
  readonly phrases: readonly QueryPhrase[];
  readonly limit: number;
  readonly filter?: PassageFilter;
}

export interface IndexHit {
  readonly number: number;
  readonly score: number;
}

/** A run of passage numbers `first`, `first + 1`, … of one source. */
export interface PassageRange {
  readonly first: number;
  readonly count: number;
}

/**
 * Finds passages by their terms. Lives in the same database as the sources: `add` and `remove` happen in
 * the transaction of the caller and are undone with it. Hits come best first; equal scores by passage
 * number.
 */
export interface PassageIndex {
  add(passages: readonly IndexablePassage[]): void;
  remove(ranges: readonly PassageRange[]): void;
  search(query: IndexQuery): readonly IndexHit[];
  /** Inverse document frequency in nats, 0 where the term occurs nowhere. */
  idf(term: string): number;
  /** Sees what other connections committed; called before each use. */
  refresh(): void;
  close(): void;
}
