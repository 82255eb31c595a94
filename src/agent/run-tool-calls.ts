import { withDeadline } from "../core/abort.ts";
import type { Clock } from "../core/clock.ts";
import { errorMessage } from "../core/errors.ts";
import { present } from "../core/present.ts";
import type { ToolCallPart } from "../model/message.ts";
import { spendingOf } from "./budget.ts";
import { type Approval, askFor, refusalOf } from "./approval.ts";
import type { RunEvent, RunLimits } from "./events.ts";
import type { ContextWindow } from "./context/context-window.ts";
import type { KeptEvents } from "./kept-events.ts";
import { promptTokens } from "./context/count-tokens.ts";
import type { Digest } from "./context/digest-result.ts";
import { fitResult } from "./context/fit-result.ts";
import { asObservation } from "./observation.ts";
import { type LoopState, sentMessages } from "./state.ts";
import type { AnyTool, ModelUse, ToolContext, ToolResult } from "./tool.ts";

export interface ToolCallOptions {
  readonly state: LoopState;
  /** Time the run has used when the first call starts; shortens the calls' own deadlines. */
  readonly elapsedMs: number;
  readonly tools: readonly AnyTool[];
  readonly context: Omit<ToolContext, "signal" | "evidence">;
  readonly limits: RunLimits;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly toolTimeoutMs: number;
  readonly approval?: Approval;
  /** Waited for before a call is made. */
  readonly kept?: KeptEvents;
  /** Results too long for it are kept whole elsewhere and told in extract. */
  readonly window?: ContextWindow;
}

/**
 * Runs the calls of one message and yields `tool-call` before a call starts and `tool-result` when it
 * is over. Calls of tools that allow it run at the same time. Every call gets a result: unknown tools,
 * invalid input, time-outs, exceptions and calls over the limit become results the policy can read.
 */
export async function* runToolCalls(
  calls: readonly ToolCallPart[],
  options: ToolCallOptions,
): AsyncGenerator<RunEvent> {
  const { state } = options;
  const allowed = Math.max(0, (options.limits.maxToolCalls ?? Infinity) - state.toolCalls);
  const startedMs = options.clock.monotonicMs();
  const leftMs = (): number =>
    (options.limits.maxMs ?? Infinity) - options.elapsedMs - (options.clock.monotonicMs() - startedMs);
  const turn = state.turns;
  for (const wanted of batches(calls.slice(0, allowed), options.tools)) {
    const batch = yield* allowedOf(wanted, options);
    const timeoutMs = Math.min(options.toolTimeoutMs, leftMs());
    if (timeoutMs <= 0) {
      for (const call of batch) yield skipped(call, turn, "time");
      continue;
    }
    for (const call of batch) yield beginning(call, state);
    await readyFor(options);
    const running = batch.map((call) => runCall(call, { options, timeoutMs, turn }));
    yield* asCompleted(running);
  }
  for (const call of calls.slice(allowed)) yield skipped(call, turn, "tool calls");
}

/** Waits until calls may start. What the next prompt takes is counted while the disk works. */
async function readyFor({ kept, window, state }: ToolCallOptions): Promise<void> {
  const synced = kept?.synced();
  if (window !== undefined) promptTokens(sentMessages(state), []);
  await synced;
}

/** The calls of a batch that may be made; the others get their results here. */
async function* allowedOf(
  batch: readonly ToolCallPart[],
  { approval, kept, state, signal }: ToolCallOptions,
): AsyncGenerator<RunEvent, readonly ToolCallPart[]> {
  if (approval === undefined) return batch;
  const allowed: ToolCallPart[] = [];
  for (const call of batch) {
    const { turns: turn, answers } = state;
    const approving = { approval, turn, answers, signal, ...(kept && { kept }) };
    const answer = yield* askFor(call, approving);
    if (answer === "yes") allowed.push(call);
    else yield notMade(call, state.turns, refusalOf(call.toolName, answer));
  }
  return allowed;
}

function beginning(call: ToolCallPart, { turns: turn, begun }: LoopState): RunEvent {
  const again = begun.has(call.callId) ? ({ again: true } as const) : {};
  return { type: "tool-call", turn, ...named(call), input: call.input, ...again };
}

function skipped(call: ToolCallPart, turn: number, budget: string): RunEvent {
  const content = `Not run: the budget of ${budget} is spent. Answer from what you have.`;
  return { ...notMade(call, turn, content), skipped: true };
}

function notMade(call: ToolCallPart, turn: number, content: string) {
  const result = { content, evidence: [], isError: true, elapsedMs: 0 };
  return { type: "tool-result" as const, turn, ...named(call), ...result };
}

function named(call: ToolCallPart): { callId: string; toolName: string } {
  return { callId: call.callId, toolName: call.toolName };
}

/** Neighbouring calls of parallel tools form one batch; every other call is a batch of its own. */
function batches(calls: readonly ToolCallPart[], tools: readonly AnyTool[]): ToolCallPart[][] {
  const groups: ToolCallPart[][] = [];
  let open = false;
  for (const call of calls) {
    const parallel = tools.find((tool) => tool.name === call.toolName)?.parallel === true;
    const last = groups.at(-1);
    if (parallel && open && last !== undefined) last.push(call);
    else groups.push([call]);
    open = parallel;
  }
  return groups;
}

interface CallSetting {
  readonly options: ToolCallOptions;
  readonly timeoutMs: number;
  readonly turn: number;
}

async function runCall(call: ToolCallPart, setting: CallSetting): Promise<RunEvent[]> {
  const { options, turn } = setting;
  const startedMs = options.clock.monotonicMs();
  const result = await resultOf(call, setting);
  const told = toldOf(`${result.content}${repetitionNote(call, options)}`, call, setting);
  const event: RunEvent = {
    type: "tool-result",
    turn,
    ...named(call),
    ...told,
    evidence: result.evidence ?? [],
    isError: result.isError ?? false,
    elapsedMs: Math.round(options.clock.monotonicMs() - startedMs),
    ...present({ data: result.data, pictures: result.pictures }),
  };
  const observation = asObservation(result.data);
  const plan: RunEvent[] =
    observation?.type === "todo" ? [{ type: "plan-update", turn, items: observation.items }] : [];
  return [event, ...plan, ...(result.uses ?? []).map((use) => useEvent(use, setting))];
}

/** What a policy has to know of a call that was made twice; nothing for tools that change nothing. */
function repetitionNote({ callId, toolName }: ToolCallPart, { state, tools }: ToolCallOptions): string {
  const isHarmless = tools.find((tool) => tool.name === toolName)?.parallel === true;
  if (isHarmless || !state.begun.has(callId)) return "";
  return "\n\nThe run was interrupted during this call, and it was made again: what it does may have been done twice.";
}

function useEvent(use: ModelUse, { turn, options }: CallSetting): RunEvent {
  const { usage, role } = use;
  const bill = usage === undefined ? {} : { spending: spendingOf(usage, options.limits, role) };
  return { type: "model-use", turn, ...use, ...bill };
}

/** What of a result is told, and where the rest is; all of it where nothing limits it. */
function toldOf(
  content: string,
  call: ToolCallPart,
  { options, turn }: CallSetting,
): { readonly content: string } & Partial<Digest> {
  const { window, tools, context } = options;
  if (window === undefined) return { content };
  const isPaged = tools.find((tool) => tool.name === call.toolName)?.paged === true;
  return fitResult({ content, call, turn, isPaged, question: context.question }, window);
}

async function resultOf(call: ToolCallPart, { options, timeoutMs }: CallSetting): Promise<ToolResult> {
  const tool = options.tools.find((candidate) => candidate.name === call.toolName);
  if (tool === undefined) {
    const names = options.tools.map((candidate) => candidate.name).join(", ");
    const unread = typeof call.input === "string" ? " The call could not be read as JSON either." : "";
    const content = `There is no tool named ${call.toolName}.${unread} The tools are: ${names}.`;
    return { content, isError: true };
  }
  try {
    const outcome = await withDeadline(
      (signal) => tool.invoke(call.input, { ...options.context, evidence: options.state.evidence, signal }),
      { timeoutMs, signal: options.signal },
    );
    if (outcome.type === "value") return outcome.value;
    if (outcome.type === "aborted") return { content: "Stopped before it finished.", isError: true };
    const seconds = Math.max(0, Math.round(timeoutMs / 1000));
    return { content: `${call.toolName} did not finish within ${seconds} s and was stopped.`, isError: true };
  } catch (error) {
    // A bug in a tool must not end the run: the policy can go another way.
    return { content: `${call.toolName} failed: ${errorMessage(error)}`, isError: true };
  }
}

/** Yields what each promise brings as soon as it is there. */
async function* asCompleted<T>(running: readonly Promise<readonly T[]>[]): AsyncGenerator<T> {
  const waiting = new Map(
    running.map((promise, index) => [index, promise.then((items) => ({ index, items }))]),
  );
  while (waiting.size > 0) {
    const { index, items } = await Promise.race(waiting.values());
    waiting.delete(index);
    yield* items;
  }
}
