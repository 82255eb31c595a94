import { isJsonObject } from "../core/json.ts";
import type { OpenOutcome, PageProvider } from "./page-provider.ts";
import type { WebSearch, WebSearchOutcome } from "./search/web-search.ts";
import type { SearchOutcome, SearchProvider } from "./search-provider.ts";
import { SharedAnswers, type SharedCounts } from "./shared-answers.ts";

export interface RolloutCacheOptions {
  /** Queries kept, and as many pages, the oldest leaving first; 20,000 unless given. */
  readonly most?: number;
}

/**
 * What a group of runs asks for, asked once: identical queries and pages of the group's runs, also at the same time,
 * reach a provider a single time. Failures that can pass are asked for again. Lives in memory as long as the group.
 */
export interface RolloutCache {
  /** For a provider whose answers depend on the query alone, such as a library; never for one of a single run. */
  search(provider: SearchProvider): SearchProvider;
  pages(provider: PageProvider): PageProvider;
  /** For the engines below a run's own `webSearchProvider`. */
  engines(search: WebSearch): WebSearch;
  counts(): { readonly queries: SharedCounts; readonly pages: SharedCounts; readonly engines: SharedCounts };
}

/** An empty cache. */
export function createRolloutCache({ most = 20_000 }: RolloutCacheOptions = {}): RolloutCache {
  const queries = new SharedAnswers<SearchOutcome>({ isKept, most });
  const pages = new SharedAnswers<OpenOutcome>({ isKept, most });
  const engines = new SharedAnswers<WebSearchOutcome>({ isKept: isAnswered, most });
  return {
    search: (provider) => ({
      name: provider.name,
      search: (query, signal) =>
        queries.answer(keyOf(provider.name, query), (inner) => provider.search(query, inner), signal),
    }),
    pages: (provider) => ({
      name: provider.name,
      canOpen: (ref) => provider.canOpen(ref),
      open: (ref, signal) =>
        pages.answer(keyOf(provider.name, ref), (inner) => provider.open(ref, inner), signal),
    }),
    engines: (search) => ({
      engines: search.engines,
      addressOf: (engine) => search.addressOf(engine),
      health: () => search.health(),
      search: (query, signal) =>
        engines.answer(keyOf("", query), (inner) => search.search(query, inner), signal),
    }),
    counts: () => ({ queries: queries.counts, pages: pages.counts, engines: engines.counts }),
  };
}

function isKept(outcome: SearchOutcome | OpenOutcome): boolean {
  return outcome.type !== "failure" || !outcome.retryable;
}

/** What one engine failed to say, it may say to the next run. */
function isAnswered({ answers }: WebSearchOutcome): boolean {
  return (
    answers.some(({ state }) => state === "answered") && answers.every(({ state }) => state !== "skipped")
  );
}

/** The same for the same request, in whatever order its filters were written. */
function keyOf(provider: string, request: unknown): string {
  return JSON.stringify([provider, request], (_name, value: unknown) =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
