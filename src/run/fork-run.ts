import { cp, rm } from "node:fs/promises";
import type { RunEvent } from "../agent/events.ts";
import { AppError } from "../core/errors.ts";
import { openJournal, readJournal } from "./journal.ts";
import { createRunDirectory, openRunDirectory, type RunDirectory } from "./run-directory.ts";

export interface ForkOptions {
  /** Directory of the run that is branched; it is only read. */
  readonly directory: string;
  /** The last turn that both have in common; 0 keeps the question alone. */
  readonly turn: number;
  /** Folder in which the new run's directory is made. */
  readonly runsDir: string;
  readonly now: Date;
}

/**
 * Branches a run: a new directory whose journal is that of the old run up to and with a turn, so that the new run goes
 * on from there when it is resumed. Sources and the agent's files are copied; files that changed after
 * that turn are copied as they are now. Throws `AppError` RUN_INVALID where there is no such run or turn.
 */
export async function forkRun({ directory, turn, runsDir, now }: ForkOptions): Promise<RunDirectory> {
  const origin = openRunDirectory(directory);
  const events = await readJournal(origin.journalFile);
  const [start] = events;
  const lastTurn = events.reduce((last, event) => (event.type === "turn-end" ? event.turn : last), 0);
  if (start?.type !== "run-start" || !Number.isInteger(turn) || turn < 0 || turn > lastTurn) {
    throw new AppError("RUN_INVALID", `The run ${origin.id} cannot be branched after turn ${turn}.`, {
      why: start?.type === "run-start" ? `it has ${lastTurn} finished turns` : "it has no journal to branch",
      fix: `deepwell status ${origin.id}`,
    });
  }
  const branch = await createRunDirectory({ runsDir, question: start.question, now });
  try {
    await cp(origin.sourcesFolder, branch.sourcesFolder, { recursive: true });
    await cp(origin.workspace, branch.workspace, { recursive: true });
    const { journal } = await openJournal(branch.journalFile);
    const forkedFrom = { runId: origin.id, turn };
    const ownStart = { ...start, runId: branch.id, startedAt: now.toISOString(), forkedFrom };
    await Promise.all([ownStart, ...upTo(turn, events.slice(1))].map((event) => journal.append(event)));
    await journal.close();
  } catch (error) {
    await rm(branch.path, { recursive: true, force: true });
    throw error;
  }
  return branch;
}

/** What happened up to the end of a turn. */
function upTo(turn: number, events: readonly RunEvent[]): readonly RunEvent[] {
  const end = events.findIndex((event) => event.type === "turn-end" && event.turn === turn);
  return events.slice(0, end + 1).filter((event) => event.type !== "run-end");
}
