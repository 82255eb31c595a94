import { setMaxListeners } from "node:events";
import { Agent } from "undici";
import { withDeadline } from "../core/abort.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import { parseJson } from "../core/json.ts";
import { present } from "../core/present.ts";
import { version } from "../core/version.ts";
import { judgeUrl, type UrlPolicy, webPorts } from "./policy/url-policy.ts";
import { RobotsGate, robotsMaxBytes, robotsMaxRedirects, type RobotsVerdict } from "./robots/robots-gate.ts";
import { httpCache, noCache } from "./store/http-cache.ts";
import type { WebStore } from "./store/web-store.ts";
import { exchange, type HopRequest } from "./transport/exchange.ts";
import { type FetchFailure, fetchFailure, type FetchOutcome } from "./transport/fetch-outcome.ts";
import { follow } from "./transport/follow.ts";
import {
  guardedConnector,
  type ResolveHost,
  type SocketAddress,
  systemResolver,
} from "./transport/guarded-connector.ts";
import { HostGates, type Pause, realPause } from "./transport/host-gates.ts";
import { sendPatiently } from "./transport/send-patiently.ts";

export interface FetchRequest {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly body?: string;
  /** Sent to the first origin only; an answer to a request with headers of its own is never kept. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For all of it: waiting for the host's turn, every hop, headers, bodies, decoding. */
  readonly timeoutMs?: number;
  /** Of the body, before and after decoding. */
  readonly maxBytes?: number;
  /** Attempts after the first when a host is busy or breaks off; 2 unless given. */
  readonly maxRetries?: number;
}

export type JsonOutcome =
  | { readonly type: "json"; readonly url: string; readonly status: number; readonly value: unknown }
  | FetchFailure;

/** The one way from Deepwell to the web. Nothing here throws for what the world does; only an abort rejects. */
export interface WebClient {
  /** Reads a page or file as a polite reader: robots.txt is asked, hosts are not crowded, kept copies are used. */
  fetchBytes(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
  /** Asks an API: under the same guard, without robots.txt. Any status is an outcome; nothing is kept. */
  askApi(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
  /** As `askApi`, for an answer that is a failure unless its body is JSON. */
  fetchJson(request: FetchRequest, signal: AbortSignal): Promise<JsonOutcome>;
  /** Whether robots.txt lets a page be read, for who reads it by other means; rejects only when the signal aborts. */
  mayRead(url: string, signal: AbortSignal): Promise<RobotsVerdict>;
  /** Closes all connections; requests under way fail. */
  close(): Promise<void>;
}

export interface WebClientOptions {
  /** `host:port`, as `parseNamedHost` gives them: hosts that may be read although they are not public. */
  readonly namedHosts?: readonly string[];
  /** Ports besides which nothing is asked; the usual ones of the web unless given. */
  readonly ports?: readonly number[];
  /** Where people who see us in their logs find out who we are. */
  readonly contactUrl?: string;
  /** BCP 47 tags, the preferred one first. */
  readonly languages?: readonly string[];
  /** Where answers are kept; nothing is kept where absent. */
  readonly store?: WebStore;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Requests to one host at the same time. */
  readonly hostConcurrency?: number;
  /** Between the starts of two requests to one host. */
  readonly hostDelayMs?: number;
  readonly clock?: Clock;
  readonly pause?: Pause;
  readonly resolve?: ResolveHost;
  /** Where checked addresses are really reached; see `ConnectorOptions`. */
  readonly route?: (checked: SocketAddress) => SocketAddress;
}

/** The name by which robots.txt files know us. */
export const productToken = "deepwell";

const usual = {
  timeoutMs: 30_000,
  maxBytes: 32 << 20,
  hostConcurrency: 2,
  hostDelayMs: 250,
} as const;

const maxRedirects = 10;
const usualRetries = 2;
const connectTimeoutMs = 10_000;
const robotsTimeoutMs = 10_000;
/** The most that a robots.txt can slow us down. */
const longestCrawlDelayMs = 10_000;

/** A client with connections, politeness and robots.txt answers of its own; the store may be shared. */
export function createWebClient(options: WebClientOptions = {}): WebClient {
  return new GuardedClient(options);
}

interface Limits {
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly cut?: boolean;
  readonly maxRedirects: number;
  readonly maxRetries: number;
  readonly isCached: boolean;
  readonly asksRobots: boolean;
  readonly signal: AbortSignal;
}

class GuardedClient implements WebClient {
  readonly #options: WebClientOptions;
  readonly #policy: UrlPolicy;
  readonly #agent: Agent;
  readonly #closed = new AbortController();
  readonly #gates: HostGates;
  readonly #robots: RobotsGate;
  readonly #clock: Clock;
  readonly #pause: Pause;

  constructor(options: WebClientOptions) {
    const { clock = systemClock, pause = realPause, resolve = systemResolver, route } = options;
    // Every connection listens to it.
    setMaxListeners(0, this.#closed.signal);
    this.#options = options;
    this.#clock = clock;
    this.#pause = pause;
    this.#policy = {
      namedHosts: new Set(options.namedHosts),
      ports: options.ports === undefined ? webPorts : new Set(options.ports),
    };
    this.#agent = new Agent({
      connect: guardedConnector({
        policy: this.#policy,
        resolve,
        connectTimeoutMs,
        closed: this.#closed.signal,
        ...present({ route }),
      }),
      // One deadline rules all phases; undici's own limits hold for single phases or chunks only.
      headersTimeout: 0,
      bodyTimeout: 0,
      pipelining: 1,
    });
    const concurrency = options.hostConcurrency ?? usual.hostConcurrency;
    this.#gates = new HostGates({ concurrency, clock, pause });
    this.#robots = new RobotsGate({
      productToken,
      clock,
      fetchRobots: (url, signal) => this.#fetchRobots(url, signal),
    });
  }

  fetchBytes(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    const isCached = Object.keys(request.headers ?? {}).length === 0;
    return this.#fetch(request, { asksRobots: true, isCached }, signal);
  }

  askApi(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    return this.#fetch(request, { asksRobots: false, isCached: false }, signal);
  }

  async fetchJson(request: FetchRequest, signal: AbortSignal): Promise<JsonOutcome> {
    const headers = { accept: "application/json", ...request.headers };
    const outcome = await this.askApi({ ...request, headers }, signal);
    if (outcome.type === "failure") return outcome;
    const parsed = parseJson(new TextDecoder().decode(outcome.bytes));
    if (!parsed.ok)
      return fetchFailure("BAD_JSON", `The answer (status ${outcome.status}) is not JSON: ${parsed.error}`);
    return { type: "json", url: outcome.url, status: outcome.status, value: parsed.value };
  }

  mayRead(url: string, signal: AbortSignal): Promise<RobotsVerdict> {
    return this.#robots.check(new URL(url), signal);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#agent.destroy();
  }

  async #fetch(
    request: FetchRequest,
    how: Pick<Limits, "asksRobots" | "isCached">,
    signal: AbortSignal,
  ): Promise<FetchOutcome> {
    const { url, method = "GET", body, headers = {} } = request;
    const verdict = judgeUrl(url, this.#policy);
    if (verdict.type === "blocked") return fetchFailure(verdict.code, verdict.message);
    verdict.url.hash = "";
    const first = { url: verdict.url, method, headers, ...present({ body }) };
    const timeoutMs = request.timeoutMs ?? this.#options.timeoutMs ?? usual.timeoutMs;
    const limits = {
      maxBytes: request.maxBytes ?? this.#options.maxBytes ?? usual.maxBytes,
      maxRedirects,
      maxRetries: request.maxRetries ?? usualRetries,
      ...how,
      timeoutMs,
      signal,
    };
    return this.#followInTime(first, limits);
  }

  #fetchRobots(url: string, signal: AbortSignal): Promise<FetchOutcome> {
    const first = { url: new URL(url), method: "GET", headers: { accept: "text/plain,*/*;q=0.5" } } as const;
    return this.#followInTime(first, {
      maxBytes: robotsMaxBytes,
      cut: true,
      maxRedirects: robotsMaxRedirects,
      maxRetries: usualRetries,
      isCached: true,
      asksRobots: false,
      timeoutMs: robotsTimeoutMs,
      signal,
    });
  }

  async #followInTime(
    first: HopRequest,
    limits: Omit<Limits, "deadlineMs"> & { readonly timeoutMs: number },
  ): Promise<FetchOutcome> {
    const { timeoutMs, signal } = limits;
    const deadlineMs = this.#clock.monotonicMs() + timeoutMs;
    const outcome = await withDeadline(
      (inner) => this.#follow(first, { ...limits, deadlineMs, signal: inner }),
      { timeoutMs, signal },
    );
    if (outcome.type === "value") return outcome.value;
    signal.throwIfAborted();
    return fetchFailure("TIMEOUT", `${first.url.host} took longer than ${timeoutMs / 1000} s.`);
  }

  #follow(first: HopRequest, limits: Limits): Promise<FetchOutcome> {
    const { signal, maxBytes, maxRetries, cut = false, deadlineMs } = limits;
    const { store, hostDelayMs = usual.hostDelayMs } = this.#options;
    return follow(first, {
      policy: this.#policy,
      maxRedirects: limits.maxRedirects,
      headers: this.#ownHeaders(),
      cache: store === undefined || !limits.isCached ? noCache(this.#clock) : httpCache(store, this.#clock),
      mayRead: async (url) =>
        limits.asksRobots ? this.#robots.check(url, signal) : { type: "allowed", crawlDelayMs: 0 },
      send: (request, crawlDelayMs) =>
        sendPatiently(request, (asked) => exchange(asked, this.#agent, { maxBytes, cut, signal }), {
          gates: this.#gates,
          delayMs: Math.max(hostDelayMs, Math.min(crawlDelayMs, longestCrawlDelayMs)),
          maxRetries,
          deadlineMs,
          clock: this.#clock,
          pause: this.#pause,
          signal,
        }),
    });
  }

  #ownHeaders(): Readonly<Record<string, string>> {
    const { contactUrl, languages = ["en", "zh"] } = this.#options;
    return {
      "user-agent": `${productToken}/${version} (${contactUrl === undefined ? "research agent" : `+${contactUrl}`})`,
      accept: "text/html,application/xhtml+xml,application/pdf;q=0.9,text/*;q=0.8,*/*;q=0.5",
      "accept-encoding": "gzip, deflate, br, zstd",
      "accept-language": [...languages, "*;q=0.5"].join(","),
    };
  }
}
