import path from "node:path";
import { present } from "../core/present.ts";
import type { Environment } from "../core/read-variable.ts";
import { embeddedPairwiseJudge } from "../judge/pairwise/embedded-pairwise.ts";
import { modelPairwiseJudge } from "../judge/pairwise/model-pairwise.ts";
import type { PairwiseJudge } from "../judge/pairwise/compare-reports.ts";
import { embeddedRubricJudge } from "../judge/rubric/embedded/embedded-rubric-judge.ts";
import { modelRubricJudge } from "../judge/rubric/model/model-rubric-judge.ts";
import { requestGate } from "../judge/rubric/model/request-gate.ts";
import { folderVerdictCache } from "../judge/rubric/model/verdict-cache.ts";
import type { RubricJudge } from "../judge/rubric/rubric-judge.ts";
import { detectModel } from "../model/selection/detect-model.ts";
import type { ModelChoice } from "../model/selection/model-choice.ts";
import { nameModel } from "../model/selection/name-model.ts";
import { resolveModel } from "../model/selection/resolve-model.ts";
import { countOf } from "./count-of.ts";
import { environmentValue } from "./environment.ts";
import { modelPrice } from "./model-price.ts";
import { cacheDirectory } from "./cache-directory.ts";
import { embeddedName } from "./model-settings.ts";

/** The flags that say who judges, and how. */
export interface JudgeModelFlags {
  readonly modelJudge?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly prices?: string;
  readonly trials?: string;
  readonly perCall?: string;
  readonly parallel?: string;
  readonly perMinute?: string;
  readonly partTokens?: string;
  /** False after `--no-cache`. */
  readonly cache?: boolean;
}

export interface ChosenJudges {
  readonly rubrics: RubricJudge;
  readonly pairs: PairwiseJudge;
  /** Of what the judge costs; absent where no price is known. */
  readonly currency?: string;
}

const answerTimeoutMs = 5 * 60_000;

/**
 * The embedded judge unless a model is named for judging, by flag or `DEEPWELL_MODEL_JUDGE`, or a server is: never just
 * the model that research would use, which costs money. Throws `AppError` for a model that cannot be reached.
 */
export async function chooseRubricJudge(
  flags: JudgeModelFlags,
  environment: Environment,
  signal: AbortSignal,
): Promise<ChosenJudges> {
  const choice = await chosenModel(flags, environment, signal);
  if (choice === undefined) return { rubrics: embeddedRubricJudge(), pairs: embeddedPairwiseJudge() };
  const price = modelPrice(choice, flags.prices ?? environmentValue("prices", environment));
  const policy = resolveModel("judge", { research: choice }, { timeoutMs: answerTimeoutMs, temperature: 0 });
  const perMinute = countOf("--per-minute", flags.perMinute, { example: 60 });
  const gate = requestGate({
    parallel: countOf("--parallel", flags.parallel, { example: 8 }) ?? 8,
    ...present({ perMinute }),
  });
  const counts = {
    trials: countOf("--trials", flags.trials, { example: 3 }),
    criteriaPerCall: countOf("--per-call", flags.perCall, { example: 10 }),
    maxReportTokens: countOf("--part-tokens", flags.partTokens, { example: 100_000 }),
  };
  const given = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
  const cache = folderVerdictCache(path.join(cacheDirectory(environment), "verdicts"));
  return {
    rubrics: modelRubricJudge(policy, {
      ...given,
      gate,
      timeoutMs: answerTimeoutMs,
      ...(flags.cache === false ? {} : { cache }),
      ...present({ price }),
    }),
    pairs: modelPairwiseJudge(policy, { timeoutMs: answerTimeoutMs }),
    ...present({ currency: price?.currency }),
  };
}

async function chosenModel(
  flags: JudgeModelFlags,
  environment: Environment,
  signal: AbortSignal,
): Promise<ModelChoice | undefined> {
  const name = flags.modelJudge ?? environmentValue("modelJudge", environment) ?? flags.model;
  const baseUrl = flags.baseUrl ?? environmentValue("baseUrl", environment);
  const server = baseUrl === undefined ? {} : { baseUrl };
  if (name === embeddedName) return undefined;
  if (name !== undefined) return nameModel({ name, ...server }, environment, () => {});
  if (flags.baseUrl === undefined) return undefined;
  return detectModel({ environment, signal, onAlias: () => {}, ...server });
}
