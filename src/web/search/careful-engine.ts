import { withDeadline } from "../../core/abort.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import { present } from "../../core/present.ts";
import { type Pause, realPause } from "../transport/host-gates.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { RateLimit } from "./engine-entry.ts";
import { engineFailure } from "./engine-failure.ts";
import { RateGate } from "./rate-gate.ts";
import type { EngineFailure, EngineOutcome, EngineQuery, SearchEngine } from "./search-engine.ts";

export interface CarefulEngineOptions {
  readonly limit: RateLimit;
  /** Where its API is, for whoever cites a record that it gave. */
  readonly address?: string;
  readonly clock?: Clock;
  readonly pause?: Pause;
}

/** What became of asking an engine; it was not asked at all where it is `skipped`. */
export type CarefulOutcome = EngineOutcome | { readonly type: "skipped"; readonly why: string };

/** How an engine did so far. */
export interface EngineHealth {
  readonly asked: number;
  readonly answered: number;
  readonly failed: number;
  /** The last failure, where nothing was answered since. */
  readonly trouble?: EngineFailure;
  /** Why it is not asked at present. */
  readonly closedFor?: string;
}

const firstBackoffMs = 300;
/** A second attempt with less time than this is not worth the request. */
const leastAttemptMs = 1_000;

/**
 * An engine that is asked within its limit, left alone while it is in trouble, asked once more where that can help,
 * and given up at a deadline. Shared by everything in the process that asks the engine.
 */
export class CarefulEngine {
  readonly engine: SearchEngine;
  readonly address: string | undefined;
  readonly #gate: RateGate;
  readonly #breaker: CircuitBreaker;
  readonly #clock: Clock;
  readonly #pause: Pause;
  #asked = 0;
  #answered = 0;
  #failed = 0;
  #trouble: EngineFailure | undefined;

  constructor(engine: SearchEngine, options: CarefulEngineOptions) {
    const { limit, address, clock = systemClock, pause = realPause } = options;
    this.engine = engine;
    this.address = address;
    this.#clock = clock;
    this.#pause = pause;
    this.#gate = new RateGate(limit, clock);
    this.#breaker = new CircuitBreaker(clock);
  }

  get health(): EngineHealth {
    const { closedFor } = this.#breaker;
    return {
      asked: this.#asked,
      answered: this.#answered,
      failed: this.#failed,
      ...present({ trouble: this.#trouble, closedFor }),
    };
  }

  /** Ends by the deadline whatever the engine does; rejects only when the signal aborts. */
  async search(
    query: EngineQuery,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<CarefulOutcome> {
    signal.throwIfAborted();
    const { closedFor } = this.#breaker;
    if (closedFor !== undefined) return { type: "skipped", why: closedFor };
    const waitMs = this.#gate.take(timeoutMs / 2);
    if (waitMs === undefined) return { type: "skipped", why: "its rate limit is used up for the moment" };
    this.#breaker.begin();
    this.#asked += 1;
    const endMs = this.#clock.monotonicMs() + timeoutMs;
    const work = (inner: AbortSignal): Promise<EngineOutcome> =>
      this.#attempt(query, { waitMs, endMs, signal: inner });
    try {
      const ended = await withDeadline(work, { timeoutMs, signal });
      if (ended.type === "aborted") signal.throwIfAborted();
      return this.#counted(ended.type === "value" ? ended.value : late(this.engine.name, timeoutMs));
    } catch (error) {
      this.#breaker.abandoned();
      throw error;
    }
  }

  async #attempt(
    query: EngineQuery,
    {
      waitMs,
      endMs,
      signal,
    }: { readonly waitMs: number; readonly endMs: number; readonly signal: AbortSignal },
  ): Promise<EngineOutcome> {
    if (waitMs > 0) await this.#pause(waitMs, signal);
    const first = await this.engine.search(query, signal);
    if (first.type === "results" || !isWorthRetrying(first)) return first;
    const backoffMs = first.retryAfterMs ?? firstBackoffMs;
    const leftMs = endMs - this.#clock.monotonicMs() - backoffMs;
    const turnMs = leftMs < leastAttemptMs ? undefined : this.#gate.take(leftMs - leastAttemptMs + backoffMs);
    if (turnMs === undefined) return first;
    await this.#pause(Math.max(backoffMs, turnMs), signal);
    return this.engine.search(query, signal);
  }

  #counted(outcome: EngineOutcome): EngineOutcome {
    if (outcome.type === "failure") {
      this.#failed += 1;
      this.#trouble = outcome;
      this.#breaker.failed(outcome);
      return outcome;
    }
    this.#answered += 1;
    this.#trouble = undefined;
    this.#breaker.succeeded();
    return outcome;
  }
}

/** What took all its time, or found no connection, will hardly do better at once. */
function isWorthRetrying({ code, retryable, hasNoConnection }: EngineFailure): boolean {
  return retryable && code !== "TIMEOUT" && hasNoConnection !== true;
}

function late(name: string, timeoutMs: number): EngineFailure {
  return engineFailure("TIMEOUT", `${name} took longer than ${timeoutMs / 1_000} s.`);
}
