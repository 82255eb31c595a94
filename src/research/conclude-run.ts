import type { LoopOutcome } from "../agent/loop.ts";
import type { RunEvent, RunStatus } from "../agent/events.ts";
import { exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { addUsage } from "../model/add-usage.ts";
import { buildReport } from "../report/build-report.ts";
import type { Report } from "../report/report.ts";
import { collectDiscovery, type RunSearch } from "../report/sources/collect-discovery.ts";
import { type Judgement, judgementFile, judgeRun } from "./judge-run.ts";
import { type Manifest, writeManifest } from "./manifest.ts";
import { type NearestPage, nearestPage } from "./nearest-page.ts";
import { renderNotFound } from "./not-found.ts";
import { type RunCost, runCost } from "./run-cost.ts";
import type { Setting } from "./setting.ts";
import { writePlan, writeReport } from "./write-files.ts";

export interface ResearchResult {
  readonly status: RunStatus;
  readonly exitCode: number;
  /** Absolute path of the run directory. */
  readonly directory: string;
  /** Names of the files in it that came out of the run: `report.md`, `report.html`, … */
  readonly files: readonly string[];
  readonly report?: Report;
  /** Why there is no report, or only a partial one. */
  readonly reason?: string;
  /** Where the evidence carries no report: the page that the searches ranked best. */
  readonly nearest?: NearestPage;
  readonly turns: number;
  readonly toolCalls: number;
  readonly elapsedMs: number;
  /** Absent for a run without a language model. */
  readonly cost?: RunCost;
  /** What the model of the role `judge` says, where one was named. */
  readonly judgement?: Judgement;
}

type Conclusion = Pick<ResearchResult, "status" | "exitCode" | "files" | "report" | "reason" | "nearest">;

export interface Ended {
  readonly manifest: Manifest;
  readonly outcome: LoopOutcome;
  /** The journal; grows by what is recorded. */
  readonly events: readonly RunEvent[];
  readonly record: (event: RunEvent) => Promise<void>;
}

/**
 * Writes what came out of the loop: the checked report, judged where there is a judge, or what was tried; then the
 * final `run.json`.
 */
export async function concludeRun({ manifest, outcome, events, record }: Ended): Promise<ResearchResult> {
  const { setting } = manifest;
  const search = collectDiscovery(events);
  const conclusion = await conclude(setting, outcome, search);
  const judgement =
    conclusion.report && (await judgeRun({ setting, outcome, report: conclusion.report, record }));
  const cost = runCost(events, setting.limits.price);
  const usage = events
    .map((event) => ("usage" in event ? event.usage : undefined))
    .reduce(addUsage, undefined);
  const { turns, toolCalls, plan } = outcome.state;
  const judged = judgement === undefined ? [] : [judgementFile];
  const files = [...conclusion.files, ...judged, ...(await writePlan(setting, plan))];
  const counts = { turns, toolCalls, elapsedMs: outcome.elapsedMs };
  const { report, ...recorded } = conclusion;
  await writeManifest(manifest, {
    ...recorded,
    ...counts,
    segments: outcome.state.segment,
    files,
    search: search.engines ?? [],
    ...present({ usage, cost, statistics: report?.statistics, judgement }),
  });
  const bill = { ...(cost && { cost }), ...(judgement && { judgement }) };
  return { ...conclusion, ...counts, ...bill, files, directory: setting.directory.path };
}

async function conclude(setting: Setting, outcome: LoopOutcome, search: RunSearch): Promise<Conclusion> {
  const reason = outcome.reason === undefined ? {} : { reason: outcome.reason };
  switch (outcome.status) {
    case "failed":
      return { status: "failed", exitCode: failureExitCode(outcome.reason), files: [], ...reason };
    case "interrupted":
      return { status: "interrupted", exitCode: exitCodes.interrupted, files: [], ...reason };
    case "not-found":
      return notFound(setting, outcome, search);
    case "answered":
    case "partial":
      return concludeAnswer(setting, outcome, search);
    default:
      return outcome.status satisfies never;
  }
}

/** No report without evidence: an answer of which nothing can be traced to a source is not one. */
async function concludeAnswer(
  setting: Setting,
  outcome: LoopOutcome,
  search: RunSearch,
): Promise<Conclusion> {
  const policyMode = setting.unsupported ?? "mark";
  const partial = outcome.status === "partial";
  const report = await buildReport({
    runId: setting.directory.id,
    question: setting.question,
    language: setting.language,
    createdAt: setting.startedAt,
    answer: outcome.answer ?? "",
    evidence: outcome.state.evidence,
    sourceText: (id) => setting.sources.text(id),
    policy: outcome.fallback ?? setting.policy.name,
    usesLanguageModel: setting.policy.usesLanguageModel && outcome.fallback === undefined,
    policyMode,
    searched: search,
    status: partial ? "partial" : "verified",
    discovery: search.discovery,
    ...present({ authorityOf: setting.authorityOf }),
  });
  if (report.statistics.supported + report.statistics.partly === 0) return notFound(setting, outcome, search);
  const files = await writeReport(setting.directory, report);
  const failedStrict = policyMode === "strict" && report.statistics.dropped > 0;
  const exitCode = failedStrict
    ? exitCodes.verificationFailed
    : partial
      ? exitCodes.partial
      : exitCodes.verified;
  const { status, reason } = outcome;
  return { status, exitCode, files, report, ...present({ reason }) };
}

async function notFound(setting: Setting, { reason }: LoopOutcome, search: RunSearch): Promise<Conclusion> {
  const text = renderNotFound(setting.question, setting.language, search);
  await setting.directory.write("not-found.md", text);
  const exitCode = exitCodes.notEnoughEvidence;
  const nearest = search.nearest && nearestPage(search.nearest);
  return { status: "not-found", exitCode, files: ["not-found.md"], ...present({ reason, nearest }) };
}

function failureExitCode(reason: string | undefined): number {
  return reason?.startsWith("MODEL_") ? exitCodes.providerUnavailable : exitCodes.unexpected;
}
