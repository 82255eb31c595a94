import { errorMessage } from "../core/errors.ts";
import type { Action, Policy, PolicyEvent, PolicyFailure, PolicyState } from "../model/policy.ts";
import type { RunEvent } from "./events.ts";

export type ActOutcome =
  | { readonly type: "action"; readonly action: Action }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

export interface Asking {
  readonly turn: number;
  readonly state: PolicyState;
  readonly signal: AbortSignal;
  /** Time for the whole turn; without end where absent. */
  readonly timeoutMs?: number;
}

/** How long after an abort a policy may take to say so; one that does not is left behind. */
const graceMs = 5_000;
/** Timers take no longer delay. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * One action of a policy; its deltas are yielded as they come. A policy that ends without one has failed, and so has
 * one that throws or does not listen to its signal: the run's report does not depend on it.
 */
export async function* askPolicy(policy: Policy, asking: Asking): AsyncGenerator<RunEvent, ActOutcome> {
  const { turn, state, timeoutMs } = asking;
  using deadline = deadlineAfter(timeoutMs);
  const signal = AbortSignal.any([asking.signal, deadline.signal]);
  const events = policy.act(state, signal)[Symbol.asyncIterator]();
  using patience = patienceOf(signal);
  try {
    for (;;) {
      const next = await nextEvent(events, patience.isOver);
      if (next.type === "failed") return { type: "failure", failure: failureOf(policy, next.how) };
      if (next.type === "action" || next.type === "failure") return next;
      yield { type: next.type, turn, text: next.text };
    }
  } finally {
    // Lets the policy clean up; one that is deaf would never be done with it.
    events.return?.().catch(() => {});
  }
}

function failureOf({ name }: Policy, what: string): PolicyFailure {
  return { code: "MODEL_UNAVAILABLE", message: `the policy ${name} ${what}`, retryable: false };
}

type Next = PolicyEvent | { readonly type: "failed"; readonly how: string };

async function nextEvent(events: AsyncIterator<PolicyEvent>, isOver: Promise<void>): Promise<Next> {
  const deaf = isOver.then((): Next => ({ type: "failed", how: "did not stop when it was told to" }));
  const next = events.next().then(
    (result): Next =>
      result.done === true ? { type: "failed", how: "ended a turn without an action" } : result.value,
    (error: unknown): Next => ({ type: "failed", how: `threw: ${errorMessage(error)}` }),
  );
  return Promise.race([next, deaf]);
}

/**
 * A signal that aborts after the time. Unlike that of `AbortSignal.timeout` its timer keeps the process alive: a policy
 * that waits for nothing which does so would end the process in place of its turn.
 */
function deadlineAfter(timeoutMs: number | undefined): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const delayMs = Math.min(Math.ceil(timeoutMs ?? 0) + 1, longestTimerMs);
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(), delayMs);
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}

/** A promise that resolves some time after the signal has aborted. */
function patienceOf(signal: AbortSignal): Disposable & { readonly isOver: Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  const over = Promise.withResolvers<void>();
  const onAbort = (): void => {
    timer = setTimeout(over.resolve, graceMs);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return {
    isOver: over.promise,
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    },
  };
}
