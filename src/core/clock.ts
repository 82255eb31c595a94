/** The only way to ask for the time, so that tests can hold it. */
export interface Clock {
  now(): Date;
  /** Milliseconds on a clock that never goes back; for durations only. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};

export interface FakeClock extends Clock {
  advance(ms: number): void;
}

/** A clock that moves only when told to. */
export function fakeClock(start = "2026-01-01T00:00:00.000Z"): FakeClock {
  const base = Date.parse(start);
  let elapsed = 0;
  return {
    now: () => new Date(base + elapsed),
    monotonicMs: () => elapsed,
    advance: (ms) => {
      elapsed += ms;
    },
  };
}
