import { type Message, messageText } from "./message.ts";
import type { Action, Policy, PolicyEvent, PolicyFailure, PolicyState } from "./policy.ts";

export interface TurnRecord {
  readonly events: readonly PolicyEvent[];
  readonly action?: Action;
  readonly failure?: PolicyFailure;
  /** In which ways the policy broke the seam's contract; empty when it kept it. */
  readonly violations: readonly string[];
}

/** A state as a run would show it: a question, what was said since, one tool. */
export function sampleState(
  said: readonly Message[] = [],
  options: { readonly mustAnswer?: boolean } = {},
): PolicyState {
  const question = "What causes tides?";
  return {
    question,
    language: "en",
    messages: [{ role: "user", text: question }, ...said],
    tools: [{ name: "search", description: "Finds.", inputSchema: { type: "object", properties: {} } }],
    budget: { turnsUsed: said.length, toolCallsUsed: 0, elapsedMs: 0 },
    mustAnswer: options.mustAnswer ?? false,
  };
}

/** Runs one turn of any policy and checks the contract of the `Policy` seam; for conformance tests. */
export async function recordTurn(
  policy: Policy,
  state: PolicyState,
  signal: AbortSignal = new AbortController().signal,
): Promise<TurnRecord> {
  const before = JSON.stringify(state);
  const events: PolicyEvent[] = [];
  const thrown: string[] = [];
  try {
    for await (const event of policy.act(state, signal)) events.push(event);
  } catch (error) {
    thrown.push(`threw ${String(error)}`);
  }
  const last = events.at(-1);
  const changed = JSON.stringify(state) === before ? [] : ["changed the state it was shown"];
  return {
    events,
    violations: [...thrown, ...changed, ...endingViolations(events), ...deltaViolations(events)],
    ...(last?.type === "action" ? { action: last.action } : {}),
    ...(last?.type === "failure" ? { failure: last.failure } : {}),
  };
}

function endingViolations(events: readonly PolicyEvent[]): readonly string[] {
  const endings = events.filter((event) => event.type === "action" || event.type === "failure");
  if (endings.length !== 1) return [`gave ${endings.length} actions and failures instead of one`];
  return endings[0] === events.at(-1) ? [] : ["went on after its action or failure"];
}

function deltaViolations(events: readonly PolicyEvent[]): readonly string[] {
  const last = events.at(-1);
  if (last?.type !== "action") return [];
  const { message } = last.action;
  const reasoning = message.parts.map((part) => (part.type === "reasoning" ? part.text : "")).join("");
  const callIds = message.parts.flatMap((part) => (part.type === "tool-call" ? [part.callId] : []));
  // A policy may show nothing until it is done, but what it shows has to be the message.
  const isShown = (shown: string, whole: string): boolean => shown === "" || shown === whole;
  return [
    ...(isShown(textOf(events, "text-delta"), messageText(message))
      ? []
      : ["text deltas are not the message's text"]),
    ...(isShown(textOf(events, "reasoning-delta"), reasoning)
      ? []
      : ["reasoning deltas are not the message's reasoning"]),
    ...(new Set(callIds).size === callIds.length ? [] : ["used a call id twice"]),
  ];
}

function textOf(events: readonly PolicyEvent[], type: "text-delta" | "reasoning-delta"): string {
  return events.map((event) => (event.type === type ? event.text : "")).join("");
}
