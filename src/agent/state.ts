import { present } from "../core/present.ts";
import { type Message, type ToolCallPart, type ToolResultPart, toolCalls } from "../model/message.ts";
import { addUsage } from "../model/add-usage.ts";
import type { Usage } from "../model/policy.ts";
import type { RunEvent, TurnSpending } from "./events.ts";
import type { ApprovalAnswer } from "./approval.ts";
import { EvidenceLog } from "./evidence-log.ts";
import { asObservation, type TodoItem } from "./observation.ts";

/** Everything the loop knows. Only `applyEvent` makes a new one, live and in replay alike. */
export interface LoopState {
  /** Everything that was said, from the system prompt on. */
  readonly messages: readonly Message[];
  /** What a language model is sent in place of `messages`; absent while it is sent all of them. */
  readonly sent?: readonly Message[];
  /** Of what is sent: append-only within a segment, so that a server's prefix cache holds. */
  readonly segment: number;
  /** Turns that are no longer sent, and what was noted of them. */
  readonly droppedTurns: number;
  readonly notes: string;
  /** Context of the model that was learned when its server refused a prompt; narrower than what was assumed. */
  readonly learnedTokens?: number;
  /** Where whole results are kept of which an extract is sent, by call. */
  readonly stored: ReadonlyMap<string, string>;
  /** Turns begun. */
  readonly turns: number;
  /** Calls that were made; those refused for lack of budget are not counted. */
  readonly toolCalls: number;
  readonly evidence: EvidenceLog;
  readonly plan: readonly TodoItem[];
  /** Tokens over all turns, as the server counted them; absent when no server did. */
  readonly usage?: Usage;
  /** Tokens and money that count against the budget: counted by the server where it counts, else estimated. */
  readonly spending: TurnSpending;
  /** Limits that the run has warned about. */
  readonly warned: readonly string[];
  /** What people said to calls of the turn under way, by call. */
  readonly answers: ReadonlyMap<string, ApprovalAnswer>;
  /** Calls of the turn under way that were begun, with a result or not. */
  readonly begun: ReadonlySet<string>;
  /** Time used up to the start of the last turn. */
  readonly elapsedMs: number;
  /** Why the turn under way has to be the answer, when it has to. */
  readonly spent?: string;
  /** The last message is cut off. */
  readonly truncated?: true;
  /** The fallback policy that said the last message. */
  readonly fallback?: string;
  /** Set once the run has ended. */
  readonly end?: Extract<RunEvent, { type: "run-end" }>;
}

export function initialState(messages: readonly Message[]): LoopState {
  return {
    messages,
    turns: 0,
    toolCalls: 0,
    evidence: EvidenceLog.empty(),
    segment: 1,
    droppedTurns: 0,
    notes: "",
    stored: new Map(),
    plan: [],
    spending: { tokens: 0, cost: 0 },
    warned: [],
    answers: new Map(),
    begun: new Set(),
    elapsedMs: 0,
  };
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
    case "compaction":
      return compacted(state, event);
    case "budget-warning":
      return warned(state, event);
    case "user-message":
      return withUserMessage(state, event.text);
    case "model-use":
      return { ...state, ...billed(state, { usage: event.usage, spending: event.spending }) };
    case "approval-end":
      return { ...state, answers: new Map(state.answers).set(event.callId, event.answer) };
    case "tool-call":
      return { ...state, begun: new Set(state.begun).add(event.callId) };
    case "run-end":
      return { ...state, end: event };
    case "run-start":
    case "text-delta":
    case "reasoning-delta":
    case "approval-request":
    case "plan-update":
    case "turn-end":
    case "turn-retry":
      return state;
    default:
      return event satisfies never;
  }
}

function withUserMessage(state: LoopState, text: string): LoopState {
  const message: Message = { role: "user", text };
  const sent = state.sent === undefined ? {} : { sent: [...state.sent, message] };
  return { ...state, ...sent, messages: [...state.messages, message] };
}

/** What a language model is sent: the newest segment, where there is more than one. */
export function sentMessages(state: LoopState): readonly Message[] {
  return state.sent ?? state.messages;
}

function startTurn(state: LoopState, event: Extract<RunEvent, { type: "turn-start" }>): LoopState {
  const { spent: _, ...rest } = state;
  const spent = event.spent === undefined ? {} : { spent: event.spent };
  const fresh = { answers: new Map<string, ApprovalAnswer>(), begun: new Set<string>() };
  return { ...rest, ...spent, ...fresh, turns: event.turn, elapsedMs: event.budget.elapsedMs };
}

function withMessage(state: LoopState, event: Extract<RunEvent, { type: "message-end" }>): LoopState {
  const { truncated: _, fallback: __, ...rest } = state;
  const { message, usage, spending, truncated, fallback } = event;
  return {
    ...rest,
    messages: [...state.messages, message],
    ...(state.sent === undefined ? {} : { sent: [...state.sent, message] }),
    ...present({ truncated, fallback }),
    ...billed(state, { usage, spending }),
  };
}

function compacted(state: LoopState, event: Extract<RunEvent, { type: "compaction" }>): LoopState {
  const { messages, segment, droppedTurns, notes, spending, usage, learnedTokens } = event;
  return {
    ...state,
    ...present({ learnedTokens }),
    sent: messages,
    segment,
    droppedTurns,
    notes,
    ...billed(state, { usage, spending }),
  };
}

/** What a request took, added to what the run has taken. */
function billed(
  state: LoopState,
  { usage, spending }: { readonly usage: Usage | undefined; readonly spending: TurnSpending | undefined },
): Pick<LoopState, "usage" | "spending"> {
  const total = addUsage(state.usage, usage);
  return {
    spending: spending === undefined ? state.spending : added(state.spending, spending),
    ...present({ usage: total }),
  };
}

function added(total: TurnSpending, turn: TurnSpending): TurnSpending {
  const isEstimate = total.isEstimate ?? turn.isEstimate;
  return {
    tokens: total.tokens + turn.tokens,
    cost: total.cost + turn.cost,
    ...present({ isEstimate }),
  };
}

/**
 * The note goes behind the newest message, which was not sent yet: what a server has cached stays a prefix. Only
 * what is sent has it; the history stays what was said.
 */
function warned(state: LoopState, event: Extract<RunEvent, { type: "budget-warning" }>): LoopState {
  const next = { ...state, warned: [...state.warned, event.what] };
  const sent = sentMessages(state);
  const last = sent.at(-1);
  if (event.note === undefined || last === undefined) return next;
  return { ...next, sent: [...sent.slice(0, -1), withNote(last, event.note)] };
}

function withNote(message: Message, note: string): Message {
  if (message.role === "user" || message.role === "system")
    return { ...message, text: `${message.text}\n\n${note}` };
  const part = message.parts.at(-1);
  if (message.role === "assistant" || part?.type !== "tool-result") return message;
  const noted = { ...part, content: `${part.content}\n\n${note}` };
  return { role: "tool", parts: [...message.parts.slice(0, -1), noted] };
}

function withToolResult(state: LoopState, event: Extract<RunEvent, { type: "tool-result" }>): LoopState {
  const part: ToolResultPart = {
    type: "tool-result",
    callId: event.callId,
    toolName: event.toolName,
    content: event.content,
    isError: event.isError,
    ...present({ data: event.data, pictures: event.pictures }),
  };
  const observation = asObservation(event.data);
  return {
    ...state,
    messages: appendResult(state.messages, part),
    ...(state.sent === undefined ? {} : { sent: appendResult(state.sent, part) }),
    toolCalls: state.toolCalls + (event.skipped === true ? 0 : 1),
    evidence: state.evidence.with(event.evidence),
    stored:
      event.storedAs === undefined ? state.stored : new Map(state.stored).set(event.callId, event.storedAs),
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
