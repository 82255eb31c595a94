import type { Action, Policy, PolicyFailure, PolicyState } from "../model/policy.ts";
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

/** One action of a policy; its deltas are yielded as they come. A policy that ends without one has failed. */
export async function* askPolicy(policy: Policy, asking: Asking): AsyncGenerator<RunEvent, ActOutcome> {
  const { turn, state, timeoutMs } = asking;
  const deadline = timeoutMs === undefined ? undefined : AbortSignal.timeout(Math.ceil(timeoutMs) + 1);
  const signal = deadline === undefined ? asking.signal : AbortSignal.any([asking.signal, deadline]);
  for await (const event of policy.act(state, signal)) {
    switch (event.type) {
      case "text-delta":
      case "reasoning-delta":
        yield { type: event.type, turn, text: event.text };
        break;
      case "action":
      case "failure":
        return event;
      default:
        event satisfies never;
    }
  }
  const message = `the policy ${policy.name} ended a turn without an action`;
  return { type: "failure", failure: { code: "MODEL_UNAVAILABLE", message, retryable: false } };
}
