import { rm } from "node:fs/promises";
import type { RunEvent, RunLimits } from "../agent/events.ts";
import { createSecretMask } from "../agent/guard/secret-mask.ts";
import { anySignal } from "../core/abort.ts";
import { systemClock } from "../core/clock.ts";
import { AppError } from "../core/errors.ts";
import { detectLanguage } from "../document/language.ts";
import { readJournal } from "../run/journal.ts";
import { postRequest } from "../run/inbox.ts";
import { takeLease } from "../run/lease.ts";
import { createRunDirectory, openRunDirectory } from "../run/run-directory.ts";
import type { SandboxRefusal } from "../run/sandbox/refusal.ts";
import { sourceStore } from "../run/source-store.ts";
import type { ResearchResult } from "./conclude-run.ts";
import { drive } from "./drive.ts";
import { type Channel, channel } from "./event-channel.ts";
import { openShell } from "./open-shell.ts";
import { seeingPolicy } from "./seeing-policy.ts";
import type { ResearchOptions, Setting } from "./setting.ts";

export type { ResearchResult } from "./conclude-run.ts";
export type { ResearchOptions } from "./setting.ts";

/** A run under way. It goes on whether or not its events are read; they may be read once. */
export interface ResearchRun extends AsyncIterable<RunEvent> {
  readonly id: string;
  readonly directory: string;
  /** Rejects only for bugs and for an unwritable disk. */
  readonly result: Promise<ResearchResult>;
  /** Why the agent cannot run commands, where it was to be able to. */
  readonly shellRefusal?: SandboxRefusal;
  /** Finishes the turn under way, then writes the report from what there is. */
  stop(): void;
  /** Stops now, without a report. */
  cancel(): void;
  /** Tells the run something; the policy reads it before its next action, or when the run is resumed. */
  steer(text: string): Promise<void>;
}

export const defaultLimits: RunLimits = { maxTurns: 30, maxToolCalls: 120, maxMs: 30 * 60_000 };

const maxQuestionCharacters = 20_000;

/**
 * One question to one report: makes the run directory, then researches in the background. Once it resolves, the run has
 * begun on disk, and whatever happens to the process, it can be resumed.
 */
export async function research(options: ResearchOptions): Promise<ResearchRun> {
  const mask = createSecretMask(options.secrets ?? []);
  const question = mask.text(options.question.trim());
  if (question === "" || question.length > maxQuestionCharacters) {
    throw new AppError("USAGE", question === "" ? "The question is empty." : "The question is too long.", {
      why: `a question has 1 to ${maxQuestionCharacters} characters`,
      fix: 'deepwell "your question"',
    });
  }
  const language = reportLanguage(options);
  const clock = options.clock ?? systemClock;
  const now = clock.now();
  const directory = await createRunDirectory({ runsDir: options.runsDir, question, now });
  const run = startRun({
    ...options,
    question,
    language,
    limits: options.limits ?? defaultLimits,
    clock,
    directory,
    mask,
    startedAt: now.toISOString(),
  });
  return run.catch(async (error: unknown) => {
    // Nothing of it has begun.
    if (error instanceof AppError) await rm(directory.path, { recursive: true, force: true });
    throw error;
  });
}

/** The language that is asked for, else that of the question, as far as the policy writes it. */
function reportLanguage({ language, question, policy: { name, languages } }: ResearchOptions): string {
  const wanted = language ?? detectLanguage(question) ?? "en";
  if (languages === undefined || languages.includes(wanted)) return wanted;
  if (language === undefined) return languages[0];
  throw new AppError("USAGE", `The ${name} policy does not write in ${language}.`, {
    why: `it writes in ${languages.join(" or ")}; language models write in others`,
    fix: `--lang ${languages[0]}, or a language model: --model NAME`,
  });
}

/** What a run needs again to go on: everything else is in its directory. */
export interface ResumeOptions extends Omit<ResearchOptions, "question" | "language" | "runsDir" | "limits"> {
  /** The run's own directory. */
  readonly directory: string;
  /** More budget than the run had; its own limits when absent. */
  readonly limits?: RunLimits;
}

/**
 * Goes on with a run behind its last journaled event, on this machine or another: no finished model call
 * or tool call is made again. A run that had ended gets its files written again from the journal.
 */
export async function resume(options: ResumeOptions): Promise<ResearchRun> {
  const directory = openRunDirectory(options.directory);
  const [start] = await readJournal(directory.journalFile);
  if (start?.type !== "run-start") {
    throw new AppError("RUN_INVALID", `There is no run to resume in ${directory.path}.`, {
      why: "its journal is missing or does not begin with the start of a run",
      fix: "give the path of a run directory; deepwell list shows them",
    });
  }
  const { question, language, startedAt } = start;
  const shell = start.tools.includes("shell") ? options.shell : "off";
  const limits = options.limits ?? start.limits;
  const clock = options.clock ?? systemClock;
  const mask = createSecretMask(options.secrets ?? []);
  const run = { ...options, directory, question, language, startedAt, limits, clock, mask };
  return startRun(shell === undefined ? run : { ...run, shell });
}

/** Drives the run and closes what was open for it. */
async function driveToEnd(
  setting: Setting,
  { events, begun }: { readonly events: Channel<RunEvent>; readonly begun: () => void },
): Promise<ResearchResult> {
  try {
    return await drive(setting, { begun, publish: (event) => events.push(event) });
  } finally {
    if (setting.shell.type === "on") await setting.shell.terminals.close();
    events.close();
  }
}

/** A run that goes on with another model does not go on with the price of the old one. */
function pricedLimits({ limits, models, price, rolePrices }: StartOptions): RunLimits {
  const { price: old, rolePrices: oldRoles, ...rest } = limits;
  const current = price ?? (models === undefined ? old : undefined);
  const roles = rolePrices ?? (models === undefined ? oldRoles : undefined);
  return { ...rest, ...(current && { price: current }), ...(roles && { rolePrices: roles }) };
}

type StartOptions = Omit<Setting, "sources" | "shell" | "stopSignal" | "signal" | "stop" | "cancel"> &
  Pick<ResearchOptions, "shell" | "signal">;

/** Drives the run in the background; rejects with `RUN_BUSY` when another process does. */
async function startRun(options: StartOptions): Promise<ResearchRun> {
  const { directory } = options;
  const lease = takeLease(directory.path);
  const cancelled = new AbortController();
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  const cancel = (): void => cancelled.abort();
  const signal = anySignal(cancelled.signal, options.signal);
  const shell = await openShell(options, signal).catch((error: unknown) => {
    lease.release();
    throw error;
  });
  const events = channel<RunEvent>();
  const setting: Setting = {
    ...options,
    policy: seeingPolicy(options),
    limits: pricedLimits(options),
    sources: sourceStore(directory.sourcesFolder),
    shell,
    signal,
    stopSignal: stopped.signal,
    stop,
    cancel,
  };
  const begun = Promise.withResolvers<void>();
  const result = driveToEnd(setting, { events, begun: begun.resolve }).finally(() => lease.release());
  // The caller may only iterate; a rejection must then still surface there and not as unhandled.
  result.catch(() => {});
  await Promise.race([begun.promise, result.catch(() => {})]);
  return {
    id: directory.id,
    directory: directory.path,
    ...(shell.type === "off" && shell.refusal && { shellRefusal: shell.refusal }),
    result,
    stop,
    cancel,
    async steer(text) {
      await postRequest(directory.path, { type: "steer", text: options.mask.text(text) });
    },
    [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](),
  };
}
