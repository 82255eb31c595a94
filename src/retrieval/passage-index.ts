/** The parts of a passage that are scored on their own. */
export const passageFields = ["title", "heading", "body"] as const;
export type PassageField = (typeof passageFields)[number];

/** The terms of a field in order, in columns of which the first `length` entries count. */
export interface FieldTerms {
  readonly length: number;
  /** Places in `dictionary`. */
  readonly numbers: Uint32Array;
  /** As in `Token`. */
  readonly positions: Uint32Array;
  /** Terms, each once; may grow, but what is in it stays where it is. */
  readonly dictionary: readonly string[];
}

/** A passage, analysed. `number` identifies it in the index and is never used twice. */
export interface IndexablePassage {
  readonly number: number;
  readonly fields: Readonly<Record<PassageField, FieldTerms>>;
}

/** A weighted term of a query; weight 1 for a term the user wrote once. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/** Terms that must occur in one field at the given distances from the first; at least one. */
export type QueryPhrase = readonly { readonly term: string; readonly offset: number }[];

/** Says which passages may be returned; asked inside the scoring loop, so it has to be quick. */
export interface PassageFilter {
  admits(number: number): boolean;
}

export interface IndexQuery {
  /** Any of these makes a passage a hit. */
  readonly terms: readonly QueryTerm[];
  /** All of these must occur; scored by their terms only. */
  readonly phrases?: readonly QueryPhrase[];
  readonly limit: number;
  readonly filter?: PassageFilter;
}

export interface IndexHit {
  readonly number: number;
  /** BM25F, see `bm25f.ts`. */
  readonly score: number;
  /** Terms of the passage, all fields together. */
  readonly length: number;
}

/** A run of passage numbers `first`, `first + 1`, … of one source. */
export interface PassageRange {
  readonly first: number;
  readonly count: number;
}

/** Changes to the index, made in the open transaction of the caller and undone with it. */
export interface IndexWriter {
  /** Numbers must rise from call to call, and over all writers; nothing of `passage` is kept. */
  add(passage: IndexablePassage): void;
  /** Takes back passages that are in the index, or were added by this writer. */
  remove(range: PassageRange): void;
  /** Has to be called before the commit. */
  finish(): void;
}

/** The index at one point in time. */
export interface IndexView {
  /** Number of passages. */
  readonly size: number;
  /** Best first; equal scores by passage number. A pure function of the passages that are in the index. */
  search(query: IndexQuery): readonly IndexHit[];
  /** The scores that given passages get for weighted terms, in the order given; 0 for unknown ones. */
  score(terms: readonly QueryTerm[], numbers: readonly number[]): readonly number[];
  /** What each term of a passage contributes when the passage is asked for by that term alone. */
  contributions(fields: IndexablePassage["fields"]): ReadonlyMap<string, number>;
  /** Inverse document frequency in nats, 0 where the term occurs nowhere. */
  idf(term: string): number;
}

/** Finds passages by their terms; lives in the same database as the sources. */
export interface PassageIndex {
  writer(): IndexWriter;
  /** Runs `work` on what is committed now, by this or any other process; nothing changes meanwhile. */
  read<T>(work: (view: IndexView) => T): T;
  /** Stops background work; the database is the caller's to close. */
  close(): void;
}
