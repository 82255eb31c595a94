import { type RunEvent, withoutWhole } from "../agent/events.ts";
import { guardTool } from "../agent/guard/guard-tool.ts";
import { maskPolicy } from "../agent/guard/mask-policy.ts";
import { maskTool } from "../agent/guard/mask-tool.ts";
import { createOutboundGuard } from "../agent/guard/outbound-guard.ts";
import { refuseSecretHits, refuseSecretPages } from "../agent/guard/refuse-secret-sources.ts";
import { withholdSecrets } from "../agent/guard/withhold-secrets.ts";
import { type LoopOutcome, runLoop } from "../agent/loop.ts";
import { type ContextWindow, defaultContextTokens, windowLimits } from "../agent/context/context-window.ts";
import type { TodoItem } from "../agent/observation.ts";
import { buildSystemPrompt, buildUserMessage } from "../agent/prompts/build-prompt.ts";
import { applyEvent, initialState, type LoopState } from "../agent/state.ts";
import type { AnyTool } from "../agent/tool.ts";
import { sha256 } from "../core/hash.ts";
import { present } from "../core/present.ts";
import type { Message } from "../model/message.ts";
import type { Policy } from "../model/policy.ts";
import { embeddedPolicy } from "../policy/embedded-policy.ts";
import { followInbox } from "../run/follow-inbox.ts";
import { analyseTerms } from "../retrieval/analysis/index.ts";
import { openJournal } from "../run/journal.ts";
import { removeUnfinished } from "../run/remove-unfinished.ts";
import { restoreResults, resultStore } from "../run/result-store.ts";
import { file } from "../tools/file/file.ts";
import { shell } from "../tools/shell/shell.ts";
import { batchWebSurfer } from "../tools/surfer/batch-web-surfer.ts";
import { todo } from "../tools/todo.ts";
import { concludeRun, type ResearchResult } from "./conclude-run.ts";
import { type Manifest, writeManifest } from "./manifest.ts";
import { senseTools } from "./sense-tools.ts";
import type { Setting } from "./setting.ts";

export interface RunWatcher {
  /** The start of the run is on disk: from now on it can be resumed. */
  readonly begun: () => void;
  /** Every event, once it is on disk. */
  readonly publish: (event: RunEvent) => void;
}

/** Drives a run from wherever its journal stands to its files; every event is on disk before it is published. */
export async function drive(setting: Setting, { begun, publish }: RunWatcher): Promise<ResearchResult> {
  const { question, directory, mask } = setting;
  const policy = maskPolicy(setting.policy, mask);
  const { journal, events: recorded } = await openJournal(directory.journalFile);
  await removeUnfinished([directory.path, directory.sourcesFolder]);
  await restoreResults(directory.workspace, recorded);
  const events = recorded.map(withoutWhole);
  const heard = new Set(events.flatMap((event) => (event.type === "user-message" ? [event.id] : [])));
  const inbox = followInbox(directory.path, setting, (id) => heard.has(id));
  const guard = createOutboundGuard({ secrets: setting.secrets ?? [] });
  for (const event of events) guard.see(event);
  const senses = senseTools(setting);
  try {
    const all = [...events];
    const record = (recording: RunEvent): Promise<void> => {
      const event = withoutWhole(recording);
      const kept = journal.append(recording).then(() => publish(event));
      // Whoever waits hears of a failure: the loop, before anything outside depends on the event.
      kept.catch(() => {});
      all.push(event);
      guard.see(event);
      return kept;
    };
    const [first] = events;
    const start = first?.type === "run-start" ? first : startEvent(setting, senses.tools);
    const manifest: Manifest = { setting, promptHash: sha256(start.systemPrompt) };
    await writeManifest(manifest);
    if (first === undefined) await record(start);
    begun();
    const state = reopened(events.reduce(applyEvent, initialState(openingMessages(start))));
    const loop = runLoop({
      ...setting,
      policy,
      // Without a language model there is nothing that could fail to answer, and no window to fill.
      ...(policy.usesLanguageModel
        ? { fallback: fallbackFor(setting), window: windowOf(setting, start) }
        : {}),
      tools: toolsOf(setting, state.plan, senses.tools)
        .filter(isOf(start))
        .map((tool) => maskTool(guardTool(tool, guard), mask)),
      context: { question, workspace: directory.workspace, sources: setting.sources },
      toolTimeoutMs: setting.toolTimeoutMs ?? 120_000,
      kept: journal,
      approval: { ...setting.approval, tools: [...start.ask, ...(setting.approval?.tools ?? [])] },
      heard: async () => (await inbox.unheard()).map(({ id, text }) => ({ id, text: mask.text(text) })),
      state,
    });
    const { answer, ...outcome } = await pump(loop, async (event) => {
      const kept = record(event);
      // A message leaves the inbox only once it can no longer be lost.
      if (event.type !== "user-message") return;
      await kept;
      heard.add(event.id);
    });
    await journal.synced();
    const printable = answer === undefined ? {} : { answer: withholdSecrets(answer, guard.holdsSecret) };
    return await concludeRun({ manifest, outcome: { ...outcome, ...printable }, events: all, record });
  } finally {
    await senses.close();
    inbox.close();
    await journal.close();
  }
}

/** A run that was stopped or that failed goes on when it is resumed; one that came to an end has ended. */
function reopened(state: LoopState): LoopState {
  const { end, ...open } = state;
  return end?.status === "interrupted" || end?.status === "failed" ? open : state;
}

type RunStartEvent = Extract<RunEvent, { type: "run-start" }>;

function startEvent(setting: Setting, senses: readonly AnyTool[]): RunStartEvent {
  const { question, language, policy, directory, limits, contextTokens, startedAt } = setting;
  const tools = toolsOf(setting, [], senses).map((tool) => tool.name);
  return {
    type: "run-start",
    runId: directory.id,
    question,
    language,
    policy: policy.name,
    usesLanguageModel: policy.usesLanguageModel,
    tools,
    ask: setting.approval?.tools ?? [],
    systemPrompt: buildSystemPrompt({ language, tools }).text,
    userMessage: buildUserMessage(question, { date: startedAt.slice(0, 10), language }),
    limits,
    ...present({ contextTokens }),
    startedAt,
  };
}

function openingMessages(start: RunStartEvent): readonly Message[] {
  return [
    { role: "system", text: start.systemPrompt },
    { role: "user", text: start.userMessage },
  ];
}

/** Answers from the evidence where the language model does not; it knows of publishers what the run knows. */
function fallbackFor({ authorityOf }: Setting): Policy {
  return embeddedPolicy(authorityOf === undefined ? {} : { authorityOf });
}

/** A resumed run keeps the window it began with unless another is given. */
function windowOf(
  { contextTokens, summarise, directory, mask }: Setting,
  start: RunStartEvent,
): ContextWindow {
  return {
    limits: windowLimits(contextTokens ?? start.contextTokens ?? defaultContextTokens),
    terms: (text, mode) => analyseTerms(text, { mode }),
    store: resultStore(directory.workspace),
    ...(summarise === undefined ? {} : { summarise: maskPolicy(summarise, mask) }),
  };
}

/** A run has the tools that it began with, as its prompt tells of them. */
function isOf({ tools }: RunStartEvent): (tool: AnyTool) => boolean {
  return ({ name }) => tools.includes(name);
}

function toolsOf(
  setting: Setting,
  plan: readonly TodoItem[],
  senses: readonly AnyTool[],
): readonly AnyTool[] {
  const { mask } = setting;
  const search = setting.search.map((provider) => refuseSecretHits(provider, mask));
  const pages = setting.pages.map((provider) => refuseSecretPages(provider, mask));
  const terminals =
    setting.shell.type === "on" ? [shell(setting.shell.terminals, setting.shellNetwork?.hosts)] : [];
  return [todo(plan), batchWebSurfer({ search, pages }), file(), ...terminals, ...senses];
}

/** Hands every event of the loop on before the next one is asked for. */
async function pump(
  loop: AsyncGenerator<RunEvent, LoopOutcome>,
  take: (event: RunEvent) => Promise<void>,
): Promise<LoopOutcome> {
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return next.value;
    await take(next.value);
  }
}
