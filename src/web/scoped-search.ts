import { present } from "../core/present.ts";
import type { SearchFilters, SearchProvider, SearchQuery } from "./search-provider.ts";

/** What a person keeps all searches of a run to. Domains count with what is below them; dates as in `SearchFilters`. */
export type SearchScope = Pick<SearchFilters, "since" | "until" | "domains" | "excludeDomains">;

/** The provider, asked for nothing outside the scope: what a query filters by itself can only narrow it further. */
export function scopedSearch(provider: SearchProvider, scope: SearchScope): SearchProvider {
  if (Object.keys(scope).length === 0) return provider;
  return {
    name: provider.name,
    search: (query, signal) => provider.search(withinScope(query, scope), signal),
  };
}

function withinScope(query: SearchQuery, scope: SearchScope): SearchQuery {
  const { since, until, domains, excludeDomains, ...others } = query.filters ?? {};
  const dates = { since: later(since, scope.since), until: earlier(until, scope.until) };
  const sites = narrower(domains, scope.domains);
  const without = [...new Set([...(scope.excludeDomains ?? []), ...(excludeDomains ?? [])])];
  const filters = {
    ...others,
    ...present({ since: dates.since, until: dates.until, domains: sites }),
    ...(without.length === 0 ? {} : { excludeDomains: without }),
  };
  return { ...query, filters };
}

/** ISO dates compare as texts; of `2025` and `2025-03` the longer one says more, whichever end it is. */
function later(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? (one ?? other) : one > other ? one : other;
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  return longer.startsWith(shorter) ? longer : one < other ? one : other;
}

/** Of the sites that a query asks for those inside the scope; where none is, the scope itself. */
function narrower(
  asked: readonly string[] | undefined,
  scope: readonly string[] | undefined,
): readonly string[] | undefined {
  if (asked === undefined || scope === undefined) return asked ?? scope;
  const inside = asked.filter((site) =>
    scope.some((domain) => site === domain || site.endsWith(`.${domain}`)),
  );
  return inside.length === 0 ? scope : inside;
}
