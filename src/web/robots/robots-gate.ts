import type { Clock } from "../../core/clock.ts";
import type { FetchFailure, FetchOutcome } from "../transport/fetch-outcome.ts";
import { fetchFailure } from "../transport/fetch-outcome.ts";
import { parseRobots, type RobotsRules } from "./parse-robots.ts";

/** Of a longer file only this much is read (RFC 9309 §2.5). */
export const robotsMaxBytes = 500 * 1024;
/** A file behind more redirects counts as absent (§2.3.1.2). */
export const robotsMaxRedirects = 5;

const hour = 3_600_000;
/** The longest that a file may be used (§2.4). */
const keptMs = 24 * hour;
/** How long a host that could not say what it allows is left alone. */
const unreachableMs = 5 * 60_000;
const mostHosts = 2_048;

export type RobotsVerdict = { readonly type: "allowed"; readonly crawlDelayMs: number } | FetchFailure;

export interface RobotsGateOptions {
  readonly productToken: string;
  readonly clock: Clock;
  /** Fetches a robots.txt with the limits above, without asking for permission. */
  readonly fetchRobots: (url: string, signal: AbortSignal) => Promise<FetchOutcome>;
}

type Answer = { readonly type: "rules"; readonly rules: RobotsRules } | FetchFailure;

interface Kept {
  readonly answer: Answer;
  readonly untilMs: number;
}

const allowsAll: RobotsRules = { allows: () => true };

/** Asks the robots.txt of a URL's origin before the URL is read; one file serves an origin for a day. */
export class RobotsGate {
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, Promise<Answer>>();
  readonly #options: RobotsGateOptions;

  constructor(options: RobotsGateOptions) {
    this.#options = options;
  }

  /** Rejects only when the signal aborts; a file that cannot be had is a failure with a code (§2.3.1.4). */
  async check(url: URL, signal: AbortSignal): Promise<RobotsVerdict> {
    const answer = await this.#answerOf(url.origin, signal);
    if (answer.type === "failure") return answer;
    const { rules } = answer;
    if (!rules.allows(`${url.pathname}${url.search}`))
      return fetchFailure("ROBOTS_DENIED", `${url.host} asks programs not to read this page (robots.txt).`);
    return { type: "allowed", crawlDelayMs: (rules.crawlDelaySeconds ?? 0) * 1_000 };
  }

  async #answerOf(origin: string, signal: AbortSignal): Promise<Answer> {
    for (;;) {
      const kept = this.#kept.get(origin);
      if (kept !== undefined && kept.untilMs > this.#options.clock.monotonicMs()) return kept.answer;
      const other = this.#underWay.get(origin);
      if (other === undefined) break;
      // Whoever asked first may give up; then this one asks.
      await other.catch(() => undefined);
      signal.throwIfAborted();
    }
    const asked = this.#ask(origin, signal).finally(() => this.#underWay.delete(origin));
    this.#underWay.set(origin, asked);
    return asked;
  }

  async #ask(origin: string, signal: AbortSignal): Promise<Answer> {
    const outcome = await this.#options.fetchRobots(`${origin}/robots.txt`, signal);
    const answer = this.#read(outcome, new URL(origin).host);
    const keepMs = answer.type === "rules" ? keptMs : unreachableMs;
    if (this.#kept.size >= mostHosts) this.#kept.delete(this.#kept.keys().next().value ?? "");
    this.#kept.set(origin, { answer, untilMs: this.#options.clock.monotonicMs() + keepMs });
    return answer;
  }

  #read(outcome: FetchOutcome, host: string): Answer {
    if (outcome.type === "failure") {
      if (outcome.code === "TOO_MANY_REDIRECTS") return { type: "rules", rules: allowsAll };
      const isOfHost = /^(?:BLOCKED_|DNS_FAILED|CONNECT_FAILED|BAD_RESPONSE|TIMEOUT)/.test(outcome.code);
      return isOfHost ? outcome : unreachable(host);
    }
    const { status, bytes } = outcome;
    if (status >= 500) return unreachable(host);
    if (status < 200 || status >= 300) return { type: "rules", rules: allowsAll };
    return { type: "rules", rules: parseRobots(new TextDecoder().decode(bytes), this.#options.productToken) };
  }
}

function unreachable(host: string): FetchFailure {
  return fetchFailure("ROBOTS_UNREACHABLE", `${host} could not say what programs may read (robots.txt).`);
}
