import { present } from "../core/present.ts";
import type { Inspection } from "../judge/inspect/inspect-report.ts";
import type { JudgeUnavailable } from "../judge/judge-unavailable.ts";
import { type Comparison, comparedDimensions, keepsRevision } from "../judge/pairwise/compare-reports.ts";
import type { LintFinding } from "../judge/rubric/lint/lint-rubrics.ts";
import type { Rubric, RubricTask } from "../judge/rubric/rubric.ts";
import type { RubricJudgement } from "../judge/rubric/rubric-judge.ts";
import type { RubricScore } from "../judge/rubric/score.ts";
import type { RubricOutcome } from "../judge/rubric/verdict.ts";
import type { CitationSummary } from "./citation-summary.ts";
import type { InterfaceLanguage } from "./interface-language.ts";
import { judgeEnglish } from "./judge-texts.en.ts";
import type { JudgeTexts } from "./judge-texts.ts";
import { judgeChinese } from "./judge-texts.zh.ts";
import { formatMoney } from "./model-price.ts";
import { fitText, singleLine } from "./progress/fit-text.ts";

/** A report with everything that was found out about it. */
export interface Judged {
  readonly name: string;
  readonly task: RubricTask;
  readonly judgement: RubricJudgement;
  /** One a mapping. */
  readonly scores: readonly RubricScore[];
  readonly inspections: readonly Inspection[];
  /** Where it is the report of a run. */
  readonly citations?: CitationSummary;
  readonly currency?: string;
}

/** What a line of findings has room for. */
const longestProblem = 160;
const longestCriterion = 100;

function textsIn(language: InterfaceLanguage): JudgeTexts {
  return language === "zh" ? judgeChinese : judgeEnglish;
}

/** What was found, for people. */
export function judgedLines(judged: Judged, language: InterfaceLanguage): readonly string[] {
  const { task, judgement, scores, inspections, citations, currency } = judged;
  const texts = textsIn(language);
  const { effort, usesLanguageModel } = judgement;
  const cost = effort.cost === undefined ? undefined : formatMoney(effort.cost, currency ?? "");
  const scored = task.rubrics.length === 0 ? [] : scores;
  return [
    texts.judgedBy(judgement.judge, usesLanguageModel),
    ...scored.map((score) => {
      const fatal = score.fatal.length === 0 ? "" : texts.fatal(score.fatal);
      return texts.score(texts.mappings[score.mapping], score) + fatal;
    }),
    ...(task.rubrics.length === 0 ? [texts.noRubrics] : []),
    ...(usesLanguageModel ? [texts.effort(effort, cost)] : []),
    ...(effort.compared === 0 ? [] : [texts.disagreement(effort)]),
    ...(citations === undefined ? [] : [texts.citations(citations)]),
    ...(task.rubrics.length === 0 ? [] : ["", texts.rubrics]),
    ...task.rubrics.flatMap((rubric, index) => rubricLines(rubric, judgement.outcomes[index], texts)),
    "",
    texts.form,
    ...inspections.map(({ name, problems }) => {
      const found = problems.map((problem) => fitText(singleLine(texts.problem(problem)), longestProblem));
      const told = found.length === 0 ? texts.fine : found.join(" · ");
      return `  ${found.length === 0 ? "✓" : "!"} ${texts.inspections[name]}${texts.colon}${told}`;
    }),
    "",
    texts.meaning[usesLanguageModel ? "model" : "embedded"],
  ];
}

function rubricLines(
  rubric: Rubric,
  outcome: RubricOutcome | undefined,
  texts: JudgeTexts,
): readonly string[] {
  if (outcome === undefined) return [];
  const weight = `${rubric.weight > 0 ? "+" : ""}${rubric.weight}`;
  const head = `${markOf(rubric, outcome)} ${rubric.id} (${weight}) ${singleLine(rubric.criterion)}`;
  if (outcome.type === "unknown") return [`  ${head}`, `      ${texts.unknown[outcome.cause]}`];
  if (outcome.type === "judge_unavailable") {
    return [`  ${head}`, `      ${texts.causes[outcome.cause]}${texts.colon}${singleLine(outcome.reason)}`];
  }
  const words = rubric.weight < 0 ? texts.flaws : texts.verdicts;
  const [quote] = outcome.evidence;
  return [
    `  ${head}`,
    `      ${words[outcome.verdict]}${outcome.reason === "" ? "" : `${texts.colon}${singleLine(outcome.reason)}`}`,
    ...(quote === undefined ? [] : [`      “${singleLine(quote.text)}”`]),
  ];
}

function markOf({ weight }: Rubric, outcome: RubricOutcome): string {
  if (outcome.type !== "verdict") return "?";
  if (outcome.verdict === "partial") return "~";
  return (outcome.verdict === "full") === weight > 0 ? "✓" : "✗";
}

/** The same for programs. */
export function judgedJson({
  name,
  task,
  judgement,
  scores,
  inspections,
  citations,
  currency,
}: Judged): object {
  const { judge, usesLanguageModel, outcomes, effort, prompts } = judgement;
  return {
    report: name,
    task: task.id,
    judge,
    usesLanguageModel,
    scores: Object.fromEntries(scores.map((score) => [score.mapping, score])),
    rubrics: task.rubrics.map((rubric, index) => ({ ...rubric, outcome: outcomes[index] })),
    inspections,
    ...present({ citations }),
    effort: { ...effort, ...present({ currency }) },
    prompts,
  };
}

/** Two reports compared, for people. */
export function comparisonLines(
  outcome: Comparison | JudgeUnavailable,
  language: InterfaceLanguage,
): readonly string[] {
  const texts = textsIn(language);
  if (outcome.type === "judge_unavailable") return [texts.noComparison(singleLine(outcome.reason))];
  const { preferences, overall, orderDependent, reasons, judge, usesLanguageModel } = outcome;
  return [
    texts.judgedBy(judge, usesLanguageModel),
    ...comparedDimensions.map(
      (one) => `${texts.dimensions[one]}${texts.colon}${texts.preferences[preferences[one]]}`,
    ),
    `${texts.overall}${texts.colon}${texts.preferences[overall]}`,
    ...(orderDependent.length === 0
      ? []
      : [texts.orderDependent(orderDependent.map((dimension) => texts.dimensions[dimension]))]),
    ...reasons.map((reason) => `  ${singleLine(reason)}`),
    texts.keeps[keepsRevision(outcome) ? "yes" : "no"],
  ];
}

/** What the linter found in one task, for people. */
export function lintLines(
  { task, findings }: { readonly task: RubricTask; readonly findings: readonly LintFinding[] },
  language: InterfaceLanguage,
): readonly string[] {
  const texts = textsIn(language);
  const criteria = new Map(task.rubrics.map(({ id, criterion }) => [id, criterion]));
  const headOf = (id: string): string =>
    `${id} ${texts.quoted(fitText(singleLine(criteria.get(id) ?? ""), longestCriterion))}`;
  const told = new Map<string, string[]>();
  for (const { rubricId, principle, rule, words } of findings) {
    const hint = `${texts.principles[principle]}${texts.colon}${fitText(singleLine(texts.rules[rule](words)), longestProblem)}`;
    told.set(rubricId, [...(told.get(rubricId) ?? []), `    ${hint}`]);
  }
  return [
    `${task.id}${texts.colon}${texts.lintSummary(findings.length, task.rubrics.length)}`,
    ...[...told].flatMap(([id, hints]) => [`  ${headOf(id)}`, ...hints]),
  ];
}
