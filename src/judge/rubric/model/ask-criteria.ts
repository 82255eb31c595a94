import { withDeadline } from "../../../core/abort.ts";
import type { Policy } from "../../../model/policy.ts";
import { askModel, type ModelAnswer } from "../../ask-model.ts";
import type { JudgeUnavailable, UnavailableCause } from "../../judge-unavailable.ts";
import type { CallMeter } from "./call-meter.ts";
import {
  type AskedCriterion,
  judgeMessages,
  type JudgeQuestion,
  type RejectedItem,
} from "./judge-prompts.ts";
import { type AnswerItem, readItems } from "./read-items.ts";
import type { RequestGate } from "./request-gate.ts";

/** Who is asked, and within which bounds. */
export interface Asker {
  readonly policy: Policy;
  readonly gate: RequestGate;
  readonly meter: CallMeter;
  /** For one request, from when its turn has come. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** An item of the answer, read; `unusable` ones are asked about again. */
export type ItemReading<T> =
  | { readonly type: "value"; readonly value: T }
  | { readonly type: "unusable"; readonly cause: RejectedItem["cause"]; readonly reason: string };

export interface CriteriaQuestion<T> extends JudgeQuestion {
  /** Reads one item; never sees one for an id that was not asked about. */
  readonly read: (item: AnswerItem) => ItemReading<T>;
}

export type CriterionAnswer<T> = { readonly type: "value"; readonly value: T } | JudgeUnavailable;

/** Requests for one criterion at most: the first, and two for what was left open. */
const mostAttempts = 3;

/**
 * Asks about criteria in one request and again about those without a usable answer; after an answer that was cut off,
 * in two halves. Every criterion gets an answer or the reason why there is none, under its short id. Rejects only with
 * the signal's reason.
 */
export async function askCriteria<T>(
  question: CriteriaQuestion<T>,
  criteria: readonly AskedCriterion[],
  asker: Asker,
): Promise<ReadonlyMap<string, CriterionAnswer<T>>> {
  return ask({ question, criteria, rejected: [], attempt: 1 }, asker);
}

interface Attempt<T> {
  readonly question: CriteriaQuestion<T>;
  readonly criteria: readonly AskedCriterion[];
  readonly rejected: readonly RejectedItem[];
  readonly attempt: number;
}

async function ask<T>(
  { question, criteria, rejected, attempt }: Attempt<T>,
  asker: Asker,
): Promise<ReadonlyMap<string, CriterionAnswer<T>>> {
  const answer = await request(question, { criteria, rejected }, asker);
  if (answer.type === "judge_unavailable") return new Map(criteria.map(({ id }) => [id, answer]));
  const items = readItems(
    answer.text,
    criteria.map(({ id }) => id),
  );
  const answers = new Map<string, CriterionAnswer<T>>();
  const open: (AskedCriterion & { readonly problem: RejectedItem })[] = [];
  for (const criterion of criteria) {
    const item = items?.get(criterion.id);
    const reading = item === undefined ? undefined : question.read(item);
    if (reading?.type === "value") answers.set(criterion.id, reading);
    else {
      const cause = reading?.cause ?? "missing";
      const reason = reading?.reason ?? "the answers leave this criterion out";
      open.push({ ...criterion, problem: { id: criterion.id, cause } });
      answers.set(criterion.id, items === undefined ? malformed : unavailable(cause, reason));
    }
  }
  if (open.length === 0 || attempt === mostAttempts) return answers;
  const half = Math.ceil(open.length / 2);
  const parts = answer.truncated && open.length > 1 ? [open.slice(0, half), open.slice(half)] : [open];
  const again = await Promise.all(
    parts.map((part) =>
      ask(
        { question, criteria: part, rejected: part.map(({ problem }) => problem), attempt: attempt + 1 },
        asker,
      ),
    ),
  );
  for (const [id, one] of again.flatMap((some) => [...some])) answers.set(id, one);
  return answers;
}

async function request<T>(
  question: CriteriaQuestion<T>,
  { criteria, rejected }: Pick<Attempt<T>, "criteria" | "rejected">,
  { policy, gate, meter, timeoutMs, signal }: Asker,
): Promise<Extract<ModelAnswer, { type: "text" }> | JudgeUnavailable> {
  const messages = judgeMessages(question, criteria, rejected);
  const outcome = await gate.run(() => {
    meter.begin();
    return withDeadline((inner) => askModel(policy, messages, inner), { timeoutMs, signal });
  }, signal);
  signal.throwIfAborted();
  if (outcome.type !== "value") {
    return unavailable("timeout", `no answer within ${Math.round(timeoutMs / 1000)} s`);
  }
  const { value } = outcome;
  if (value.type === "failure") return unavailable("model-failed", value.failure.message);
  meter.end(value.usage);
  return value;
}

function unavailable(cause: UnavailableCause, reason: string): JudgeUnavailable {
  return { type: "judge_unavailable", cause, reason };
}

const malformed = unavailable("malformed", "the model's answers did not have the form that was asked for");
