import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isOverspent, turnSpending } from "../agent/budget.ts";
import { promptTokens } from "../agent/context/count-tokens.ts";
import type { RunEvent } from "../agent/events.ts";
import type { LoopOutcome } from "../agent/loop.ts";
import { sha256 } from "../core/hash.ts";
import { parseJson } from "../core/json.ts";
import { type CitationFigures, countJudgement } from "../judge/citation/count-judgement.ts";
import { judgeReport } from "../judge/citation/judge-report.ts";
import { modelSupportJudge } from "../judge/support/model-support.ts";
import { loadSupportModel } from "../judge/support/support-model.ts";
import { meterPolicy } from "../model/meter-policy.ts";
import type { Policy } from "../model/policy.ts";
import type { Report } from "../report/report.ts";
import type { Setting } from "./setting.ts";

/** What the model of the role `judge` says of a report; it changes nothing in the report itself. */
export interface Judgement {
  readonly judge: string;
  readonly figures: CitationFigures;
}

export const judgementFile = "judgement.json";

/** The judge may take so long, however little of the run's own time is left. */
const leastMs = 60_000;
const mostMs = 15 * 60_000;

export interface JudgeJob {
  readonly setting: Setting;
  readonly outcome: LoopOutcome;
  readonly report: Report;
  /** Makes what the judge took part of the journal. */
  readonly record: (event: RunEvent) => Promise<void>;
}

/**
 * Has the model of the role `judge`, where there is one, say of every claim whether its passages bear it; written into
 * `judgement.json`. Within the run's caps on tokens and money: claims beyond them stay unjudged. A report that was
 * judged before is not judged again. Undefined where there is no judge, or where it was stopped.
 */
export async function judgeRun(job: JudgeJob): Promise<Judgement | undefined> {
  const { setting, report } = job;
  const { judge, directory } = setting;
  const reportHash = sha256(JSON.stringify(report.claims));
  const known = await readJudgement(path.join(directory.path, judgementFile), reportHash);
  if (known !== undefined || judge === undefined) return known;
  const { policy, written } = metered(judge, job);
  const left = (setting.limits.maxMs ?? mostMs) - job.outcome.elapsedMs;
  const deadline = AbortSignal.timeout(Math.min(mostMs, Math.max(leastMs, left)));
  const signal = AbortSignal.any([setting.signal, deadline]);
  try {
    const { rarity } = loadSupportModel();
    const judged = await judgeReport(report, { judge: modelSupportJudge(policy), rarity, signal });
    const figures = countJudgement(report, judged);
    const claims = judged.map(({ claim, support, isDoubted }) => ({ text: claim.text, support, isDoubted }));
    const record = { judge: judge.name, reportHash, figures, claims };
    await directory.write(judgementFile, `${JSON.stringify(record, null, 2)}\n`);
    return { judge: judge.name, figures };
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  } finally {
    await written();
  }
}

/** The judge's policy, kept within what the run may still spend; every request of it becomes an event. */
function metered(judge: Policy, { setting, outcome, record }: JudgeJob) {
  const { limits } = setting;
  const { turns, spending } = outcome.state;
  const spent = { tokens: spending.tokens, cost: spending.cost };
  let writing: Promise<void> = Promise.resolve();
  const policy = meterPolicy(judge, {
    refusal: () =>
      isOverspent(limits, { ...spent, turns, toolCalls: 0, elapsedMs: 0 })
        ? "the budget of the run is spent"
        : undefined,
    onAction({ message, usage }, { messages }) {
      const finished = { message, promptTokens: promptTokens(messages, []), role: "judge" as const };
      const taken = turnSpending(
        { ...finished, usesLanguageModel: judge.usesLanguageModel, ...(usage && { usage }) },
        limits,
      );
      spent.tokens += taken?.tokens ?? 0;
      spent.cost += taken?.cost ?? 0;
      const bill = { ...(usage && { usage }), ...(taken && { spending: taken }) };
      const event: RunEvent = { type: "model-use", turn: turns, role: "judge", model: judge.name, ...bill };
      writing = writing.then(() => record(event));
      // Whoever waits for `written` hears of it.
      writing.catch(() => {});
    },
  });
  return { policy, written: () => writing };
}

const judgementSchema = z.object({ judge: z.string(), reportHash: z.string(), figures: z.looseObject({}) });

async function readJudgement(file: string, reportHash: string): Promise<Judgement | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  const parsed = text === undefined ? undefined : parseJson(text);
  const read = parsed?.ok ? judgementSchema.safeParse(parsed.value) : undefined;
  if (read?.success !== true || read.data.reportHash !== reportHash) return undefined;
  // The hash says that this very function wrote it.
  return { judge: read.data.judge, figures: read.data.figures as unknown as CitationFigures };
}
