import type { Action, Policy, PolicyState } from "./policy.ts";

export interface Meter {
  /** Hears of every action, before whoever asked for it does. */
  readonly onAction: (action: Action, state: PolicyState) => void;
  /** Why the policy must not be asked now; undefined while it may be. */
  readonly refusal: () => string | undefined;
}

/** A policy whose actions are counted, and which is not asked any more once the meter refuses. */
export function meterPolicy(policy: Policy, { onAction, refusal }: Meter): Policy {
  return {
    ...policy,
    async *act(state, signal) {
      const message = refusal();
      if (message !== undefined) {
        yield { type: "failure", failure: { code: "MODEL_REFUSED", message, retryable: false } };
        return;
      }
      for await (const event of policy.act(state, signal)) {
        if (event.type === "action") onAction(event.action, state);
        yield event;
      }
    },
  };
}
