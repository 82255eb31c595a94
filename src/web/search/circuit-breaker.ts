import type { Clock } from "../../core/clock.ts";
import type { EngineFailure } from "./search-engine.ts";

const minute = 60_000;
const failuresUntilOpen = 3;
const firstRestMs = minute;
const longestRestMs = 15 * minute;
/** Without a Retry-After. */
const busyRestMs = 30_000;
const quotaRestMs = 60 * minute;

/** Leaves an engine alone that fails again and again, or that asked for it; then lets one request try. */
export class CircuitBreaker {
  readonly #clock: Clock;
  #failures = 0;
  #openUntilMs = 0;
  #restMs = firstRestMs;
  #isTrying = false;
  #last: EngineFailure | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Why the engine is not to be asked now; undefined where it may be. Takes nothing. */
  get closedFor(): string | undefined {
    const leftMs = this.#openUntilMs - this.#clock.monotonicMs();
    if (leftMs <= 0 && !this.#isTrying) return undefined;
    const until =
      leftMs === Infinity ? "for this session" : `for another ${Math.max(1, Math.ceil(leftMs / 1_000))} s`;
    return `left alone ${until}: ${this.#last?.message ?? ""}`;
  }

  /** To be called before a request that is then told of; after a rest only one at a time tries. */
  begin(): void {
    if (this.#openUntilMs > 0) this.#isTrying = true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntilMs = 0;
    this.#restMs = firstRestMs;
    this.#isTrying = false;
  }

  failed(failure: EngineFailure): void {
    const wasTrying = this.#isTrying;
    this.#isTrying = false;
    this.#failures += 1;
    this.#last = failure;
    const restMs = this.#restFor(failure, wasTrying);
    if (restMs > 0) this.#openUntilMs = this.#clock.monotonicMs() + restMs;
  }

  /** The request ended without telling anything, because it was stopped. */
  abandoned(): void {
    this.#isTrying = false;
  }

  #restFor({ code, retryAfterMs }: EngineFailure, wasTrying: boolean): number {
    // A key that is not accepted now will not be accepted later.
    if (code === "KEY_REFUSED") return Infinity;
    if (code === "QUOTA") return retryAfterMs ?? quotaRestMs;
    if (code === "RATE_LIMITED") return retryAfterMs ?? busyRestMs;
    // What is refused is one request, and says little about the next one.
    if (code === "REFUSED" && !wasTrying && this.#failures < failuresUntilOpen) return 0;
    if (!wasTrying && this.#failures < failuresUntilOpen) return retryAfterMs ?? 0;
    const restMs = Math.max(this.#restMs, retryAfterMs ?? 0);
    this.#restMs = Math.min(this.#restMs * 2, longestRestMs);
    return restMs;
  }
}
