import type { LoopOutcome } from "../agent/loop.ts";
import { runLoop } from "../agent/loop.ts";
import type { RunEvent, RunLimits } from "../agent/events.ts";
import { buildSystemPrompt, buildUserMessage } from "../agent/prompts/build-prompt.ts";
import { initialState } from "../agent/state.ts";
import type { SourceStore } from "../agent/tool.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import { AppError } from "../core/errors.ts";
import { detectLanguage } from "../document/language.ts";
import type { Policy } from "../model/policy.ts";
import { openJournal } from "../run/journal.ts";
import { createRunDirectory, type RunDirectory } from "../run/run-directory.ts";
import { sourceStore } from "../run/source-store.ts";
import { batchWebSurfer } from "../tools/surfer/batch-web-surfer.ts";
import { file } from "../tools/file/file.ts";
import { todo } from "../tools/todo.ts";
import type { PageProvider } from "../web/page-provider.ts";
import type { SearchProvider } from "../web/search-provider.ts";
import { channel } from "./event-channel.ts";
import { concludeRun, type ResearchResult } from "./conclude-run.ts";
import { type Manifest, writeManifest } from "./manifest.ts";

export interface ResearchOptions {
  readonly question: string;
  /** Of the report, as BCP 47 primary tag; that of the question when absent. */
  readonly language?: string;
  readonly policy: Policy;
  readonly search: readonly SearchProvider[];
  readonly pages: readonly PageProvider[];
  /** Folder in which the run's own directory is made. */
  readonly runsDir: string;
  readonly limits?: RunLimits;
  /** What happens to sentences that their sources do not support: marked (default) or dropped. */
  readonly unsupported?: "mark" | "strict";
  /** For one tool call; 120 s by default. */
  readonly toolTimeoutMs?: number;
  readonly clock?: Clock;
  /** Stops the run at once; it ends as `interrupted`. */
  readonly signal?: AbortSignal;
}

/** A run under way. It goes on whether or not its events are read; they may be read once. */
export interface ResearchRun extends AsyncIterable<RunEvent> {
  readonly id: string;
  readonly directory: string;
  /** Rejects only for bugs and for an unwritable disk. */
  readonly result: Promise<ResearchResult>;
  /** Finishes the turn under way, then writes the report from what there is. */
  stop(): void;
  /** Stops now, without a report. */
  cancel(): void;
}

export const defaultLimits: RunLimits = { maxTurns: 30, maxToolCalls: 120, maxMs: 30 * 60_000 };

const maxQuestionCharacters = 20_000;

/** One question to one report: makes the run directory, then researches in the background. */
export async function research(options: ResearchOptions): Promise<ResearchRun> {
  const question = options.question.trim();
  if (question === "" || question.length > maxQuestionCharacters) {
    throw new AppError("USAGE", question === "" ? "The question is empty." : "The question is too long.", {
      why: `a question has 1 to ${maxQuestionCharacters} characters`,
      fix: 'deepwell "your question"',
    });
  }
  const clock = options.clock ?? systemClock;
  const now = clock.now();
  const directory = await createRunDirectory({ runsDir: options.runsDir, question, now });
  const cancelled = new AbortController();
  const stopped = new AbortController();
  const events = channel<RunEvent>();
  const signal =
    options.signal === undefined ? cancelled.signal : AbortSignal.any([cancelled.signal, options.signal]);
  const setting: Setting = {
    ...options,
    question,
    language: options.language ?? detectLanguage(question) ?? "en",
    limits: options.limits ?? defaultLimits,
    clock,
    directory,
    sources: sourceStore(directory.sourcesFolder),
    signal,
    stopSignal: stopped.signal,
    startedAt: now.toISOString(),
  };
  const result = drive(setting, (event) => events.push(event)).finally(() => events.close());
  // The caller may only iterate; a rejection must then still surface there and not as unhandled.
  result.catch(() => {});
  return {
    id: directory.id,
    directory: directory.path,
    result,
    stop: () => stopped.abort(),
    cancel: () => cancelled.abort(),
    [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](),
  };
}

/** Options with every default filled in, and what belongs to this one run. */
export interface Setting extends Omit<ResearchOptions, "signal"> {
  readonly language: string;
  readonly limits: RunLimits;
  readonly clock: Clock;
  readonly directory: RunDirectory;
  readonly sources: SourceStore;
  readonly signal: AbortSignal;
  readonly stopSignal: AbortSignal;
  readonly startedAt: string;
}

async function drive(setting: Setting, publish: (event: RunEvent) => void): Promise<ResearchResult> {
  const { question, language, policy, directory } = setting;
  const prompt = buildSystemPrompt({ language });
  const userMessage = buildUserMessage(question, { date: setting.startedAt.slice(0, 10), language });
  const tools = [todo(), batchWebSurfer({ search: setting.search, pages: setting.pages }), file()];
  const manifest: Manifest = { setting, promptHash: prompt.hash };
  await writeManifest(manifest);
  const { journal } = await openJournal(directory.journalFile);
  try {
    const record = async (event: RunEvent): Promise<void> => {
      await journal.append(event);
      publish(event);
    };
    await record({
      type: "run-start",
      runId: directory.id,
      question,
      language,
      policy: policy.name,
      usesLanguageModel: policy.usesLanguageModel,
      tools: tools.map((tool) => tool.name),
      systemPrompt: prompt.text,
      userMessage,
      limits: setting.limits,
      startedAt: setting.startedAt,
    });
    const loop = runLoop({
      ...setting,
      tools,
      context: { question, workspace: directory.workspace, sources: setting.sources },
      toolTimeoutMs: setting.toolTimeoutMs ?? 120_000,
      state: initialState([
        { role: "system", text: prompt.text },
        { role: "user", text: userMessage },
      ]),
    });
    const outcome = await pump(loop, record);
    return await concludeRun(manifest, outcome);
  } finally {
    await journal.close();
  }
}

/** The next event is asked for only when this one is durable. */
async function pump(
  loop: AsyncGenerator<RunEvent, LoopOutcome>,
  record: (event: RunEvent) => Promise<void>,
): Promise<LoopOutcome> {
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return next.value;
    await record(next.value);
  }
}
