import { exitCodes } from "../core/errors.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import { columnsOf, fitText, singleLine } from "./progress/fit-text.ts";
import { findRuns, runsDirectory } from "./run-finder.ts";

export interface ListFlags {
  readonly json?: boolean;
  readonly runsDir?: string;
}

/** Prints the runs of a folder, newest first. */
export async function list(flags: ListFlags): Promise<number> {
  const runs = await findRuns(runsDirectory(flags.runsDir));
  const widest = Math.max(0, ...runs.map((run) => columnsOf(run.status)));
  for (const { id, status, startedAt, question, directory } of runs) {
    if (flags.json) {
      console.log(JSON.stringify({ id, status, startedAt, question, directory }));
      continue;
    }
    const line = `${id}  ${status.padEnd(widest)}  ${singleLine(question)}`;
    console.log(process.stdout.isTTY ? fitText(line, (process.stdout.columns ?? 80) - 1) : line);
  }
  if (runs.length === 0 && !flags.json)
    console.error(messagesIn(interfaceLanguage(undefined, process.env)).noRunYet);
  return exitCodes.verified;
}
