import { rm } from "node:fs/promises";
import { AppError, exitCodes } from "../core/errors.ts";
import { isLeaseHeld } from "../run/lease.ts";
import { countOf } from "./count-of.ts";
import { parseDuration } from "./duration.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import { type RunRecord, findRun, findRuns, runsDirectory } from "./run-finder.ts";

export interface CleanFlags {
  readonly olderThan?: string;
  readonly keep?: string;
  readonly status?: string;
  readonly yes?: boolean;
  readonly runsDir?: string;
}

/** Removes run directories that are named or chosen; without `--yes` it only says which. Runs under way stay. */
export async function clean(wanted: readonly string[], flags: CleanFlags): Promise<number> {
  const messages = messagesIn(interfaceLanguage(undefined, process.env));
  const chosen = await choose(wanted, flags);
  for (const { id, directory } of chosen) {
    if (isLeaseHeld(directory)) {
      console.error(messages.stillRunning(id));
      continue;
    }
    if (flags.yes === true) await rm(directory, { recursive: true });
    console.log(directory);
  }
  if (chosen.length === 0) console.error(messages.nothingToClean);
  else if (flags.yes !== true) console.error(messages.wouldRemove);
  return exitCodes.verified;
}

async function choose(wanted: readonly string[], flags: CleanFlags): Promise<readonly RunRecord[]> {
  const folder = runsDirectory(flags.runsDir);
  const { olderThan, keep, status } = flags;
  if (wanted.length > 0) return Promise.all(wanted.map((run) => findRun(run, folder)));
  if (olderThan === undefined && keep === undefined && status === undefined) {
    throw new AppError("USAGE", "It is not said which runs to remove.", {
      why: "clean removes whole run directories",
      fix: "deepwell clean --older-than 30d · deepwell clean --keep 20 · deepwell clean --status failed · deepwell clean RUN",
    });
  }
  const before = olderThan === undefined ? undefined : Date.now() - ageOf(olderThan);
  const kept = countOf("--keep", keep, { example: 20, least: 0 }) ?? 0;
  const runs = await findRuns(folder);
  return runs
    .slice(kept)
    .filter((run) => before === undefined || Date.parse(run.startedAt) < before)
    .filter((run) => status === undefined || run.status === status);
}

function ageOf(text: string): number {
  const age = parseDuration(text);
  if (age !== undefined) return age;
  throw new AppError("USAGE", `--older-than cannot be ${JSON.stringify(text)}.`, {
    why: "it is a duration such as 30d, 12h or 90m",
    fix: "--older-than 30d",
  });
}
