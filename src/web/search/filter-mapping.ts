import { present } from "../../core/present.ts";
import type { SearchFilters } from "../search-provider.ts";
import type { EngineQuery, WebFilter } from "./search-engine.ts";

const webFilters = ["language", "since", "until", "domains", "excludeDomains"] as const satisfies WebFilter[];

/** Filters that a query sets and an engine cannot be asked for. An empty list of domains is no filter. */
export function unmappedFilters(query: EngineQuery, mapped: readonly WebFilter[]): readonly WebFilter[] {
  return webFilters.filter((name) => isSet(query.filters?.[name]) && !mapped.includes(name));
}

/** What of a query's filters can be set on the web. */
export function webFiltersOf(filters: SearchFilters = {}): NonNullable<EngineQuery["filters"]> {
  const { language, since, until, domains, excludeDomains } = filters;
  return present({ language, since, until, domains, excludeDomains });
}

function isSet(value: string | readonly string[] | undefined): boolean {
  return value !== undefined && value.length > 0;
}

/** The text of a query with its domains as `site:` operators, for engines that know them. */
export function withSiteOperators({ text, filters }: EngineQuery): string {
  const { domains = [], excludeDomains = [] } = filters ?? {};
  const sites = domains.map((domain) => `site:${domain}`).join(" OR ");
  const wanted = domains.length > 1 ? `(${sites})` : sites;
  return [text, wanted, ...excludeDomains.map((domain) => `-site:${domain}`)]
    .filter((part) => part !== "")
    .join(" ");
}
