import type { z } from "zod";
import { withDeadline } from "../core/abort.ts";
import type { Message } from "../model/message.ts";
import type { Policy } from "../model/policy.ts";
import { askModel, readObject } from "./ask-model.ts";
import type { JudgeUnavailable, UnavailableCause } from "./judge-unavailable.ts";

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
  return unavailable("timeout", `no answer within ${Math.round(question.timeoutMs / 1000)} s`);
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
    const answer = await askModel(policy, messages, signal);
    if (answer.type === "failure") return unavailable("model-failed", answer.failure.message);
    const parsed = schema.safeParse(readObject(answer.text));
    if (parsed.success) return { type: "value", value: parsed.data };
    messages.push(
      { role: "assistant", parts: [{ type: "text", text: answer.text }] },
      { role: "user", text: correction },
    );
  }
  return unavailable("malformed", "the model's answers did not have the form that was asked for");
}

function unavailable(cause: UnavailableCause, reason: string): JudgeUnavailable {
  return { type: "judge_unavailable", cause, reason };
}
