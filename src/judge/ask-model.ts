import { present } from "../core/present.ts";
import { readLenientJson } from "../model/arguments/lenient-json.ts";
import { readStrictJson, withoutFence } from "../model/arguments/read-arguments.ts";
import { type Message, messageText } from "../model/message.ts";
import type { Policy, PolicyFailure, Usage } from "../model/policy.ts";

/** What a language model said to a judge's question, or why it said nothing. */
export type ModelAnswer =
  | { readonly type: "text"; readonly text: string; readonly truncated: boolean; readonly usage?: Usage }
  | { readonly type: "failure"; readonly failure: Pick<PolicyFailure, "message"> };

/** Asks a language model one thing, without tools. Rejects only with what the policy throws, which is a bug. */
export async function askModel(
  policy: Policy,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const state = {
    question: "",
    language: "en",
    messages,
    tools: [],
    budget: { turnsUsed: 0, toolCallsUsed: 0, elapsedMs: 0 },
    mustAnswer: false,
  };
  for await (const event of policy.act(state, signal)) {
    if (event.type === "failure") return event;
    if (event.type !== "action") continue;
    const { message, usage, truncated = false } = event.action;
    return { type: "text", text: messageText(message), truncated, ...present({ usage }) };
  }
  return { type: "failure", failure: { message: "the model said nothing" } };
}

/**
 * The JSON object of an answer: all of it, or from its first to its last brace, in a fence, with words around it, slightly
 * broken or cut off. Undefined or no object where there is none.
 */
export function readObject(answer: string): unknown {
  const text = withoutFence(answer.trim());
  const strict = readStrictJson(text);
  if (strict !== undefined) return strict;
  const [from, to] = [text.indexOf("{"), text.lastIndexOf("}")];
  const inner = from >= 0 && to > from ? text.slice(from, to + 1) : text.slice(Math.max(0, from));
  return readStrictJson(inner) ?? readLenientJson(inner, { allowsMissingEnd: true });
}
