import { setTimeout as timer } from "node:timers/promises";
import { type Clock, systemClock } from "../../../core/clock.ts";

export interface RequestGateOptions {
  /** Requests under way at the same time. */
  readonly parallel: number;
  /** Requests begun within any minute; without limit unless given. */
  readonly perMinute?: number;
  readonly clock?: Clock;
  /** Must reject or resolve when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Lets requests through in order, only so many at once and a minute. */
export interface RequestGate {
  /** Runs the work when its turn comes. Rejects with the signal's reason, or with what the work threw. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

const minuteMs = 60_000;

/** A gate that nothing has passed yet. */
export function requestGate(options: RequestGateOptions): RequestGate {
  const { parallel, perMinute = Number.POSITIVE_INFINITY, clock = systemClock } = options;
  const wait = options.wait ?? ((ms, signal) => timer(ms, undefined, { signal }));
  const waiting: (() => void)[] = [];
  const begun: number[] = [];
  let running = 0;

  async function enter(signal: AbortSignal): Promise<void> {
    if (running < parallel) {
      running += 1;
      return;
    }
    let withdraw = (): void => {};
    await new Promise<void>((resolve, reject) => {
      const admitted = (): void => resolve();
      withdraw = () => {
        const place = waiting.indexOf(admitted);
        // Who was let in already has the place and gives it back itself.
        if (place < 0) return;
        waiting.splice(place, 1);
        reject(signal.reason);
      };
      waiting.push(admitted);
      signal.addEventListener("abort", withdraw, { once: true });
    }).finally(() => signal.removeEventListener("abort", withdraw));
  }

  /** The place goes to whoever waits next, and is only given up where nobody does. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  async function keepPace(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const now = clock.monotonicMs();
      while (begun.length > 0 && (begun[0] ?? 0) <= now - minuteMs) begun.shift();
      if (begun.length < perMinute) break;
      await wait((begun[0] ?? now) + minuteMs - now, signal);
    }
    begun.push(clock.monotonicMs());
  }

  return {
    async run(work, signal) {
      signal.throwIfAborted();
      await enter(signal);
      try {
        await keepPace(signal);
        return await work();
      } finally {
        leave();
      }
    },
  };
}
