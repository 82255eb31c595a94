import { readFile } from "node:fs/promises";
import path from "node:path";
import { AppError, exitCodes } from "../core/errors.ts";
import { findRun, runsDirectory } from "./run-finder.ts";

export interface ShowFlags {
  readonly json?: boolean;
  readonly runsDir?: string;
}

/** Prints a run's report, or what it says instead of one; throws `AppError` when there is neither. */
export async function show(run: string | undefined, flags: ShowFlags): Promise<number> {
  const { directory, status, id } = await findRun(run, runsDirectory(flags.runsDir));
  for (const name of flags.json ? ["run.json"] : ["report.md", "not-found.md"]) {
    const text = await readFile(path.join(directory, name), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    return exitCodes.verified;
  }
  throw new AppError("RUN_INVALID", `The run ${id} has no report.`, {
    why: `it ended as ${status}`,
    fix: `look into ${directory}`,
  });
}
