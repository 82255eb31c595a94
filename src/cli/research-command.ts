import { existsSync } from "node:fs";
import { AppError } from "../core/errors.ts";
import { forkRun } from "../run/fork-run.ts";
import { postRequest } from "../run/inbox.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import type { RunToFollow } from "./follow-run.ts";
import { questionInput } from "./question-input.ts";
import { checkOutput } from "./result-output.ts";
import { findRun, type RunRecord } from "./run-finder.ts";
import { type ResearchFlags, resolveSettings, type Settings } from "./settings.ts";
import { similarCommand } from "./similar-command.ts";

export interface ResearchCommand {
  readonly words: readonly string[];
  readonly flags: ResearchFlags;
  /** Names of the commands there are, for which the first word may be meant; none where absent. */
  readonly commands?: readonly string[];
}

/**
 * One question to one report on stdout, progress on stderr; answers the exit code of the run. What cannot
 * work is refused before anything heavy is loaded.
 */
export async function runResearch({ words, flags, commands = [] }: ResearchCommand): Promise<number> {
  const settings = resolveSettings(flags, process.env);
  refuseMistypedCommand(words, commands);
  await checkOutput(flags);
  if (flags.estimate) {
    const { estimateRun } = await import("./estimate-run.ts");
    return estimateRun(settings, messagesIn(interfaceLanguage(flags.lang, process.env, words.join(" "))));
  }
  const { question, docs } = await questionInput(words, settings.docs);
  return show({ question, flags, settings: { ...settings, docs } });
}

/** Goes on with a run that was interrupted or has failed, behind the last thing it finished. */
export async function resumeResearch(wanted: string | undefined, flags: ResearchFlags): Promise<number> {
  const settings = resolveSettings(flags, process.env);
  await checkOutput(flags);
  refuseEstimate(flags);
  const run = await findRun(wanted, settings.runsDir);
  const { question, directory } = run;
  return show({
    question,
    flags,
    settings: withItsDocuments(settings, flags, run),
    resumeDirectory: directory,
  });
}

/** What is left of a run cannot be told beforehand, and must not be spent by asking. */
function refuseEstimate({ estimate }: ResearchFlags): void {
  if (estimate !== true) return;
  throw new AppError("USAGE", "--estimate is for a new run.", {
    why: "how far a run that goes on has still to go is not known",
    fix: "deepwell cost shows what it has taken, --max-cost limits what it may take",
  });
}

/** A run goes on with the documents it began with, unless others are given. */
function withItsDocuments(settings: Settings, { docs }: ResearchFlags, { openedWith }: RunRecord): Settings {
  return docs !== undefined || openedWith === undefined ? settings : { ...settings, ...openedWith };
}

export interface ForkCommand {
  readonly wanted: string;
  /** `--turn`, as it was given. */
  readonly turn: string;
  /** What to tell the new run; empty for nothing. */
  readonly message: string;
  readonly flags: ResearchFlags;
}

/** Branches a run after a turn and goes on with the new one. */
export async function forkResearch({ wanted, turn, message, flags }: ForkCommand): Promise<number> {
  const settings = resolveSettings(flags, process.env);
  await checkOutput(flags);
  refuseEstimate(flags);
  if (!/^\d{1,6}$/.test(turn)) {
    throw new AppError("USAGE", `--turn cannot be ${JSON.stringify(turn)}.`, {
      why: "it is the number of a turn, or 0",
      fix: "--turn 3",
    });
  }
  const origin = await findRun(wanted, settings.runsDir);
  const { runsDir } = settings;
  const branch = await forkRun({ directory: origin.directory, turn: Number(turn), runsDir, now: new Date() });
  if (message !== "") await postRequest(branch.path, { type: "steer", text: message });
  const messages = messagesIn(interfaceLanguage(flags.lang, process.env, origin.question));
  if (!flags.quiet) console.error(messages.forked(branch.id, origin.id, Number(turn)));
  const { question } = origin;
  return show({
    question,
    flags,
    settings: withItsDocuments(settings, flags, origin),
    resumeDirectory: branch.path,
  });
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

/** A word near a command is taken for it where it stands alone, or before nothing but files: `raed report.pdf`. */
function refuseMistypedCommand([word, ...rest]: readonly string[], commands: readonly string[]): void {
  if (word === undefined || !rest.every((each) => existsSync(each))) return;
  const meant = similarCommand(word, commands);
  if (meant === undefined) return;
  throw new AppError("USAGE", `There is no command ${word}.`, {
    why: `it looks like ${meant}, mistyped`,
    fix: `deepwell ${[meant, ...rest].join(" ")} · to research the word itself: deepwell "what is ${word}?"`,
  });
}
