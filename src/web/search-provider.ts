import type { Evidence } from "../core/source.ts";

export interface SearchFilters {
  readonly language?: string;
  /** ISO dates, inclusive. */
  readonly since?: string;
  readonly until?: string;
  readonly domains?: readonly string[];
  readonly excludeDomains?: readonly string[];
  readonly sourceIds?: readonly string[];
}

export interface SearchQuery {
  readonly text: string;
  readonly limit: number;
  readonly filters?: SearchFilters;
}

/** One factor of a hit's score, for `why`. */
export interface ScoreFactor {
  readonly name: string;
  readonly value: number;
}

export interface SearchHit extends Evidence {
  /** Comparable only between hits of one outcome. */
  readonly score: number;
  /** The most telling part of the passage, at most about 300 characters. */
  readonly snippet: string;
  /** Near-copies of this passage that were folded into it. */
  readonly duplicates: number;
  readonly why: readonly ScoreFactor[];
}

/** How telling a query term is in the searched collection; what the embedded policy weighs terms with. */
export interface TermWeight {
  /** The analysed form (stemmed, folded). */
  readonly term: string;
  /** Inverse document frequency in nats, ≥ 0; 0 when the term occurs nowhere. */
  readonly idf: number;
}

export type SearchOutcome =
  | { readonly type: "hits"; readonly hits: readonly SearchHit[]; readonly terms: readonly TermWeight[] }
  | {
      readonly type: "failure";
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
    };

/** Something that can be searched: the local index, a web engine, an MCP server. Never throws for what the world does. */
export interface SearchProvider {
  readonly name: string;
  search(query: SearchQuery, signal: AbortSignal): Promise<SearchOutcome>;
}
