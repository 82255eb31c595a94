import path from "node:path";
import type { RunLimits } from "../agent/events.ts";
import { createSecretMask } from "../agent/guard/secret-mask.ts";
import { addressesInText } from "../core/addresses-in-text.ts";
import { exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { defaultLimits, research, type ResearchRun, resume } from "../research/research.ts";
import { askPerson } from "./ask-person.ts";
import { environmentSecrets } from "./environment-secrets.ts";
import { onInterrupt } from "./interrupts.ts";
import type { RoleModels } from "../model/selection/model-choice.ts";
import type { Messages, StartLine } from "./messages.ts";
import type { RolePrices } from "./model-price.ts";
import { describeModels } from "./model-settings.ts";
import { withModels } from "./open-senses.ts";
import { openSources, type OpenedSources, sourceNames } from "./sources/open-sources.ts";
import { type PreparedModel, prepareModel } from "./prepare-model.ts";
import type { Progress } from "./progress/progress.ts";
import { writeResult } from "./result-output.ts";
import { limitsText, summaryLines } from "./run-summary.ts";
import { enginesBeside } from "./search-settings.ts";
import type { ResearchFlags, Settings } from "./settings.ts";

export interface RunToFollow {
  readonly question: string;
  readonly flags: ResearchFlags;
  readonly settings: Settings;
  readonly messages: Messages;
  readonly progress: Progress;
  /** Directory of a run to go on with; a new run is made where absent. */
  readonly resumeDirectory?: string;
}

/** Opens the sources, runs, shows how it goes, writes what came out; answers the exit code. */
export async function followRun(task: RunToFollow): Promise<number> {
  const { settings, messages, progress } = task;
  const limits = limitsOf(task);
  const given = addressesInText(task.question);
  const mask = createSecretMask(ownSecrets());
  const opened = await interruptibly(async (signal) => {
    const prepared = await prepareModel(settings, { environment: process.env, signal, messages, limits });
    const shown = limitsText(
      prepared.prices.research === undefined ? limits : { ...limits, price: prepared.prices.research },
      messages,
    );
    progress.say(messages.start(startLine(task, { policy: prepared.policy.name, given, limits: shown })));
    if (isHeldBack(settings)) progress.say(messages.searchOffForDocuments);
    for (const note of prepared.notes) progress.say(mask.text(note));
    return { prepared, sources: await openSources(settings, { ...task, given, signal }) };
  });
  if (opened === undefined) {
    progress.end();
    console.error(messages.cancelled);
    return exitCodes.interrupted;
  }
  const { prepared, sources } = opened;
  try {
    return await follow({ ...task, settings: { ...settings, limits } }, prepared, sources);
  } finally {
    await sources.close();
  }
}

/** Getting ready may take a while the first time; Ctrl-C ends it, and nothing half-made is left. */
async function interruptibly<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const off = onInterrupt({ stop: abort, cancel: abort });
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    throw error;
  } finally {
    off();
  }
}

async function follow(task: RunToFollow, prepared: PreparedModel, sources: OpenedSources): Promise<number> {
  const { flags, messages, progress, question } = task;
  const run = await startRun(task, prepared, sources);
  if (run.shellRefusal !== undefined) {
    progress.say(messages.shellOff(run.shellRefusal.why, run.shellRefusal.fix));
  }
  const off = onInterrupt({
    stop() {
      progress.stopping(messages.stopping);
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
    if (!flags.quiet || result.exitCode !== exitCodes.verified) {
      for (const line of summaryLines({ id: run.id, result, flags, messages })) console.error(line);
    }
    return result.exitCode;
  } finally {
    off();
  }
}

function startLine(
  { settings, messages }: RunToFollow,
  known: { readonly policy: string; readonly given: readonly string[]; readonly limits: string },
): StartLine {
  const { policy, given, limits } = known;
  const engines = enginesBeside(settings.search, settings.docs).map(({ entry }) => entry.name);
  return { policy, search: messages.webSearch(engines), collections: sourceNames(settings, given), limits };
}

function isHeldBack({ search, docs }: Settings): boolean {
  return search.engines.length > 0 && enginesBeside(search, docs).length === 0;
}

/** What this process was told and must keep to itself. */
function ownSecrets(): readonly string[] {
  return environmentSecrets(process.env, process.argv);
}

/** A resumed run keeps its own limits unless others are asked for. */
function limitsOf({ settings, resumeDirectory }: RunToFollow): RunLimits {
  const isAsked = Object.keys(settings.limits).length > 0;
  return resumeDirectory !== undefined && !isAsked ? {} : { ...defaultLimits, ...settings.limits };
}

function startRun(
  { question, settings, resumeDirectory, messages, progress }: RunToFollow,
  { policy, models, prices, summarise, judge }: PreparedModel,
  { search, pages, authorityOf, senses = {} }: OpenedSources,
): Promise<ResearchRun> {
  const { language, limits, runsDir, unsupported, docs, docsOnly, shell, contextTokens } = settings;
  const openedWith = { docs: docs.map((file) => path.resolve(file)), docsOnly };
  const common = {
    policy,
    search,
    pages,
    authorityOf,
    unsupported,
    openedWith,
    shell,
    senses: withModels(senses, settings, models),
    ...(settings.shellHosts.length === 0
      ? {}
      : { shellNetwork: { hosts: settings.shellHosts, privateHosts: settings.web.namedHosts } }),
    approval: askPerson(settings.ask, {
      messages,
      progress,
      terminal: { input: process.stdin, output: process.stderr },
    }),
    secrets: ownSecrets(),
    ...(models === undefined
      ? {}
      : { models: describeModels(models), rolePrices: rolePrices(models, prices) }),
    ...present({ price: prices.research, summarise, judge, contextTokens }),
  };
  if (resumeDirectory !== undefined) {
    const more = Object.keys(limits).length > 0 ? { limits } : {};
    return resume({ ...common, ...more, directory: resumeDirectory });
  }
  return research({ ...common, question, runsDir, limits, ...present({ language }) });
}

/** What is paid for the roles that have a model of their own. */
function rolePrices(models: RoleModels, prices: RolePrices) {
  const roles = (["summarise", "judge", "vision"] as const).filter((role) => models[role] !== undefined);
  return Object.fromEntries(roles.map((role) => [role, prices[role] ?? ("unknown" as const)]));
}
