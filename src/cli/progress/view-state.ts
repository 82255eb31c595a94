import type { RunEvent, RunLimits, RunStatus } from "../../agent/events.ts";
import { asObservation, type TodoItem } from "../../agent/observation.ts";
import type { JsonValue } from "../../core/json.ts";

/** What the run is doing at this moment. */
export type Activity =
  | { readonly type: "starting" }
  | { readonly type: "thinking" }
  | { readonly type: "planning" }
  | { readonly type: "searching"; readonly queries: readonly string[] }
  | { readonly type: "reading"; readonly titles: readonly string[] }
  | { readonly type: "using-tool"; readonly toolName: string }
  | { readonly type: "writing" }
  | { readonly type: "checking" };

/** All that the live view shows of a run; folded from its events. */
export interface ViewState {
  readonly question: string;
  readonly plan: readonly TodoItem[];
  readonly turn: number;
  readonly limits: RunLimits;
  readonly activity: Activity;
  /** Queries in the order in which they were made. */
  readonly queries: readonly string[];
  /** Titles of every source that a search or an opened page showed, by source id. */
  readonly found: ReadonlyMap<string, string>;
  /** Sources that were opened. */
  readonly read: ReadonlySet<string>;
  readonly failures: number;
  readonly elapsedMs: number;
  /** The user has asked to stop after this turn. */
  readonly isStopping: boolean;
  readonly status?: RunStatus;
}

/** The state before the first event. */
export function initialViewState(question: string): ViewState {
  return {
    question,
    plan: [],
    turn: 0,
    limits: {},
    activity: { type: "starting" },
    queries: [],
    found: new Map(),
    read: new Set(),
    failures: 0,
    elapsedMs: 0,
    isStopping: false,
  };
}

/** The state after one more event. */
export function updateViewState(state: ViewState, event: RunEvent): ViewState {
  switch (event.type) {
    case "run-start":
      return { ...state, question: event.question, limits: event.limits };
    case "turn-start":
      return { ...state, turn: event.turn, activity: { type: event.mustAnswer ? "writing" : "thinking" } };
    case "text-delta":
      return state.activity.type === "writing" ? state : { ...state, activity: { type: "writing" } };
    case "tool-call":
      return afterCall(state, event.toolName, event.input);
    case "tool-result":
      return afterResult(state, event);
    case "plan-update":
      return { ...state, plan: event.items };
    case "run-end":
      return { ...state, status: event.status, activity: { type: "checking" } };
    case "approval-request":
    case "approval-end":
    case "reasoning-delta":
    case "message-end":
    case "model-use":
    case "budget-warning":
    case "compaction":
    case "turn-end":
    case "turn-retry":
    case "user-message":
      return state;
    default:
      return event satisfies never;
  }
}

/** What a tool call is about, in the terms of the view; the input is whatever the policy wrote. */
export function activityOf(toolName: string, input: JsonValue, found: ViewState["found"]): Activity {
  if (toolName === "todo") return { type: "planning" };
  if (toolName !== "batch_web_surfer") return { type: "using-tool", toolName };
  const queries = stringsAt(input, "queries");
  if (queries.length > 0) return { type: "searching", queries };
  return { type: "reading", titles: stringsAt(input, "urls").map((ref) => titleOf(ref, found)) };
}

function afterCall(state: ViewState, toolName: string, input: JsonValue): ViewState {
  const activity = activityOf(toolName, input, state.found);
  const queries = activity.type === "searching" ? activity.queries : [];
  const fresh = queries.filter((query) => !state.queries.includes(query));
  return { ...state, activity, queries: [...state.queries, ...fresh] };
}

function afterResult(state: ViewState, event: Extract<RunEvent, { type: "tool-result" }>): ViewState {
  const found = new Map(state.found);
  const read = new Set(state.read);
  for (const { source } of event.evidence) found.set(source.id, source.title);
  const observation = asObservation(event.data);
  if (observation?.type === "open") {
    for (const { source } of observation.pages) if (source !== undefined) read.add(source.id);
  }
  return { ...state, found, read, failures: state.failures + (event.isError ? 1 : 0) };
}

function stringsAt(input: JsonValue, key: string): readonly string[] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return [];
  const value = Object.entries(input).find(([name]) => name === key)?.[1];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function titleOf(ref: string, found: ViewState["found"]): string {
  const known = [...found].find(([id]) => ref.length >= 8 && id.startsWith(ref));
  return known?.[1] ?? ref;
}
