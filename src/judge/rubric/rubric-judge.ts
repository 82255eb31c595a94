import type { Usage } from "../../model/policy.ts";
import type { UnavailableCause } from "../judge-unavailable.ts";
import type { RubricTask } from "./rubric.ts";
import type { RubricOutcome } from "./verdict.ts";

export interface JudgedReport {
  readonly task: RubricTask;
  /** The report as Markdown or plain text: what quotes are looked for in. */
  readonly report: string;
}

/** What a judge says of a report, and what it took. */
export interface RubricJudgement {
  readonly judge: string;
  readonly usesLanguageModel: boolean;
  /** One a rubric, in the order of the task. */
  readonly outcomes: readonly RubricOutcome[];
  /** How the answers came about. */
  readonly effort: JudgeEffort;
  /** SHA-256 of each prompt file that was used, by its name; none where no language model was asked. */
  readonly prompts: Readonly<Record<string, string>>;
}

export interface JudgeEffort {
  /** Independent trials of each criterion that were wanted. */
  readonly trials: number;
  /** Requests to a model. */
  readonly calls: number;
  /** Verdicts of single trials that were taken from the cache. */
  readonly cached: number;
  /** Parts the report was read in. */
  readonly parts: number;
  readonly usage?: Usage;
  /** In the currency of the price; absent where no price is known or nothing was counted. */
  readonly cost?: number;
  /** Verdicts of single trials that did not come, by cause. */
  readonly failures: Readonly<Partial<Record<UnavailableCause, number>>>;
  /** Criteria of which at least two trials gave a verdict, and those of them whose trials differ. */
  readonly compared: number;
  readonly disagreeing: number;
}

/** Judges a report by the rubrics of its task: a language model, or the embedded judge. */
export interface RubricJudge {
  readonly name: string;
  readonly usesLanguageModel: boolean;
  /** Rejects only with the signal's reason; whatever goes wrong with a criterion is its outcome. */
  judge(input: JudgedReport, signal: AbortSignal): Promise<RubricJudgement>;
}
