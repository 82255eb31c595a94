import type { Clock } from "../core/clock.ts";
import type { Action, Policy, PolicyFailure, ToolSpec } from "../model/policy.ts";
import { answerOf } from "./answer.ts";
import { budgetStatus, nearLimits, type Spending, spentLimit } from "./budget.ts";
import type { RunEvent, RunLimits, RunStatus } from "./events.ts";
import { runToolCalls } from "./run-tool-calls.ts";
import { applyEvent, type LoopState, unfinishedCalls } from "./state.ts";
import type { AnyTool, ToolContext } from "./tool.ts";
import { toolSpec } from "./tool-spec.ts";

export interface LoopOptions {
  readonly question: string;
  readonly language: string;
  readonly policy: Policy;
  readonly tools: readonly AnyTool[];
  readonly context: Omit<ToolContext, "signal" | "evidence">;
  readonly limits: RunLimits;
  readonly clock: Clock;
  /** Stop now: the run ends as `interrupted`, without an answer. */
  readonly signal: AbortSignal;
  /** Soft stop: the turn under way is finished, the next one has to be the answer. */
  readonly stopSignal?: AbortSignal;
  readonly toolTimeoutMs: number;
  /** A fresh state, or one folded from a journal; then the loop goes on where it stopped. */
  readonly state: LoopState;
}

export interface LoopOutcome {
  readonly status: RunStatus;
  /** Markdown with `\cite{}`; present when `status` is `answered` or `partial`. */
  readonly answer?: string;
  /** Why it ended early or without an answer. */
  readonly reason?: string;
  readonly elapsedMs: number;
  readonly state: LoopState;
}

/**
 * One question to one answer. Yields every event before its consequences: the consumer makes an event
 * durable before asking for the next one, so a message is journaled before any of its tools run, and
 * a result before the policy sees it. Never throws because of a tool or a policy.
 */
export async function* runLoop(options: LoopOptions): AsyncGenerator<RunEvent, LoopOutcome> {
  const specs = options.tools.map(toolSpec);
  const startedMs = options.clock.monotonicMs();
  const elapsed = (): number => options.clock.monotonicMs() - startedMs;
  const warned = new Set<string>();
  let { state } = options;

  const end = function* (ending: Ending): Generator<RunEvent, LoopOutcome> {
    const { answer, ...how } = ending;
    const elapsedMs = Math.round(elapsed());
    const event: RunEvent = {
      type: "run-end",
      ...how,
      turns: state.turns,
      toolCalls: state.toolCalls,
      elapsedMs,
    };
    state = applyEvent(state, event);
    yield event;
    return { ...ending, elapsedMs, state };
  };
  const finishCalls = async function* (): AsyncGenerator<RunEvent> {
    for await (const event of runToolCalls(unfinishedCalls(state), {
      ...options,
      state,
      elapsedMs: elapsed(),
    })) {
      state = applyEvent(state, event);
      yield event;
    }
  };

  yield* finishCalls();
  for (;;) {
    if (options.signal.aborted) return yield* end({ status: "interrupted", reason: "stopped" });
    const spent: Spending = { turns: state.turns, toolCalls: state.toolCalls, elapsedMs: elapsed() };
    const limit = options.stopSignal?.aborted ? "stopped by the user" : spentLimit(options.limits, spent);
    const turn = state.turns + 1;
    for (const near of nearLimits(options.limits, spent)) {
      if (warned.has(near.what)) continue;
      warned.add(near.what);
      yield { type: "budget-warning", turn, ...near };
    }
    const budget = budgetStatus(options.limits, spent);
    const start: RunEvent = { type: "turn-start", turn, budget, mustAnswer: limit !== undefined };
    state = applyEvent(state, start);
    yield start;

    const outcome = yield* act({ ...options, state }, specs, {
      turn,
      budget,
      mustAnswer: limit !== undefined,
    });
    if (outcome.type === "failure") {
      const status = options.signal.aborted ? "interrupted" : "failed";
      return yield* end({ status, reason: `${outcome.failure.code}: ${outcome.failure.message}` });
    }
    const { message, usage } = outcome.action;
    const said: RunEvent = { type: "message-end", turn, message, ...(usage === undefined ? {} : { usage }) };
    state = applyEvent(state, said);
    yield said;

    const answer = answerOf(message) ?? (limit === undefined ? undefined : "");
    if (answer !== undefined) {
      yield { type: "turn-end", turn };
      return yield* end(endingOf(answer, limit));
    }
    yield* finishCalls();
    yield { type: "turn-end", turn };
  }
}

interface Ending {
  readonly status: RunStatus;
  readonly answer?: string;
  readonly reason?: string;
}

function endingOf(answer: string, limit: string | undefined): Ending {
  const reason = limit === undefined ? {} : { reason: `budget spent: ${limit}` };
  if (answer === "") return { status: "not-found", ...reason };
  return { status: limit === undefined ? "answered" : "partial", answer, ...reason };
}

type ActOutcome =
  | { readonly type: "action"; readonly action: Action }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

interface TurnSetting {
  readonly turn: number;
  readonly budget: ReturnType<typeof budgetStatus>;
  readonly mustAnswer: boolean;
}

async function* act(
  options: LoopOptions,
  tools: readonly ToolSpec[],
  { turn, budget, mustAnswer }: TurnSetting,
): AsyncGenerator<RunEvent, ActOutcome> {
  const { question, language, state } = options;
  const policyState = { question, language, messages: state.messages, tools, budget, mustAnswer };
  const deadline =
    budget.msLeft === undefined ? undefined : AbortSignal.timeout(Math.ceil(budget.msLeft) + 1);
  const signal = deadline === undefined ? options.signal : AbortSignal.any([options.signal, deadline]);
  for await (const event of options.policy.act(policyState, signal)) {
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
  const message = `the policy ${options.policy.name} ended a turn without an action`;
  return { type: "failure", failure: { code: "MODEL_UNAVAILABLE", message, retryable: false } };
}
