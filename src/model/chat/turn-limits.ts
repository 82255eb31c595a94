import type { Clock } from "../../core/clock.ts";
import type { PolicyFailure } from "../policy.ts";

export interface TurnLimitOptions {
  /** The caller's wish to stop. */
  readonly signal: AbortSignal;
  /** For everything together: connecting, retries, headers and body. */
  readonly timeoutMs: number;
  /** The longest silence within a body. */
  readonly stallTimeoutMs: number;
  readonly clock: Clock;
}

type EndReason = "aborted" | "timeout" | "stalled";

const maxTimerMs = 2_147_483_647;

/**
 * The limits of one turn behind one signal, which aborts when the first of them is reached. Must be
 * disposed of, or its timers run on.
 */
export class TurnLimits implements Disposable {
  readonly #options: TurnLimitOptions;
  readonly #controller = new AbortController();
  readonly #deadline: NodeJS.Timeout;
  readonly #deadlineAtMs: number;
  readonly #onAbort = (): void => this.#end("aborted");
  #stall: NodeJS.Timeout | undefined;
  #reason: EndReason | undefined;

  constructor(options: TurnLimitOptions) {
    this.#options = options;
    this.#deadlineAtMs = options.clock.monotonicMs() + options.timeoutMs;
    this.#deadline = setTimeout(() => this.#end("timeout"), Math.min(options.timeoutMs, maxTimerMs));
    options.signal.addEventListener("abort", this.#onAbort, { once: true });
    if (options.signal.aborted) this.#end("aborted");
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return Math.max(0, this.#deadlineAtMs - this.#options.clock.monotonicMs());
  }

  /** Bytes came: the silence starts anew. */
  progress(): void {
    clearTimeout(this.#stall);
    const silenceMs = Math.min(this.#options.stallTimeoutMs, maxTimerMs);
    this.#stall = setTimeout(() => this.#end("stalled"), silenceMs);
  }

  /** Settles like the work, or rejects as soon as a limit is reached even if the work does not listen. */
  async within<T>(work: Promise<T>): Promise<T> {
    let onAbort = (): void => {};
    const ended = new Promise<never>((_, reject) => {
      onAbort = () => reject(new Error("the turn's limits are reached"));
    });
    // The loser of the race may still reject; that must not surface as an unhandled rejection.
    work.catch(() => {});
    ended.catch(() => {});
    this.signal.addEventListener("abort", onAbort, { once: true });
    if (this.signal.aborted) onAbort();
    try {
      return await Promise.race([ended, work]);
    } finally {
      this.signal.removeEventListener("abort", onAbort);
    }
  }

  /** Which limit ended the turn, as the failure to report; undefined while none has. */
  failure(): PolicyFailure | undefined {
    switch (this.#reason) {
      case undefined:
        return undefined;
      case "aborted":
        return { code: "ABORTED", message: "The turn was stopped.", retryable: false };
      case "timeout":
        return timeoutFailure(`did not finish within ${seconds(this.#options.timeoutMs)} s`);
      case "stalled":
        return timeoutFailure(`sent nothing for ${seconds(this.#options.stallTimeoutMs)} s in mid-answer`);
      default:
        return this.#reason satisfies never;
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#stall);
    this.#options.signal.removeEventListener("abort", this.#onAbort);
    // Whatever still waits on the network has nobody to report to.
    this.#controller.abort();
  }

  #end(reason: EndReason): void {
    this.#reason ??= reason;
    clearTimeout(this.#stall);
    this.#controller.abort();
  }
}

function timeoutFailure(what: string): PolicyFailure {
  const fix = "Try again, allow more time per turn, or use a faster model.";
  return { code: "MODEL_UNAVAILABLE", message: `The model server ${what}. ${fix}`, retryable: true };
}

function seconds(milliseconds: number): string {
  return String(Math.round(milliseconds / 100) / 10);
}
