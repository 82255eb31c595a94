import type { CachedHop, HttpCache } from "../store/http-cache.ts";
import type { UrlPolicy } from "../policy/url-policy.ts";
import type { RobotsVerdict } from "../robots/robots-gate.ts";
import { type HopRequest, type HopResponse, isRedirect } from "./exchange.ts";
import type { FetchFailure, FetchOutcome } from "./fetch-outcome.ts";
import { nextHop } from "./next-hop.ts";

export interface FollowOptions {
  readonly policy: UrlPolicy;
  readonly maxRedirects: number;
  /** Sent with every request; what the request says itself comes first. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cache: HttpCache;
  /** Asked before every hop. */
  readonly mayRead: (url: URL) => Promise<RobotsVerdict>;
  /** Sends one request and follows nothing. */
  readonly send: (request: HopRequest, crawlDelayMs: number) => Promise<HopResponse | FetchFailure>;
}

/** Sends a request, whose URL was judged, and follows redirects; every hop is judged and asked for like the first. */
export async function follow(first: HopRequest, options: FollowOptions): Promise<FetchOutcome> {
  const { policy, maxRedirects } = options;
  const visited: string[] = [];
  let request = first;
  for (;;) {
    const answer = await sendHop(request, options);
    if (answer.type === "failure") return answer;
    if (!isRedirect(answer)) return responseOf(request, answer, visited);
    visited.push(request.url.href);
    const next = nextHop(request, answer, { visited, maxRedirects, policy });
    if ("type" in next) return next;
    request = next;
  }
}

async function sendHop(
  request: HopRequest,
  { mayRead, headers, cache, send }: FollowOptions,
): Promise<CachedHop | FetchFailure> {
  const verdict = await mayRead(request.url);
  if (verdict.type === "failure") return verdict;
  return cache.send({ ...request, headers: { ...headers, ...request.headers } }, (asked) =>
    send(asked, verdict.crawlDelayMs),
  );
}

function responseOf({ url }: HopRequest, answer: CachedHop, redirects: readonly string[]): FetchOutcome {
  return { ...answer, type: "response", url: url.href, redirects };
}
