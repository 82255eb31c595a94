import type { Clock } from "../../core/clock.ts";
import type { RateLimit } from "./engine-entry.ts";

/** Keeps the requests to one engine within its limit: no more starts than allowed in any stretch of its length. */
export class RateGate {
  readonly #limit: RateLimit;
  readonly #clock: Clock;
  /** Monotonic instants at which requests started or will start, oldest first. */
  readonly #starts: number[] = [];

  constructor(limit: RateLimit, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Milliseconds after which the next request may start; undefined, and nothing is taken, where that is too long. */
  take(longestWaitMs: number): number | undefined {
    const { requests, perMs } = this.#limit;
    const now = this.#clock.monotonicMs();
    while ((this.#starts[0] ?? Infinity) <= now - perMs) this.#starts.shift();
    const blocking = this.#starts.at(-requests);
    const startMs = Math.max(now, blocking === undefined ? now : blocking + perMs);
    if (startMs - now > longestWaitMs) return undefined;
    this.#starts.push(startMs);
    return startMs - now;
  }
}
