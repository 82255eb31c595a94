import type { EngineQuery, WebResult } from "./search-engine.ts";

/**
 * Whether a result is what the filters ask for, as far as it tells: domains always, dates where it has one. A date that
 * is reduced to a year or a month passes when any day of it does.
 */
export function keepsFilters(
  { url, published }: Pick<WebResult, "url" | "published">,
  { since, until, domains = [], excludeDomains = [] }: NonNullable<EngineQuery["filters"]> = {},
): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  const isOf = (domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
  if (domains.length > 0 && !domains.some((domain) => isOf(domain.toLowerCase()))) return false;
  if (excludeDomains.some((domain) => isOf(domain.toLowerCase()))) return false;
  const day = published?.slice(0, 10);
  if (day === undefined) return true;
  const isTooOld = since !== undefined && day < since.slice(0, day.length);
  const isTooNew = until !== undefined && day.slice(0, until.length) > until;
  return !isTooOld && !isTooNew;
}
