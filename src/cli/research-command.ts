import { AppError } from "../core/errors.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import type { RunToFollow } from "./follow-run.ts";
import { questionInput } from "./question-input.ts";
import { checkOutput } from "./result-output.ts";
import { findRun } from "./run-finder.ts";
import { type ResearchFlags, resolveSettings } from "./settings.ts";
import { similarCommand } from "./similar-command.ts";

export interface ResearchCommand {
  readonly words: readonly string[];
  readonly flags: ResearchFlags;
}

/**
 * One question to one report on stdout, progress on stderr; answers the exit code of the run. What cannot
 * work is refused before anything heavy is loaded.
 */
export async function runResearch({ words, flags }: ResearchCommand): Promise<number> {
  const settings = resolveSettings(flags, process.env);
  refuseMistypedCommand(words);
  checkOutput(flags);
  const { question, docs } = await questionInput(words, settings.docs);
  return show({ question, flags, settings: { ...settings, docs } });
}

/** Goes on with a run that was interrupted or has failed, behind the last thing it finished. */
export async function resumeResearch(wanted: string | undefined, flags: ResearchFlags): Promise<number> {
  const settings = resolveSettings(flags, process.env);
  checkOutput(flags);
  const { directory, question } = await findRun(wanted, settings.runsDir);
  return show({ question, flags, settings, resumeDirectory: directory });
}

async function show(task: Omit<RunToFollow, "messages" | "progress">): Promise<number> {
  const { flags, question } = task;
  const messages = messagesIn(interfaceLanguage(flags.lang, process.env, question));
  const { startProgress } = await import("./progress/start-progress.ts");
  const { followRun } = await import("./follow-run.ts");
  const progress = startProgress({
    question,
    level: flags.quiet ? "quiet" : flags.verbose ? "verbose" : "normal",
    stream: process.stderr,
    color: wantsColor(flags),
    messages,
  });
  try {
    return await followRun({ ...task, messages, progress });
  } finally {
    progress.end();
  }
}

function wantsColor(flags: ResearchFlags): boolean {
  if (flags.color === false || process.env["NO_COLOR"]) return false;
  return Boolean(process.env["FORCE_COLOR"]) || (process.stderr.isTTY && process.env["TERM"] !== "dumb");
}

const commands = ["read", "bench", "list", "show", "resume", "doctor", "demo"];

function refuseMistypedCommand(words: readonly string[]): void {
  const [word] = words;
  const meant = word !== undefined && words.length === 1 ? similarCommand(word, commands) : undefined;
  if (meant === undefined) return;
  throw new AppError("USAGE", `There is no command ${word}.`, {
    why: `it looks like ${meant}, mistyped`,
    fix: `deepwell ${meant} · to research the word itself: deepwell "what is ${word}?"`,
  });
}
