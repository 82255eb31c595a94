import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";

/** Waits; rejects with the signal's reason when it aborts. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits by the clock of the machine. */
export const realPause: Pause = async (ms, signal) => {
  signal.throwIfAborted();
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
};

export interface HostGatesOptions {
  /** Requests that one host serves at the same time. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly pause: Pause;
}

interface Gate {
  active: number;
  readonly waiting: (() => void)[];
  /** Monotonic instant before which no request starts. */
  nextStartMs: number;
}

const mostGates = 4_096;

/** Keeps requests to one host few and apart; hosts do not wait for one another. */
export class HostGates {
  readonly #gates = new Map<string, Gate>();
  readonly #options: HostGatesOptions;

  constructor(options: HostGatesOptions) {
    this.#options = options;
  }

  /**
   * Waits until a request to the host may start, and for `delayMs` no other one will. Gives what is to be called when
   * it has ended. Rejects with the signal's reason when it aborts, and then holds nothing.
   */
  async enter(host: string, delayMs: number, signal: AbortSignal): Promise<() => void> {
    const gate = this.#gate(host);
    await this.#slot(gate, signal);
    const now = this.#options.clock.monotonicMs();
    const startMs = Math.max(now, gate.nextStartMs);
    gate.nextStartMs = startMs + delayMs;
    const leave = (): void => {
      gate.active -= 1;
      gate.waiting.shift()?.();
    };
    try {
      if (startMs > now) await this.#options.pause(startMs - now, signal);
      signal.throwIfAborted();
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Holds further requests to a host back, as it asked for with Retry-After. */
  hold(host: string, ms: number): void {
    const gate = this.#gate(host);
    gate.nextStartMs = Math.max(gate.nextStartMs, this.#options.clock.monotonicMs() + ms);
  }

  #gate(host: string): Gate {
    const known = this.#gates.get(host);
    if (known !== undefined) return known;
    if (this.#gates.size >= mostGates) this.#forgetIdle();
    const gate: Gate = { active: 0, waiting: [], nextStartMs: 0 };
    this.#gates.set(host, gate);
    return gate;
  }

  #forgetIdle(): void {
    const now = this.#options.clock.monotonicMs();
    for (const [host, { active, nextStartMs }] of this.#gates) {
      if (active === 0 && nextStartMs <= now) this.#gates.delete(host);
    }
  }

  async #slot(gate: Gate, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (gate.active >= this.#options.concurrency) {
      await new Promise<void>((resolve, reject) => {
        const turn = (): void => {
          signal.removeEventListener("abort", onAbort);
          resolve();
        };
        const onAbort = (): void => {
          gate.waiting.splice(gate.waiting.indexOf(turn), 1);
          reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
        };
        gate.waiting.push(turn);
        signal.addEventListener("abort", onAbort, { once: true });
      });
    }
    gate.active += 1;
  }
}
