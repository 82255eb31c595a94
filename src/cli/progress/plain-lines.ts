import type { RunEvent } from "../../agent/events.ts";
import { asObservation } from "../../agent/observation.ts";
import { formatDuration } from "../duration.ts";
import type { Messages } from "../messages.ts";
import { fitText, singleLine } from "./fit-text.ts";
import { activityOf, type ViewState } from "./view-state.ts";

export interface PlainOptions {
  readonly messages: Messages;
  /** Also every source and passage that was found. */
  readonly verbose: boolean;
}

const maxColumns = 200;

/**
 * What an event says to somebody who reads lines, in a log or through a pipe; nothing for most events.
 * `state` is the view state after the event.
 */
export function plainLines(event: RunEvent, state: ViewState, options: PlainOptions): readonly string[] {
  const clock = `[${formatDuration(state.elapsedMs)}]`;
  return wordsOf(event, state, options).map((words) => `${clock} ${fitText(singleLine(words), maxColumns)}`);
}

function wordsOf(event: RunEvent, state: ViewState, options: PlainOptions): readonly string[] {
  const { messages } = options;
  switch (event.type) {
    case "turn-start":
      return event.mustAnswer ? [messages.activity({ type: "writing" })] : [];
    case "tool-call": {
      const activity = activityOf(event.toolName, event.input, state.found);
      return activity.type === "planning" ? [] : [messages.activity(activity)];
    }
    case "tool-result":
      return resultWords(event, options);
    case "plan-update": {
      const done = event.items.filter((item) => item.status === "completed").length;
      return [
        messages.planned(done, event.items.length),
        ...(options.verbose ? event.items.map((item) => `  ${item.status}: ${item.task}`) : []),
      ];
    }
    case "budget-warning":
      return [messages.budgetWarning(event.what, Math.round(event.usedShare * 100))];
    case "turn-retry":
      return [event.reason];
    case "compaction":
      return [messages.compacted(event.tokensBefore, event.tokensAfter)];
    case "user-message":
      return [messages.heard(event.text)];
    case "run-end":
      return event.reason === undefined ? [] : [event.reason];
    case "approval-end":
      return event.answer === "yes" ? [] : [messages.notAllowed(event.toolName, event.answer)];
    case "approval-request":
    case "run-start":
    case "text-delta":
    case "reasoning-delta":
    case "message-end":
    case "model-use":
    case "turn-end":
      return [];
    default:
      return event satisfies never;
  }
}

function resultWords(event: Extract<RunEvent, { type: "tool-result" }>, { messages, verbose }: PlainOptions) {
  if (event.isError) return [messages.toolFailed(event.content)];
  const observation = asObservation(event.data);
  if (observation === undefined || observation.type === "todo") return [];
  const sources = new Map(event.evidence.map((item) => [item.source.id, item.source]));
  const details = [...sources.values()].map((source) => `  ${source.title} <${source.url}>`);
  return [messages.foundPassages(event.evidence.length, sources.size), ...(verbose ? details : [])];
}
