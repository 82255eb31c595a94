/** A signal that aborts when any of the given ones does; absent ones are passed over. */
export function anySignal(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

export type Deadlined<T> =
  | { readonly type: "value"; readonly value: T }
  | { readonly type: "timeout" }
  | { readonly type: "aborted" };

/**
 * Runs work under a total deadline. The work gets a signal that aborts at the deadline or with the
 * outer signal, and is abandoned then even if it does not listen. Rejects only with what the work itself threw.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Deadlined<T>> {
  if (options.signal.aborted) return { type: "aborted" };
  const controller = new AbortController();
  let finish: (outcome: Deadlined<T>) => void = () => {};
  const ended = new Promise<Deadlined<T>>((resolve) => {
    finish = resolve;
  });
  const stop = (outcome: Deadlined<T>): void => {
    finish(outcome);
    controller.abort();
  };
  const timer = setTimeout(() => stop({ type: "timeout" }), Math.min(options.timeoutMs, 2_147_483_647));
  const onAbort = (): void => stop({ type: "aborted" });
  options.signal.addEventListener("abort", onAbort, { once: true });
  try {
    const value = work(controller.signal).then((result): Deadlined<T> => ({ type: "value", value: result }));
    // The loser of the race may still reject; that must not surface as an unhandled rejection.
    value.catch(() => {});
    return await Promise.race([value, ended]);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener("abort", onAbort);
  }
}
