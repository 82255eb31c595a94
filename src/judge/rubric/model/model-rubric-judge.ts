import { sha256 } from "../../../core/hash.ts";
import { present } from "../../../core/present.ts";
import type { Policy } from "../../../model/policy.ts";
import type { Price } from "../../../model/prices/price.ts";
import type { UnavailableCause } from "../../judge-unavailable.ts";
import type { Rubric } from "../rubric.ts";
import type { JudgedReport, RubricJudge, RubricJudgement } from "../rubric-judge.ts";
import { middleVerdict, type RubricOutcome } from "../verdict.ts";
import { readReport } from "./arrange-report.ts";
import type { CriterionAnswer } from "./ask-criteria.ts";
import { CallMeter } from "./call-meter.ts";
import { loadJudgePrompt } from "./judge-prompts.ts";
import { type Answered, judgeTrial, type Trial } from "./judge-trial.ts";
import { type RequestGate, requestGate } from "./request-gate.ts";
import { cacheKey, type TrialVerdict, type VerdictCache } from "./verdict-cache.ts";

export interface ModelRubricJudgeOptions {
  /** Independent trials of each criterion, averaged in the score; 3 unless given. */
  readonly trials?: number;
  /** Criteria asked about in one request; 10 unless given, 1 is one request each. */
  readonly criteriaPerCall?: number;
  /** Longer reports are read in parts, about counted; 100,000 unless given. */
  readonly maxReportTokens?: number;
  /** For one request; five minutes unless given. */
  readonly timeoutMs?: number;
  /** How many requests at once and a minute; share one gate to bound several judges. 8 at once unless given. */
  readonly gate?: RequestGate;
  /** Absent: every verdict is asked for. */
  readonly cache?: VerdictCache;
  readonly price?: Price;
  /** Of the orders that trials after the first are shown things in; 1 unless given. */
  readonly seed?: number;
}

type Settings = Required<Omit<ModelRubricJudgeOptions, "cache" | "price">> &
  Pick<ModelRubricJudgeOptions, "cache" | "price"> & { readonly policy: Policy };

/**
 * A language model as the judge of rubrics. Give it a policy with temperature 0. Merits and flaws are asked about under
 * instructions of their own; what a verdict rests on must stand in the report. A criterion has a verdict when one of its
 * trials has; otherwise it is `judge_unavailable` with the cause.
 */
export function modelRubricJudge(policy: Policy, options: ModelRubricJudgeOptions = {}): RubricJudge {
  const settings: Settings = {
    policy,
    trials: 3,
    criteriaPerCall: 10,
    maxReportTokens: 100_000,
    timeoutMs: 300_000,
    gate: requestGate({ parallel: 8 }),
    seed: 1,
    ...options,
  };
  const { name, usesLanguageModel } = policy;
  return { name, usesLanguageModel, judge: (input, signal) => judgeWith(settings, input, signal) };
}

type Answers = ReadonlyMap<string, CriterionAnswer<TrialVerdict>>;

async function judgeWith(
  settings: Settings,
  { task, report: text }: JudgedReport,
  signal: AbortSignal,
): Promise<RubricJudgement> {
  const { policy, trials, maxReportTokens, price } = settings;
  const meter = new CallMeter(price);
  const report = readReport(text, maxReportTokens);
  const prompts: Record<string, string> = {};
  let cached = 0;
  const answered = await Promise.all(
    Array.from({ length: trials }, async (_, index): Promise<Answers> => {
      const trial: Trial = {
        task,
        report,
        index,
        seed: settings.seed,
        criteriaPerCall: settings.criteriaPerCall,
        onPrompt: ({ file, sha256: hash }) => void (prompts[file] = hash),
        onAnswered: (answers) => writeCached(trial, answers, settings),
      };
      const known = await readCached(trial, settings);
      cached += known.size;
      const open = task.rubrics.filter(({ id }) => !known.has(id));
      const asker = { policy, meter, signal, gate: settings.gate, timeoutMs: settings.timeoutMs };
      const given = await Promise.all(
        [open.filter(({ weight }) => weight > 0), open.filter(({ weight }) => weight < 0)].map((rubrics) =>
          judgeTrial(trial, rubrics, asker),
        ),
      );
      return new Map([...known, ...given.flatMap((some) => [...some])]);
    }),
  );
  const outcomes = task.rubrics.map((rubric) => outcomeOf(rubric, answered));
  const compared = outcomes.filter((outcome) => outcome.type === "verdict" && outcome.trials.length > 1);
  return {
    judge: policy.name,
    usesLanguageModel: policy.usesLanguageModel,
    outcomes,
    prompts,
    effort: {
      trials,
      calls: meter.calls,
      cached,
      parts: report.parts.length,
      failures: countFailures(answered),
      compared: compared.length,
      disagreeing: compared.filter(
        (outcome) => outcome.type === "verdict" && new Set(outcome.trials).size > 1,
      ).length,
      ...present({ usage: meter.usage, cost: meter.cost }),
    },
  };
}

/** The middle verdict of the trials that gave one, with the reason and evidence of the first that says so. */
function outcomeOf({ id: rubricId }: Rubric, answered: readonly Answers[]): RubricOutcome {
  const answers = answered.flatMap((trial) => trial.get(rubricId) ?? []);
  const given = answers.flatMap((answer) => (answer.type === "value" ? [answer.value] : []));
  const trials = given.map(({ verdict }) => verdict);
  const middle = middleVerdict(trials);
  const speaker = given.find(({ verdict }) => verdict === middle);
  if (middle !== undefined && speaker !== undefined) {
    const { reason, evidence } = speaker;
    return { type: "verdict", rubricId, verdict: middle, trials, reason, evidence };
  }
  const failure = answers.find((answer) => answer.type === "judge_unavailable");
  return {
    type: "judge_unavailable",
    rubricId,
    cause: failure?.cause ?? "missing",
    reason: failure?.reason ?? "the criterion was not asked about",
  };
}

function countFailures(answered: readonly Answers[]): Partial<Record<UnavailableCause, number>> {
  const counts: Partial<Record<UnavailableCause, number>> = {};
  for (const answer of answered.flatMap((trial) => [...trial.values()])) {
    if (answer.type === "judge_unavailable") counts[answer.cause] = (counts[answer.cause] ?? 0) + 1;
  }
  return counts;
}

async function readCached(trial: Trial, settings: Settings): Promise<Answers> {
  const { cache } = settings;
  if (cache === undefined) return new Map();
  const found = await Promise.all(
    trial.task.rubrics.map(async (rubric) => {
      const value = await cache.get(keyOf(rubric, trial, settings));
      return value === undefined ? [] : [[rubric.id, { type: "value", value }] as const];
    }),
  );
  return new Map(found.flat());
}

async function writeCached(trial: Trial, answers: Answered, settings: Settings): Promise<void> {
  const rubrics = new Map(trial.task.rubrics.map((rubric) => [rubric.id, rubric]));
  const writes = answers.map(async ([id, answer]) => {
    const rubric = rubrics.get(id);
    if (answer.type !== "value" || rubric === undefined) return;
    await settings.cache?.set(keyOf(rubric, trial, settings), answer.value);
  });
  await Promise.all(writes);
}

/** Everything that can change a verdict: who judges what, by which words, shown how. */
function keyOf(rubric: Rubric, { task, report, index }: Trial, settings: Settings): string {
  const prompt = loadJudgePrompt(rubric.weight < 0 ? "judge-negative" : "judge-positive", task.language);
  const evidencePrompt =
    report.parts.length > 1 ? loadJudgePrompt("find-evidence", task.language).sha256 : "";
  return cacheKey([
    settings.policy.name,
    prompt.sha256,
    evidencePrompt,
    task.prompt,
    sha256(report.text),
    rubric.criterion,
    rubric.explanation,
    index,
    settings.seed,
    settings.criteriaPerCall,
    settings.maxReportTokens,
  ]);
}
