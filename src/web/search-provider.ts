import type { AuthorityReason, AuthorityTier } from "../core/authority.ts";
import type { Evidence } from "../core/source.ts";

export interface SearchFilters {
  readonly language?: string;
  /** ISO dates, inclusive. */
  readonly since?: string;
  readonly until?: string;
  readonly domains?: readonly string[];
  readonly excludeDomains?: readonly string[];
  readonly sourceIds?: readonly string[];
  /** By what is known of the publisher: `high` alone searches authorities, the others what is not one. */
  readonly tiers?: readonly AuthorityTier[];
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
  /** In words, where the factor comes from something that is known of the source. */
  readonly reason?: AuthorityReason;
}

export interface SearchHit extends Evidence {
  /** Comparable only between hits of one outcome. */
  readonly score: number;
  /** The most telling part of the passage, at most about 300 characters. */
  readonly snippet: string;
  /** Near-copies of this passage that were folded into it. */
  readonly duplicates: number;
  readonly why: readonly ScoreFactor[];
  /** Search engines of the web that found its page; absent where none was asked. */
  readonly engines?: readonly string[];
}

/** A page that a search engine of the web found and nobody has read: it can be opened, and never be cited. */
export interface SearchLead {
  readonly url: string;
  readonly title: string;
  /** The engine's excerpt. */
  readonly snippet: string;
  readonly published?: string;
  /** The one that ranked it best first. */
  readonly engines: readonly string[];
  /** Why it was not read, in words. */
  readonly why: string;
  /** Whether reading it was tried. */
  readonly wasTried: boolean;
}

/** What became of one search engine of the web that was chosen for a query. */
export interface AskedEngine {
  readonly engine: string;
  readonly state: "answered" | "failed" | "skipped";
  /** Results; where it answered. */
  readonly found?: number;
  /** Filters that it could not be asked for, where there are any. */
  readonly unmapped?: readonly string[];
  /** Why it did not answer. */
  readonly why?: string;
}

/** What a search of the web tells beside its hits. */
export interface WebFindings {
  readonly leads?: readonly SearchLead[];
  readonly engines?: readonly AskedEngine[];
}

/** How telling a query term is in the searched collection; what the embedded policy weighs terms with. */
export interface TermWeight {
  /** The analysed form (stemmed, folded). */
  readonly term: string;
  /** Inverse document frequency in nats, ≥ 0; 0 when the term occurs nowhere. */
  readonly idf: number;
}

export type SearchOutcome =
  | (WebFindings & {
      readonly type: "hits";
      readonly hits: readonly SearchHit[];
      readonly terms: readonly TermWeight[];
    })
  | (WebFindings & {
      readonly type: "failure";
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
    });

/** Something that can be searched: the local index, a web engine, an MCP server. Never throws for what the world does. */
export interface SearchProvider {
  readonly name: string;
  search(query: SearchQuery, signal: AbortSignal): Promise<SearchOutcome>;
}
