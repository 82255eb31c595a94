import { exitCodes } from "../core/errors.ts";
import { type RunProgress, runProgress } from "../run/run-status.ts";
import { formatElapsed } from "./duration.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import type { Messages } from "./messages.ts";
import { fitText, singleLine } from "./progress/fit-text.ts";
import { findRun, runsDirectory } from "./run-finder.ts";
import { limitsText } from "./run-summary.ts";

export interface StatusFlags {
  readonly json?: boolean;
  readonly runsDir?: string;
}

const longestLine = 160;
const marks = { pending: "○", in_progress: "◐", completed: "●", blocked: "✕" } as const;

/** Prints how far a run is, also while another process drives it. */
export async function status(wanted: string | undefined, flags: StatusFlags): Promise<number> {
  const { directory } = await findRun(wanted, runsDirectory(flags.runsDir));
  const progress = await runProgress(directory);
  if (flags.json) console.log(JSON.stringify(progress));
  else {
    const messages = messagesIn(interfaceLanguage(undefined, process.env, progress.question));
    for (const line of statusLines(progress, messages)) console.log(fitText(line, longestLine));
  }
  return exitCodes.verified;
}

function statusLines(run: RunProgress, messages: Messages): readonly string[] {
  const { lastCall, forkedFrom } = run;
  return [
    `${run.id}  ${messages.runStatus[run.status]}`,
    singleLine(run.question),
    ...(run.reason === undefined ? [] : [`${messages.why}: ${singleLine(run.reason)}`]),
    ...(forkedFrom === undefined ? [] : [messages.forkedFrom(forkedFrom.runId, forkedFrom.turn)]),
    messages.elapsed(formatElapsed(run.elapsedMs), run.turns, run.toolCalls),
    messages.limitsAre(limitsText(run.limits, messages)),
    messages.citable(run.passages),
    ...run.plan.map((item) => `${marks[item.status]} ${singleLine(item.task)}`),
    ...(lastCall === undefined ? [] : [messages.lastCall(lastCall.toolName, singleLine(lastCall.input))]),
    ...run.unread.map((text) => messages.unread(singleLine(text))),
  ];
}
