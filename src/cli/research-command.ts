import { AppError } from "../core/errors.ts";
import { defaultLimits, research } from "../research/research.ts";
import { choosePolicy } from "./choose-policy.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import { onInterrupt } from "./interrupts.ts";
import { openSources, type OpenedSources, sourceNames } from "./open-sources.ts";
import { startProgress } from "./progress/start-progress.ts";
import type { Progress } from "./progress/progress.ts";
import { questionInput } from "./question-input.ts";
import { checkOutput, writeResult } from "./result-output.ts";
import { limitsText, summaryLines } from "./run-summary.ts";
import { type ResearchFlags, resolveSettings, type Settings } from "./settings.ts";
import { similarCommand } from "./similar-command.ts";
import type { Messages } from "./messages.ts";

export interface ResearchCommand {
  readonly words: readonly string[];
  readonly flags: ResearchFlags;
}

/** One question to one report on stdout, progress on stderr; answers the exit code of the run. */
export async function runResearch({ words, flags }: ResearchCommand): Promise<number> {
  const settings = resolveSettings(flags, process.env, defaultLimits);
  refuseMistypedCommand(words);
  checkOutput(flags);
  const input = await questionInput(words, settings.docs);
  const messages = messagesIn(interfaceLanguage(flags.lang, process.env));
  const progress = startProgress({
    question: input.question,
    level: flags.quiet ? "quiet" : flags.verbose ? "verbose" : "normal",
    stream: process.stderr,
    color: wantsColor(flags),
    messages,
  });
  try {
    return await runWithProgress({ flags, settings: { ...settings, docs: input.docs }, question: input.question, messages, progress });
  } finally {
    progress.end();
  }
}

interface Running {
  readonly question: string;
  readonly flags: ResearchFlags;
  readonly settings: Settings;
  readonly messages: Messages;
  readonly progress: Progress;
}

async function runWithProgress(running: Running): Promise<number> {
  const { settings, messages, progress } = running;
  const policy = choosePolicy(settings);
  progress.say(messages.start(policy.name, sourceNames(settings), limitsText(settings.limits, messages)));
  for (const [alias, canonical] of settings.usedAliases) progress.say(messages.usedAlias(alias, canonical));
  if (!policy.usesLanguageModel) {
    const variable = settings.unusedModelVariable;
    progress.say(variable === undefined ? messages.embeddedPolicy : messages.modelNotNamed(variable));
  }
  const sources = await openInterruptibly(running);
  if (sources === undefined) {
    progress.end();
    console.error(messages.cancelled);
    return 130;
  }
  try {
    return await follow(running, policy, sources);
  } finally {
    sources.close();
  }
}

/** Opening may take a while the first time; Ctrl-C ends it, and nothing half-made is left. */
async function openInterruptibly({ settings, messages, progress }: Running): Promise<OpenedSources | undefined> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const off = onInterrupt({ stop: abort, cancel: abort });
  try {
    return await openSources(settings, { messages, progress, signal: controller.signal });
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    throw error;
  } finally {
    off();
  }
}

async function follow(running: Running, policy: ReturnType<typeof choosePolicy>, sources: OpenedSources): Promise<number> {
  const { settings, flags, messages, progress, question } = running;
  const run = await research({
    question,
    policy,
    search: sources.providers,
    pages: sources.providers,
    runsDir: settings.runsDir,
    limits: settings.limits,
    unsupported: settings.unsupported,
    ...(settings.language === undefined ? {} : { language: settings.language }),
  });
  const off = onInterrupt({
    stop() {
      progress.say(messages.stopping);
      run.stop();
    },
    cancel: () => run.cancel(),
  });
  try {
    for await (const event of run) {
      if (flags.events) process.stdout.write(`${JSON.stringify(event)}\n`);
      progress.event(event);
    }
    const result = await run.result;
    progress.end();
    await writeResult(result, { id: run.id, question, flags });
    if (!flags.quiet || result.exitCode !== 0) {
      for (const line of summaryLines({ id: run.id, result, flags, messages })) console.error(line);
    }
    return result.exitCode;
  } finally {
    off();
  }
}

function wantsColor(flags: ResearchFlags): boolean {
  if (flags.color === false || process.env["NO_COLOR"]) return false;
  return Boolean(process.env["FORCE_COLOR"]) || (process.stderr.isTTY && process.env["TERM"] !== "dumb");
}

const commands = ["read", "bench", "list", "show", "doctor", "demo"];

function refuseMistypedCommand(words: readonly string[]): void {
  const [word] = words;
  const meant = word !== undefined && words.length === 1 ? similarCommand(word, commands) : undefined;
  if (meant === undefined) return;
  throw new AppError("USAGE", `There is no command ${word}.`, {
    why: `it looks like ${meant}, mistyped`,
    fix: `deepwell ${meant} · to research the word itself: deepwell "what is ${word}?"`,
  });
}
