import type { RunEvent, RunLimits, RunStatus } from "../agent/events.ts";
import { applyEvent, initialState } from "../agent/state.ts";
import type { TodoItem } from "../agent/observation.ts";
import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { readRequests } from "./inbox.ts";
import { readJournal } from "./journal.ts";
import { isLeaseHeld } from "./lease.ts";
import { openRunDirectory } from "./run-directory.ts";

/** How far a run is, from its journal and its lease alone. */
export interface RunProgress {
  readonly id: string;
  readonly question: string;
  /** `running` while a process of this machine drives it; `interrupted` where one died or was stopped. */
  readonly status: RunStatus | "running";
  readonly reason?: string;
  readonly turns: number;
  readonly toolCalls: number;
  readonly limits: RunLimits;
  /** Working time, without pauses between a stop and a resume. */
  readonly elapsedMs: number;
  readonly plan: readonly TodoItem[];
  /** Passages that may be cited by now. */
  readonly passages: number;
  /** The tool called last, with its input as JSON. */
  readonly lastCall?: { readonly toolName: string; readonly input: string };
  /** Messages to it that it has not read. */
  readonly unread: readonly string[];
  readonly forkedFrom?: { readonly runId: string; readonly turn: number };
}

/** Reads how far a run is; changes nothing. Throws `AppError` RUN_INVALID where there is no journal. */
export async function runProgress(directory: string): Promise<RunProgress> {
  const { id, journalFile, path } = openRunDirectory(directory);
  const events = await readJournal(journalFile);
  const [start] = events;
  if (start?.type !== "run-start") {
    throw new AppError("RUN_INVALID", `There is no run in ${path}.`, {
      why: "its journal is missing or does not begin with the start of a run",
      fix: "deepwell list shows the runs that there are",
    });
  }
  const state = events.reduce(applyEvent, initialState([]));
  const heard = new Set(events.flatMap((event) => (event.type === "user-message" ? [event.id] : [])));
  const waiting = await readRequests(directory);
  const lastCall = events.findLast((event) => event.type === "tool-call");
  const { reason, elapsedMs } = state.end ?? { elapsedMs: state.elapsedMs };
  return {
    id,
    question: start.question,
    status: isLeaseHeld(directory) ? "running" : (state.end?.status ?? "interrupted"),
    ...present({ reason }),
    turns: state.turns,
    toolCalls: state.toolCalls,
    limits: start.limits,
    elapsedMs: Math.round(elapsedMs),
    plan: state.plan,
    passages: state.evidence.size,
    ...(lastCall === undefined ? {} : { lastCall: callOf(lastCall) }),
    unread: waiting.flatMap((item) => (item.type === "steer" && !heard.has(item.id) ? [item.text] : [])),
    ...present({ forkedFrom: start.forkedFrom }),
  };
}

function callOf({ toolName, input }: Extract<RunEvent, { type: "tool-call" }>) {
  return { toolName, input: JSON.stringify(input) };
}
