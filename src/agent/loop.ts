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
 * a result before the policy sees it. Given the state folded from a journal, it goes on behind the last
 * event: no finished model call or tool call is made again. Never throws because of a tool or a policy.
 */
export async function* runLoop(options: LoopOptions): AsyncGenerator<RunEvent, LoopOutcome> {
  const run = startRun(options);
  for (;;) {
    const settled = yield* settle(run);
    if (settled !== undefined) return settled;
    const failed = yield* takeTurn(run);
    if (failed !== undefined) return failed;
  }
}

/** The one place of the loop that changes. */
interface Running {
  readonly options: LoopOptions;
  readonly specs: readonly ToolSpec[];
  readonly elapsedMs: () => number;
  readonly warned: Set<string>;
  state: LoopState;
}

function startRun(options: LoopOptions): Running {
  const { clock, state } = options;
  const startedMs = clock.monotonicMs();
  const elapsedMs = (): number => state.elapsedMs + clock.monotonicMs() - startedMs;
  return { options, specs: options.tools.map(toolSpec), elapsedMs, warned: new Set(), state };
}

function* record(run: Running, event: RunEvent): Generator<RunEvent> {
  run.state = applyEvent(run.state, event);
  yield event;
}

/** Acts on the last message: ends the run when it holds the answer, else runs the calls that have no result. */
async function* settle(run: Running): AsyncGenerator<RunEvent, LoopOutcome | undefined> {
  const { state } = run;
  if (state.end !== undefined) return outcomeOf(state, state.end);
  const last = state.messages.at(-1);
  const answer = last?.role === "assistant" ? (answerOf(last) ?? (state.spent && "")) : undefined;
  if (answer !== undefined) {
    yield { type: "turn-end", turn: state.turns };
    return yield* end(run, endingOf(answer, state));
  }
  const calls = unfinishedCalls(state);
  if (calls.length === 0) return undefined;
  for await (const event of runToolCalls(calls, { ...run.options, state, elapsedMs: run.elapsedMs() })) {
    yield* record(run, event);
  }
  yield { type: "turn-end", turn: state.turns };
  return undefined;
}

/** Asks the policy for its next action; an outcome only when there will be none. */
async function* takeTurn(run: Running): AsyncGenerator<RunEvent, LoopOutcome | undefined> {
  const { options, state } = run;
  if (options.signal.aborted) return yield* end(run, { status: "interrupted", reason: "stopped" });
  const used: Spending = { turns: state.turns, toolCalls: state.toolCalls, elapsedMs: run.elapsedMs() };
  const spent = options.stopSignal?.aborted ? "stopped by the user" : spentLimit(options.limits, used);
  const turn = state.turns + 1;
  for (const near of nearLimits(options.limits, used)) {
    if (!run.warned.has(near.what)) yield { type: "budget-warning", turn, ...near };
    run.warned.add(near.what);
  }
  const budget = budgetStatus(options.limits, used);
  const why = spent === undefined ? {} : { spent };
  yield* record(run, { type: "turn-start", turn, budget, mustAnswer: spent !== undefined, ...why });

  const setting = { turn, budget, mustAnswer: spent !== undefined };
  let outcome = yield* act(run, setting);
  if (outcome.type === "failure" && outcome.failure.retryable && !options.signal.aborted) {
    yield { type: "turn-retry", turn, reason: outcome.failure.message };
    outcome = yield* act(run, setting);
  }
  if (outcome.type === "failure") {
    const status = options.signal.aborted ? "interrupted" : "failed";
    return yield* end(run, { status, reason: `${outcome.failure.code}: ${outcome.failure.message}` });
  }
  yield* record(run, { type: "message-end", turn, ...outcome.action });
  return undefined;
}

function* end(run: Running, ending: Ending): Generator<RunEvent, LoopOutcome> {
  const { turns, toolCalls } = run.state;
  const elapsedMs = Math.round(run.elapsedMs());
  const event: RunEndEvent = { type: "run-end", ...ending, turns, toolCalls, elapsedMs };
  yield* record(run, event);
  return outcomeOf(run.state, event);
}

type RunEndEvent = Extract<RunEvent, { type: "run-end" }>;

/** What a run came to, from its last event and its last message alone. */
function outcomeOf(state: LoopState, { status, reason, elapsedMs }: RunEndEvent): LoopOutcome {
  const last = state.messages.findLast((message) => message.role === "assistant");
  const hasAnswer = status === "answered" || status === "partial";
  const answer = hasAnswer && last !== undefined ? answerOf(last) : undefined;
  return {
    status,
    elapsedMs,
    state,
    ...(answer === undefined ? {} : { answer }),
    ...(reason === undefined ? {} : { reason }),
  };
}

interface Ending {
  readonly status: RunStatus;
  readonly reason?: string;
}

function endingOf(answer: string, { spent, truncated }: LoopState): Ending {
  const reasons = [
    ...(spent === undefined ? [] : [`budget spent: ${spent}`]),
    ...(truncated ? ["the answer was cut off at the model's output limit"] : []),
  ];
  if (reasons.length === 0) return { status: answer === "" ? "not-found" : "answered" };
  return { status: answer === "" ? "not-found" : "partial", reason: reasons.join("; ") };
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
  run: Running,
  { turn, budget, mustAnswer }: TurnSetting,
): AsyncGenerator<RunEvent, ActOutcome> {
  const { options, specs: tools, state } = run;
  const { question, language } = options;
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
