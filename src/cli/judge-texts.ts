import type { InspectionName, InspectionProblem } from "../judge/inspect/inspect-report.ts";
import type { UnavailableCause } from "../judge/judge-unavailable.ts";
import type { ComparedDimension, Preference } from "../judge/pairwise/compare-reports.ts";
import type { LintPrinciple, LintRule } from "../judge/rubric/lint/lint-rule.ts";
import type { JudgeEffort } from "../judge/rubric/rubric-judge.ts";
import type { Mapping, RubricScore } from "../judge/rubric/score.ts";
import type { UnknownCause, VerdictWord } from "../judge/rubric/verdict.ts";
import type { CitationSummary } from "./citation-summary.ts";

/** Every text of `deepwell judge` in one language. */
export interface JudgeTexts {
  readonly judgedBy: (judge: string, usesLanguageModel: boolean) => string;
  readonly mappings: Readonly<Record<Mapping, string>>;
  readonly score: (mapping: string, score: RubricScore) => string;
  /** Behind a score: the fatal criteria that it fails. */
  readonly fatal: (ids: readonly string[]) => string;
  readonly noRubrics: string;
  readonly colon: string;
  readonly quoted: (text: string) => string;
  readonly effort: (effort: JudgeEffort, cost: string | undefined) => string;
  readonly disagreement: (effort: JudgeEffort) => string;
  readonly rubrics: string;
  readonly verdicts: Readonly<Record<VerdictWord, string>>;
  readonly flaws: Readonly<Record<VerdictWord, string>>;
  readonly unknown: Readonly<Record<UnknownCause, string>>;
  readonly causes: Readonly<Record<UnavailableCause, string>>;
  readonly form: string;
  readonly inspections: Readonly<Record<InspectionName, string>>;
  readonly fine: string;
  readonly problem: (problem: InspectionProblem) => string;
  readonly citations: (summary: CitationSummary) => string;
  readonly dimensions: Readonly<Record<ComparedDimension, string>>;
  readonly preferences: Readonly<Record<Preference, string>>;
  readonly overall: string;
  readonly orderDependent: (dimensions: readonly string[]) => string;
  readonly keeps: Readonly<Record<"yes" | "no", string>>;
  readonly noComparison: (reason: string) => string;
  readonly principles: Readonly<Record<LintPrinciple, string>>;
  readonly rules: Readonly<Record<LintRule, (words: string) => string>>;
  readonly lintSummary: (findings: number, rubrics: number) => string;
  readonly meaning: Readonly<Record<"embedded" | "model", string>>;
}

/** Verdicts of single trials that did not come. */
export function lostVerdicts(failures: JudgeEffort["failures"]): number {
  return Object.values(failures).reduce((sum, count) => sum + count, 0);
}
