import { judgeUrl, type UrlPolicy } from "../policy/url-policy.ts";
import type { HopRequest, HopResponse } from "./exchange.ts";
import { type FetchFailure, fetchFailure } from "./fetch-outcome.ts";

export interface HopHistory {
  /** URLs that redirected so far, the one under way last. */
  readonly visited: readonly string[];
  readonly maxRedirects: number;
  readonly policy: UrlPolicy;
}

/**
 * Where a redirect leads, or why it is not followed. The new URL is judged like a first one; a change of origin loses
 * every header that the caller gave and never carries a body; nothing goes from https down to http.
 */
export function nextHop(
  request: HopRequest,
  response: HopResponse,
  { visited, maxRedirects, policy }: HopHistory,
): HopRequest | FetchFailure {
  const target = URL.parse(response.headers["location"] ?? "", request.url);
  if (target === null)
    return fetchFailure("BAD_REDIRECT", "The server redirects to something that is no URL.");
  target.hash = "";
  const verdict = judgeUrl(target, policy);
  if (verdict.type === "blocked")
    return fetchFailure(verdict.code, `The server redirects: ${verdict.message}`);
  if (request.url.protocol === "https:" && target.protocol === "http:")
    return fetchFailure("INSECURE_REDIRECT", "The server redirects from https to http.");
  if (visited.includes(target.href))
    return fetchFailure("REDIRECT_LOOP", "The server redirects in a circle.");
  if (visited.length > maxRedirects)
    return fetchFailure("TOO_MANY_REDIRECTS", `The server redirects more than ${maxRedirects} times.`);
  const isSameOrigin = target.origin === request.url.origin;
  const keepsMethod = request.method === "GET" || response.status === 307 || response.status === 308;
  if (!keepsMethod) return { url: target, method: "GET", headers: isSameOrigin ? request.headers : {} };
  if (isSameOrigin) return { ...request, url: target };
  if (request.body !== undefined)
    return fetchFailure("BAD_REDIRECT", "The server wants the request sent to another site.");
  return { url: target, method: request.method, headers: {} };
}
