import type { Clock } from "../core/clock.ts";
import { citationIdPattern } from "../core/ids.ts";
import { present } from "../core/present.ts";
import type { Policy, PolicyFailure, ToolSpec } from "../model/policy.ts";
import { answerOf } from "./answer.ts";
import { budgetStatus, isOverspent, nearLimits, type Spending, spentLimit, turnSpending } from "./budget.ts";
import type { Approval } from "./approval.ts";
import { budgetNote } from "./budget-note.ts";
import { type ContextWindow, learnedContext } from "./context/context-window.ts";
import { isLonger, promptTokens } from "./context/count-tokens.ts";
import { type Ending, endingOf } from "./ending.ts";
import type { RunEvent, RunLimits, RunStatus } from "./events.ts";
import { type ActOutcome, askPolicy } from "./ask-policy.ts";
import type { KeptEvents } from "./kept-events.ts";
import { segmentEvent, windowNow } from "./segment-event.ts";
import { runToolCalls } from "./run-tool-calls.ts";
import { applyEvent, type LoopState, sentMessages, unfinishedCalls } from "./state.ts";
import type { AnyTool, ToolContext } from "./tool.ts";
import { toolSpec } from "./tool-spec.ts";

export interface LoopOptions {
  readonly question: string;
  readonly language: string;
  readonly policy: Policy;
  /**
   * Asked for the answer where the policy gives none although it must: out of stubbornness, failure, or because
   * a cap on tokens or money is reached. Must not cost anything; sees the whole history.
   */
  readonly fallback?: Policy;
  readonly tools: readonly AnyTool[];
  readonly context: Omit<ToolContext, "signal" | "evidence">;
  readonly limits: RunLimits;
  readonly clock: Clock;
  /** Stop now: the run ends as `interrupted`, without an answer. */
  readonly signal: AbortSignal;
  /** Soft stop: the turn under way is finished, the next one has to be the answer. */
  readonly stopSignal?: AbortSignal;
  readonly toolTimeoutMs: number;
  /** Calls that need a person's yes; none where absent. */
  readonly approval?: Approval;
  /**
   * Keeps what the policy is sent within its context. For language models only: the embedded policy has no such
   * limit and reads the structured results of every turn.
   */
  readonly window?: ContextWindow;
  /** What a person has told the run since it was last asked; each message once. */
  readonly heard?: () => Promise<readonly HeardMessage[]>;
  /** Absent where nothing keeps the events, or each is kept before the next is asked for. */
  readonly kept?: KeptEvents;
  /** A fresh state, or one folded from a journal; then the loop goes on where it stopped. */
  readonly state: LoopState;
}

export interface HeardMessage {
  readonly id: string;
  readonly text: string;
}

export interface LoopOutcome {
  readonly status: RunStatus;
  /** Markdown with `\cite{}`; present when `status` is `answered` or `partial`. */
  readonly answer?: string;
  /** Name of the fallback policy that gave the answer in place of the run's own. */
  readonly fallback?: string;
  /** Why it ended early or without an answer. */
  readonly reason?: string;
  readonly elapsedMs: number;
  readonly state: LoopState;
}

/**
 * One question to one answer. Yields every event before its consequences, and waits for `kept` before anything outside
 * depends on it: a message is on disk before its tools run, a result is written before the policy sees it. Given a state
 * folded from a journal, it goes on behind the last event: no finished model call or tool call is made again. Never throws
 * because of a tool or a policy, only where `kept` does.
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
  state: LoopState;
}

function startRun(options: LoopOptions): Running {
  const { clock, state } = options;
  const startedMs = clock.monotonicMs();
  const elapsedMs = (): number => state.elapsedMs + clock.monotonicMs() - startedMs;
  return { options, specs: options.tools.map(toolSpec), elapsedMs, state };
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
  if (answer !== undefined && needsFallback(run, answer)) {
    return (yield* fallBack(run)) ?? (yield* settle(run));
  }
  if (answer !== undefined) {
    yield { type: "turn-end", turn: state.turns };
    // Who speaks up while the answer is being written wants another one.
    if (state.spent === undefined && (yield* hear(run))) return undefined;
    return yield* end(run, endingOf(answer, state));
  }
  const calls = unfinishedCalls(state);
  if (calls.length === 0) return undefined;
  const window = windowNow(run.options.window, state);
  const setting = { ...run.options, ...(window && { window }), state, elapsedMs: run.elapsedMs() };
  for await (const event of runToolCalls(calls, setting)) {
    yield* record(run, event);
  }
  yield { type: "turn-end", turn: state.turns };
  return undefined;
}

/** An answer was due, and what came is none: nothing, or words without a citation although there is evidence. */
function needsFallback({ state, options }: Running, answer: string): boolean {
  if (state.spent === undefined || state.fallback !== undefined || options.fallback === undefined)
    return false;
  return answer === "" || (state.evidence.size > 0 && !citationIdPattern.test(answer));
}

/** Adds what a person has said meanwhile to the conversation; whether there was anything. */
async function* hear(run: Running): AsyncGenerator<RunEvent, boolean> {
  const messages = (await run.options.heard?.()) ?? [];
  for (const { id, text } of messages) {
    yield* record(run, { type: "user-message", turn: run.state.turns, id, text });
  }
  return messages.length > 0;
}

/** Asks the policy for its next action; an outcome only when there will be none. */
async function* takeTurn(run: Running): AsyncGenerator<RunEvent, LoopOutcome | undefined> {
  const { options } = run;
  if (options.signal.aborted) return yield* end(run, { status: "interrupted", reason: "stopped" });
  yield* hear(run);
  yield* keepWithinWindow(run);
  const { state } = run;
  const { turns, toolCalls, spending } = state;
  const used: Spending = { ...spending, turns, toolCalls, elapsedMs: run.elapsedMs() };
  const prompt = limitsTokens(options) ? promptTokens(sentMessages(state), run.specs) : 0;
  const spent = options.stopSignal?.aborted
    ? "stopped by the user"
    : spentLimit(options.limits, used, prompt);
  const turn = turns + 1;
  const budget = budgetStatus(options.limits, used);
  for (const near of nearLimits(options.limits, used)) {
    if (state.warned.includes(near.what)) continue;
    const note = options.policy.usesLanguageModel && spent === undefined;
    const text = note ? { note: budgetNote(near, budget, options.language) } : {};
    yield* record(run, { type: "budget-warning", turn, ...near, ...text });
  }
  const why = spent === undefined ? {} : { spent };
  yield* record(run, { type: "turn-start", turn, budget, mustAnswer: spent !== undefined, ...why });
  if (isOverspent(options.limits, used)) return yield* fallBack(run);
  const outcome = yield* ask(run, options.policy);
  if (outcome.type === "failure") return yield* giveUp(run, outcome);
  const { message, usage } = outcome.action;
  const { usesLanguageModel } = options.policy;
  const isCounted = usage !== undefined || !usesLanguageModel;
  const sent = isCounted ? 0 : promptTokens(sentMessages(run.state), run.specs);
  const finished = { message, promptTokens: sent, usesLanguageModel, ...(usage && { usage }) };
  const taken = turnSpending(finished, options.limits);
  yield* record(run, { type: "message-end", turn, ...outcome.action, ...(taken && { spending: taken }) });
  return undefined;
}

/** Opens a new segment when the prompt has outgrown the window. */
async function* keepWithinWindow(run: Running): AsyncGenerator<RunEvent> {
  const { state, specs, options } = run;
  const window = windowNow(options.window, state);
  if (window === undefined || !isLonger(sentMessages(state), specs, window.limits.upper)) return;
  await options.kept?.written();
  yield* record(run, await segmentEvent({ ...options, state, specs, window, turn: state.turns + 1 }));
}

/**
 * The server has refused the prompt as too long: sends less from now on. False where that is not possible, or where
 * the prompt would not become shorter.
 */
async function* yieldToServer(run: Running, { overflow }: PolicyFailure): AsyncGenerator<RunEvent, boolean> {
  const { state, specs, options } = run;
  if (options.window === undefined) return false;
  const before = promptTokens(sentMessages(state), specs);
  const learnedTokens = learnedContext(before, overflow);
  const window = windowNow(options.window, { ...state, learnedTokens }) ?? options.window;
  const job = { ...options, state, specs, window, turn: state.turns, learnedTokens };
  yield* record(run, await segmentEvent(job));
  return promptTokens(sentMessages(run.state), specs) < before;
}

/** Whether a limit depends on the length of prompts: counting it takes time. */
function limitsTokens({ limits }: LoopOptions): boolean {
  return limits.maxTokens !== undefined || limits.maxCost !== undefined;
}

/** One turn of a policy; asked once more where its failure may pass, or where a shorter prompt may cure it. */
async function* ask(run: Running, policy: Policy): AsyncGenerator<RunEvent, ActOutcome> {
  const { options } = run;
  const turn = run.state.turns;
  const first = yield* act(run, policy);
  if (first.type === "action" || options.signal.aborted) return first;
  const isTooLong = first.failure.code === "MODEL_CONTEXT_EXCEEDED" && policy === options.policy;
  if (isTooLong && (yield* yieldToServer(run, first.failure))) return yield* act(run, policy);
  if (!first.failure.retryable) return first;
  yield { type: "turn-retry", turn, reason: first.failure.message };
  return yield* act(run, policy);
}

async function* act(run: Running, policy: Policy): AsyncGenerator<RunEvent, ActOutcome> {
  const { options, state } = run;
  await options.kept?.written();
  const isFallback = policy === options.fallback;
  const { turns, toolCalls, spending, elapsedMs } = state;
  // The budget is that of the turn's start: a retry does not know more than the first attempt.
  const used = { ...spending, turns: turns - 1, toolCalls, elapsedMs };
  const budget = budgetStatus(options.limits, used);
  const isTimed = budget.msLeft !== undefined && !isFallback;
  return yield* askPolicy(policy, {
    turn: turns,
    signal: options.signal,
    ...(isTimed ? { timeoutMs: budget.msLeft } : {}),
    state: {
      question: options.question,
      language: options.language,
      messages: isFallback ? state.messages : sentMessages(state),
      tools: run.specs,
      budget,
      mustAnswer: state.spent !== undefined,
    },
  });
}

/** Lets the fallback policy give the answer; without one, or when it fails too, there is none. */
async function* fallBack(run: Running): AsyncGenerator<RunEvent, LoopOutcome | undefined> {
  const { fallback } = run.options;
  const turn = run.state.turns;
  const outcome = fallback === undefined ? undefined : yield* ask(run, fallback);
  if (fallback === undefined || outcome?.type !== "action") {
    if (run.options.signal.aborted) return yield* end(run, { status: "interrupted", reason: "stopped" });
    return yield* end(run, endingOf("", run.state));
  }
  yield* record(run, { type: "message-end", turn, ...outcome.action, fallback: fallback.name });
  return undefined;
}

/** The policy has no action: what there is becomes the answer where one is due, else the run has failed. */
async function* giveUp(
  run: Running,
  { failure }: Extract<ActOutcome, { type: "failure" }>,
): AsyncGenerator<RunEvent, LoopOutcome | undefined> {
  const isAborted = run.options.signal.aborted;
  if (run.state.spent !== undefined && !isAborted && run.options.fallback !== undefined)
    return yield* fallBack(run);
  const reason = `${failure.code}: ${failure.message}`;
  return yield* end(run, { status: isAborted ? "interrupted" : "failed", reason });
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
    ...present({ answer, reason, fallback: state.fallback }),
  };
}
