import { expect, test } from "vitest";
import { present } from "../core/present.ts";
import { untilDone } from "./loopback-site.fixture.ts";
import { scopedSearch, type SearchScope } from "./scoped-search.ts";
import type { SearchFilters, SearchProvider } from "./search-provider.ts";

async function asked(
  filters: SearchFilters | undefined,
  scope: SearchScope,
): Promise<SearchFilters | undefined> {
  let seen: SearchFilters | undefined;
  const provider: SearchProvider = {
    name: "one",
    search: async (query) => {
      seen = query.filters;
      return { type: "hits", hits: [], terms: [] };
    },
  };
  const scoped = scopedSearch(provider, scope);
  await scoped.search({ text: "snow", limit: 5, ...present({ filters }) }, untilDone);
  return seen;
}

test.each<[SearchFilters | undefined, SearchScope, SearchFilters | undefined]>([
  [{ language: "zh" }, {}, { language: "zh" }],
  [undefined, { since: "2024" }, { since: "2024" }],
  [
    { language: "zh", sourceIds: ["a"] },
    { domains: ["who.int"] },
    { language: "zh", sourceIds: ["a"], domains: ["who.int"] },
  ],
  [{ since: "2023-05" }, { since: "2024" }, { since: "2024" }],
  [{ since: "2024-05" }, { since: "2024" }, { since: "2024-05" }],
  [{ until: "2025" }, { until: "2024-06" }, { until: "2024-06" }],
  [{ until: "2024-03" }, { until: "2024" }, { until: "2024-03" }],
  [{ until: "2024" }, { until: "2024-06-30" }, { until: "2024-06-30" }],
  [{ domains: ["news.who.int", "cdc.gov"] }, { domains: ["who.int"] }, { domains: ["news.who.int"] }],
  [{ domains: ["cdc.gov", "notwho.int"] }, { domains: ["who.int"] }, { domains: ["who.int"] }],
  [
    { excludeDomains: ["a.example"] },
    { excludeDomains: ["b.example"] },
    { excludeDomains: ["b.example", "a.example"] },
  ],
])("a query for %j in the scope %j asks for %j", async (filters, scope, expected) => {
  expect(await asked(filters, scope)).toEqual(expected);
});
