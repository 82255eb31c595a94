import CachePolicy from "http-cache-semantics";
import type { Clock } from "../../core/clock.ts";
import type { HopRequest, HopResponse } from "../transport/exchange.ts";
import type { FetchFailure } from "../transport/fetch-outcome.ts";
import type { StoredResponse, WebStore } from "./web-store.ts";

/** An answer with where it came from. */
export interface CachedHop extends HopResponse {
  readonly fetchedAt: string;
  readonly cached: "no" | "fresh" | "confirmed";
}

export type SendHop = (request: HopRequest) => Promise<HopResponse | FetchFailure>;

/** Stands between a request and the network as a private cache (RFC 9111). */
export interface HttpCache {
  send(request: HopRequest, send: SendHop): Promise<CachedHop | FetchFailure>;
}

/** Answers nothing from memory. */
export function noCache(clock: Clock): HttpCache {
  return {
    async send(request, send) {
      const answer = await send(request);
      return answer.type === "failure" ? answer : fresh(answer, clock);
    },
  };
}

/**
 * Keeps answers in the store. Only plain GET requests are answered from it: those that carry a body never are.
 */
export function httpCache(store: WebStore, clock: Clock): HttpCache {
  return {
    async send(request, send) {
      if (request.method !== "GET") return noCache(clock).send(request, send);
      const key = request.url.href;
      const kept = store.response(key);
      const policy = kept && readPolicy(kept.policy);
      const asked = askedFor(request);
      if (kept !== undefined && policy?.satisfiesWithoutRevalidation(asked) === true)
        return keptHop(kept, policy, "fresh");
      const conditions = kept && policy ? plainHeaders(policy.revalidationHeaders(asked)) : {};
      const answer = await send({ ...request, headers: { ...conditions, ...request.headers } });
      if (answer.type === "failure") return answer;
      if (kept !== undefined && policy !== undefined && answer.status === 304) {
        const confirmed = policy.revalidatedPolicy(asked, answer).policy;
        const again = { ...kept, fetchedAt: clock.now().toISOString(), policy: writePolicy(confirmed) };
        store.putResponse(key, again);
        return keptHop(again, confirmed, "confirmed");
      }
      keep(store, request, answer, clock);
      return fresh(answer, clock);
    },
  };
}

function fresh(answer: HopResponse, clock: Clock): CachedHop {
  return { ...answer, fetchedAt: clock.now().toISOString(), cached: "no" };
}

function keptHop(kept: StoredResponse, policy: CachePolicy, cached: "fresh" | "confirmed"): CachedHop {
  const { status, bytes, fetchedAt } = kept;
  return { type: "hop", status, bytes, fetchedAt, cached, headers: plainHeaders(policy.responseHeaders()) };
}

function keep(store: WebStore, request: HopRequest, answer: HopResponse, clock: Clock): void {
  const policy = new CachePolicy(askedFor(request), answer, { shared: false });
  const key = request.url.href;
  const fetchedAt = clock.now().toISOString();
  const { status, bytes } = answer;
  if (policy.storable()) store.putResponse(key, { status, bytes, fetchedAt, policy: writePolicy(policy) });
  else store.dropResponse(key);
}

function askedFor({ url, method, headers }: HopRequest): CachePolicy.HttpRequest {
  return { url: url.href, method, headers };
}

function plainHeaders(headers: CachePolicy.Headers): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return Object.fromEntries(entries);
}

function writePolicy(policy: CachePolicy): string {
  return JSON.stringify(policy.toObject());
}

function readPolicy(text: string): CachePolicy {
  // Written above, by the same library.
  return CachePolicy.fromObject(JSON.parse(text) as CachePolicy.CachePolicyObject);
}
