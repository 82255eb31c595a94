import { errorMessage } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Action, Policy, PolicyEvent } from "../../model/policy.ts";
import type { SecretMask } from "./secret-mask.ts";

/** A policy of whose words nothing is heard that is a secret: neither what it says and calls, nor why it fails. */
export function maskPolicy(policy: Policy, mask: SecretMask): Policy {
  return {
    name: policy.name,
    usesLanguageModel: policy.usesLanguageModel,
    async *act(state, signal): AsyncGenerator<PolicyEvent> {
      try {
        yield* maskedEvents(policy.act(state, signal), mask);
      } catch (error) {
        throw new Error(mask.text(errorMessage(error)), { cause: error });
      }
    },
  };
}

async function* maskedEvents(
  events: AsyncIterable<PolicyEvent>,
  mask: SecretMask,
): AsyncGenerator<PolicyEvent> {
  let pending: Delta | undefined;
  for await (const event of events) {
    if (event.type === "text-delta" || event.type === "reasoning-delta") {
      if (pending !== undefined && pending.type !== event.type && pending.text !== "")
        yield masked(pending, mask);
      const text = pending?.type === event.type ? pending.text + event.text : event.text;
      // A secret may go on in the next delta.
      const end = text.length - mask.openEnd(text);
      pending = { type: event.type, text: text.slice(end) };
      if (end > 0) yield masked({ type: event.type, text: text.slice(0, end) }, mask);
      continue;
    }
    if (pending !== undefined && pending.text !== "") yield masked(pending, mask);
    pending = undefined;
    yield event.type === "action"
      ? { ...event, action: maskAction(event.action, mask) }
      : maskFailure(event, mask);
  }
}

type Delta = Extract<PolicyEvent, { type: "text-delta" | "reasoning-delta" }>;

function masked({ type, text }: Delta, mask: SecretMask): PolicyEvent {
  return { type, text: mask.text(text) };
}

function maskAction(action: Action, mask: SecretMask): Action {
  // A message is JSON: it is what the journal holds.
  const message = mask.value(action.message as unknown as JsonValue) as unknown as Action["message"];
  return { ...action, message };
}

function maskFailure(event: Extract<PolicyEvent, { type: "failure" }>, mask: SecretMask): PolicyEvent {
  return { ...event, failure: { ...event.failure, message: mask.text(event.failure.message) } };
}
