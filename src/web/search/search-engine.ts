import type { SearchFilters } from "../search-provider.ts";

/** What people search for; an engine says which of these it is good at. */
export const searchIntents = [
  "general",
  "encyclopaedia",
  "academic",
  "news",
  "finance",
  "law",
  "code",
  "statistics",
] as const;
export type SearchIntent = (typeof searchIntents)[number];

/** Filters that can be set on the web; the others belong to the local library. */
export type WebFilter = "language" | "since" | "until" | "domains" | "excludeDomains";

export interface EngineQuery {
  readonly text: string;
  /** Results wanted, ≥ 1; an engine may give fewer. */
  readonly limit: number;
  readonly filters?: Pick<SearchFilters, WebFilter>;
}

/** One result as an engine tells it; nothing in it has been read at its source. */
export interface WebResult {
  /** Absolute, http or https. */
  readonly url: string;
  readonly title: string;
  /** The engine's excerpt as plain text; empty where it gives none. */
  readonly snippet: string;
  /** ISO 8601 date or instant. */
  readonly published?: string;
  readonly authors?: readonly string[];
  /** BCP 47. */
  readonly language?: string;
  /** The record itself as Markdown (an abstract, a table of figures, an answer), where the engine is its publisher. */
  readonly text?: string;
}

export type EngineFailureCode =
  | "UNREACHABLE"
  | "TIMEOUT"
  | "RATE_LIMITED"
  | "QUOTA"
  | "KEY_REFUSED"
  | "REFUSED"
  | "BAD_ANSWER";

export interface EngineFailure {
  readonly type: "failure";
  readonly code: EngineFailureCode;
  /** In words for the user; holds no key. */
  readonly message: string;
  readonly retryable: boolean;
  /** From Retry-After or what the engine has instead. */
  readonly retryAfterMs?: number;
  /** No server was reached at all: the name has no address, or nothing takes the connection. */
  readonly hasNoConnection?: true;
}

export interface EngineResults {
  readonly type: "results";
  /** Best first. */
  readonly results: readonly WebResult[];
  /** Filters of the query that the engine could not be asked for; its results may break them. */
  readonly unmapped: readonly WebFilter[];
}

export type EngineOutcome = EngineResults | EngineFailure;

/** A search engine of the web behind its own API. Never throws for what the world does; only an abort rejects. */
export interface SearchEngine {
  /** Lower case, as users write it in `--search`. */
  readonly name: string;
  readonly intents: readonly SearchIntent[];
  /** BCP 47 primary tags it is good for; absent: all. */
  readonly languages?: readonly string[];
  search(query: EngineQuery, signal: AbortSignal): Promise<EngineOutcome>;
  /** Ends what it has started; absent where it starts nothing. */
  close?(): Promise<void>;
}
