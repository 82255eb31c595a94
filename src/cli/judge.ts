import { AppError, exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { countJudgement } from "../judge/citation/count-judgement.ts";
import { judgeReport } from "../judge/citation/judge-report.ts";
import { reopenReport } from "../judge/citation/reopen-report.ts";
import { inspectReport } from "../judge/inspect/inspect-report.ts";
import { lintRubrics } from "../judge/rubric/lint/lint-rubrics.ts";
import { mappings, scoreRubrics } from "../judge/rubric/score.ts";
import { embeddedSupportJudge } from "../judge/support/embedded-support.ts";
import { loadSupportModel } from "../judge/support/support-model.ts";
import { chooseRubricJudge, type JudgeModelFlags } from "./choose-rubric-judge.ts";
import type { CitationSummary } from "./citation-summary.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { readReportInput, taskFor, taskMissing, tasksOf } from "./judge-input.ts";
import { comparisonLines, judgedJson, judgedLines, type Judged, lintLines } from "./judge-output.ts";
import { runsDirectory } from "./run-finder.ts";

export interface JudgeFlags extends JudgeModelFlags {
  readonly task?: string;
  readonly taskId?: string;
  readonly against?: string;
  readonly lint?: boolean;
  readonly clip?: boolean;
  readonly json?: boolean;
  readonly lang?: string;
  readonly runsDir?: string;
}

/**
 * Judges a report by the rubrics of its task, and looks at its form; the citations too where it is the report of a run.
 * Answers `verified`; `partial` where the judge had no verdict to give on some criteria, `providerUnavailable` where on
 * none. What the embedded judge cannot decide is no failure.
 */
export async function judgeCommand(
  place: string | undefined,
  flags: JudgeFlags,
  signal: AbortSignal,
): Promise<number> {
  if (flags.lint) return lintCommand(flags);
  if (place === undefined) {
    throw new AppError("USAGE", "There is no report.", {
      why: "a file, a run or - is missing",
      fix: "deepwell judge report.md --task task.json",
    });
  }
  const { name, report, run } = await readReportInput(place, runsDirectory(flags.runsDir));
  const task = await taskFor(present({ file: flags.task, id: flags.taskId }), run);
  const language = interfaceLanguage(flags.lang, process.env, task.prompt);
  const { rubrics, pairs, currency } = await chooseRubricJudge(flags, process.env, signal);
  if (flags.against !== undefined) {
    const { report: first } = await readReportInput(flags.against, runsDirectory(flags.runsDir));
    const question = { question: task.prompt, language: task.language };
    const outcome = await pairs.compare({ ...question, first, second: report }, signal);
    console.log(flags.json ? JSON.stringify(outcome) : comparisonLines(outcome, language).join("\n"));
    return outcome.type === "comparison" ? exitCodes.verified : exitCodes.providerUnavailable;
  }
  const judgement = await rubrics.judge({ task, report }, signal);
  const scores = mappings.map((mapping) =>
    scoreRubrics(task, judgement.outcomes, { mapping, ...(flags.clip ? { clip: true } : {}) }),
  );
  const citations = run === undefined ? undefined : await citationSummary(run.directory, signal);
  const inspections = inspectReport(report, { question: task.prompt, language: task.language });
  const judged: Judged = {
    name,
    task,
    judgement,
    scores,
    inspections,
    ...present({ citations, currency }),
  };
  console.log(flags.json ? JSON.stringify(judgedJson(judged)) : judgedLines(judged, language).join("\n"));
  const failed = judgement.outcomes.filter(({ type }) => type === "judge_unavailable").length;
  if (failed === 0) return exitCodes.verified;
  return failed === judgement.outcomes.length ? exitCodes.providerUnavailable : exitCodes.partial;
}

/** Hints on the rubrics themselves; finding some is no failure. */
async function lintCommand(flags: JudgeFlags): Promise<number> {
  if (flags.task === undefined) throw taskMissing();
  const chosen = await tasksOf(flags.task, flags.taskId);
  const found = chosen.map((one) => ({ task: one, findings: lintRubrics(one) }));
  const language = interfaceLanguage(flags.lang, process.env, chosen[0]?.prompt ?? "");
  for (const one of found) {
    if (flags.json)
      console.log(
        JSON.stringify({ task: one.task.id, rubrics: one.task.rubrics.length, findings: one.findings }),
      );
    else for (const line of lintLines(one, language)) console.log(line);
  }
  return exitCodes.verified;
}

async function citationSummary(directory: string, signal: AbortSignal): Promise<CitationSummary> {
  const { report } = await reopenReport(directory);
  const judged = await judgeReport(report, {
    judge: embeddedSupportJudge(),
    rarity: loadSupportModel().rarity,
    signal,
  });
  const { quotesChecked, quotesFound, numbersChecked, numbersMissing } = report.statistics;
  return { ...countJudgement(report, judged), quotesChecked, quotesFound, numbersChecked, numbersMissing };
}
