import type { z } from "zod";
import { withDeadline } from "../core/abort.ts";
import { readLenientJson } from "../model/arguments/lenient-json.ts";
import { readStrictJson, withoutFence } from "../model/arguments/read-arguments.ts";
import type { Message } from "../model/message.ts";
import type { Policy, PolicyFailure } from "../model/policy.ts";
import type { JudgeUnavailable } from "./judge-unavailable.ts";

export interface JsonQuestion<T> {
  /** What the judge is and in which form it answers. */
  readonly system: string;
  readonly user: string;
  readonly schema: z.ZodType<T>;
  /** What the model is told once when its answer does not have the form. */
  readonly correction: string;
  /** For the whole exchange, the correction included. */
  readonly timeoutMs: number;
}

/**
 * Asks a language model for one JSON object. JSON in a fence, with words around it or slightly broken is read; an
 * answer of another form is sent back once. Whatever else goes wrong is `judge_unavailable`. Rejects only with the
 * signal's reason.
 */
export async function askJson<T>(
  policy: Policy,
  question: JsonQuestion<T>,
  signal: AbortSignal,
): Promise<{ readonly type: "value"; readonly value: T } | JudgeUnavailable> {
  const outcome = await withDeadline((inner) => exchange(policy, question, inner), {
    timeoutMs: question.timeoutMs,
    signal,
  });
  signal.throwIfAborted();
  if (outcome.type === "value") return outcome.value;
  return unavailable(`no answer within ${Math.round(question.timeoutMs / 1000)} s`);
}

async function exchange<T>(
  policy: Policy,
  { system, user, schema, correction }: JsonQuestion<T>,
  signal: AbortSignal,
): Promise<{ readonly type: "value"; readonly value: T } | JudgeUnavailable> {
  const messages: Message[] = [
    { role: "system", text: system },
    { role: "user", text: user },
  ];
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await answerOf(policy, messages, signal);
    if (answer.type === "failure") return unavailable(answer.failure.message);
    const parsed = schema.safeParse(readObject(answer.text));
    if (parsed.success) return { type: "value", value: parsed.data };
    messages.push(
      { role: "assistant", parts: [{ type: "text", text: answer.text }] },
      { role: "user", text: correction },
    );
  }
  return unavailable("the model's answers did not have the form that was asked for");
}

function unavailable(reason: string): JudgeUnavailable {
  return { type: "judge_unavailable", reason };
}

type Answer =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "failure"; readonly failure: Pick<PolicyFailure, "message"> };

async function answerOf(policy: Policy, messages: readonly Message[], signal: AbortSignal): Promise<Answer> {
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
    const texts = event.action.message.parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
    return { type: "text", text: texts.join("") };
  }
  return { type: "failure", failure: { message: "the model said nothing" } };
}

/** The JSON object of an answer: all of it, or from its first to its last brace. */
function readObject(answer: string): unknown {
  const text = withoutFence(answer.trim());
  const strict = readStrictJson(text);
  if (strict !== undefined) return strict;
  const [from, to] = [text.indexOf("{"), text.lastIndexOf("}")];
  const inner = from >= 0 && to > from ? text.slice(from, to + 1) : text.slice(Math.max(0, from));
  return readStrictJson(inner) ?? readLenientJson(inner, { allowsMissingEnd: true });
}
