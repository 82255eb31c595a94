import type { Evidence } from "../core/source.ts";
import { type Message, type ToolCallPart, type ToolResultPart, toolCalls } from "../model/message.ts";
import type { Usage } from "../model/policy.ts";
import type { RunEvent } from "./events.ts";
import { asObservation, type TodoItem } from "./observation.ts";

/** Everything the loop knows. Only `applyEvent` makes a new one, live and in replay alike. */
export interface LoopState {
  readonly messages: readonly Message[];
  /** Turns begun. */
  readonly turns: number;
  /** Calls that were made; those refused for lack of budget are not counted. */
  readonly toolCalls: number;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly plan: readonly TodoItem[];
  /** Tokens over all turns, as the server counted them; absent when no server did. */
  readonly usage?: Usage;
  /** Time used up to the start of the last turn. */
  readonly elapsedMs: number;
  /** Why the turn under way has to be the answer, when it has to. */
  readonly spent?: string;
  /** The last message is cut off. */
  readonly truncated?: true;
  /** Set once the run has ended. */
  readonly end?: Extract<RunEvent, { type: "run-end" }>;
}

export function initialState(messages: readonly Message[]): LoopState {
  return { messages, turns: 0, toolCalls: 0, evidence: new Map(), plan: [], elapsedMs: 0 };
}

/** The state after an event. Pure: replaying a journal gives the state the live run had. */
export function applyEvent(state: LoopState, event: RunEvent): LoopState {
  switch (event.type) {
    case "turn-start":
      return startTurn(state, event);
    case "message-end":
      return withMessage(state, event);
    case "tool-result":
      return withToolResult(state, event);
    case "run-end":
      return { ...state, end: event };
    case "run-start":
    case "text-delta":
    case "reasoning-delta":
    case "tool-call":
    case "plan-update":
    case "budget-warning":
    case "turn-end":
    case "turn-retry":
      return state;
    default:
      return event satisfies never;
  }
}

function startTurn(state: LoopState, event: Extract<RunEvent, { type: "turn-start" }>): LoopState {
  const { spent: _, ...rest } = state;
  const spent = event.spent === undefined ? {} : { spent: event.spent };
  return { ...rest, ...spent, turns: event.turn, elapsedMs: event.budget.elapsedMs };
}

function withMessage(state: LoopState, event: Extract<RunEvent, { type: "message-end" }>): LoopState {
  const { truncated: _, ...rest } = state;
  const truncated = event.truncated === undefined ? {} : { truncated: event.truncated };
  const next = { ...rest, ...truncated, messages: [...state.messages, event.message] };
  return event.usage === undefined ? next : { ...next, usage: sum(state.usage, event.usage) };
}

function sum(total: Usage | undefined, turn: Usage): Usage {
  return {
    inputTokens: (total?.inputTokens ?? 0) + turn.inputTokens,
    cachedInputTokens: (total?.cachedInputTokens ?? 0) + (turn.cachedInputTokens ?? 0),
    outputTokens: (total?.outputTokens ?? 0) + turn.outputTokens,
    reasoningTokens: (total?.reasoningTokens ?? 0) + (turn.reasoningTokens ?? 0),
  };
}

function withToolResult(state: LoopState, event: Extract<RunEvent, { type: "tool-result" }>): LoopState {
  const part: ToolResultPart = {
    type: "tool-result",
    callId: event.callId,
    toolName: event.toolName,
    content: event.content,
    isError: event.isError,
    ...(event.data === undefined ? {} : { data: event.data }),
  };
  const evidence = new Map(state.evidence);
  for (const item of event.evidence) {
    if (!evidence.has(item.citationId)) evidence.set(item.citationId, item);
  }
  const observation = asObservation(event.data);
  return {
    ...state,
    messages: appendResult(state.messages, part),
    toolCalls: state.toolCalls + (event.skipped === true ? 0 : 1),
    evidence,
    plan: observation?.type === "todo" ? observation.items : state.plan,
  };
}

/** Results stand in the order of the calls, whatever order they came in. */
function appendResult(messages: readonly Message[], part: ToolResultPart): readonly Message[] {
  const last = messages.at(-1);
  if (last?.role !== "tool") return [...messages, { role: "tool", parts: [part] }];
  const caller = messages.at(-2);
  const parts = [...last.parts, part];
  if (caller?.role === "assistant") {
    const order = toolCalls(caller).map((call) => call.callId);
    parts.sort((a, b) => order.indexOf(a.callId) - order.indexOf(b.callId));
  }
  return [...messages.slice(0, -1), { role: "tool", parts }];
}

/** The last assistant message with tool calls that have no result yet: work that a crash interrupted. */
export function unfinishedCalls(state: LoopState): readonly ToolCallPart[] {
  const last = state.messages.at(-1);
  if (last?.role === "assistant") return toolCalls(last);
  if (last?.role !== "tool") return [];
  const caller = state.messages.at(-2);
  if (caller?.role !== "assistant") return [];
  const done = new Set(last.parts.map((part) => part.callId));
  return toolCalls(caller).filter((call) => !done.has(call.callId));
}
