import type { Rubric, RubricTask } from "../rubric.ts";
import { type ReportQuote, readVerdict } from "../verdict.ts";
import { arrangeReport, type Material, type ReadReport, shuffled } from "./arrange-report.ts";
import { askCriteria, type Asker, type CriterionAnswer, type ItemReading } from "./ask-criteria.ts";
import { checkEvidence } from "./check-evidence.ts";
import { type AskedCriterion, type JudgePrompt, loadJudgePrompt } from "./judge-prompts.ts";
import type { AnswerItem } from "./read-items.ts";
import type { TrialVerdict } from "./verdict-cache.ts";

/** What one independent trial is about. */
export interface Trial {
  readonly task: RubricTask;
  readonly report: ReadReport;
  /** Counted from 0. The first sees everything in its own order. */
  readonly index: number;
  readonly seed: number;
  readonly criteriaPerCall: number;
  /** Told of each prompt that is used. */
  readonly onPrompt: (prompt: JudgePrompt) => void;
  /** Told of each batch as it is answered, so that what was paid for is kept whatever becomes of the others. */
  readonly onAnswered: (answers: Answered) => Promise<void>;
}

/** Answers under the rubrics' own ids. */
export type Answered = readonly (readonly [string, CriterionAnswer<TrialVerdict>])[];

/**
 * Judges rubrics of one sign once, in batches. Reports that were divided are read part by part for evidence first; the
 * verdict is then given on all of it. Answers under the rubrics' own ids.
 */
export async function judgeTrial(
  trial: Trial,
  rubrics: readonly Rubric[],
  asker: Asker,
): Promise<ReadonlyMap<string, CriterionAnswer<TrialVerdict>>> {
  const ordered = trial.index === 0 ? rubrics : shuffled(rubrics, trial.seed + trial.index);
  const batches: (readonly AskedCriterion[])[] = [];
  for (let from = 0; from < ordered.length; from += trial.criteriaPerCall) {
    const batch = ordered.slice(from, from + trial.criteriaPerCall);
    batches.push(batch.map((rubric, index) => ({ id: `c${index + 1}`, rubric })));
  }
  const answered = await Promise.all(
    batches.map(async (batch) => {
      const answers = await judgeBatch(trial, batch, asker);
      await trial.onAnswered(answers);
      return answers;
    }),
  );
  return new Map(answered.flat());
}

async function judgeBatch(trial: Trial, batch: readonly AskedCriterion[], asker: Asker): Promise<Answered> {
  const { report, index, seed } = trial;
  if (report.parts.length === 1) {
    return giveVerdicts(trial, { batch, material: arrangeReport(report, index, seed) }, asker);
  }
  const findings = await collectFindings(trial, batch, asker);
  const [open, lost] = [[] as AskedCriterion[], [] as (readonly [string, CriterionAnswer<TrialVerdict>])[]];
  for (const criterion of batch) {
    const failed = findings.flatMap((found) => {
      const answer = found.get(criterion.id);
      return answer?.type === "judge_unavailable" ? [answer] : [];
    });
    const [first] = failed;
    if (first === undefined) open.push(criterion);
    else lost.push([criterion.rubric.id, first]);
  }
  if (open.length === 0) return lost;
  const material = pooled(trial, { batch: open, findings });
  return [...lost, ...(await giveVerdicts(trial, { batch: open, material }, asker))];
}

async function giveVerdicts(
  { task, report, onPrompt }: Trial,
  { batch, material }: { readonly batch: readonly AskedCriterion[]; readonly material: Material },
  asker: Asker,
): Promise<Answered> {
  const isNegative = batch.some(({ rubric }) => rubric.weight < 0);
  const prompt = loadJudgePrompt(isNegative ? "judge-negative" : "judge-positive", task.language);
  onPrompt(prompt);
  const read = (item: AnswerItem): ItemReading<TrialVerdict> => readTrialVerdict(item, report);
  const question = { prompt, language: task.language, task: task.prompt, material, read };
  const answers = await askCriteria(question, batch, asker);
  return batch.flatMap(({ id, rubric }) => {
    const answer = answers.get(id);
    return answer === undefined ? [] : [[rubric.id, answer] as const];
  });
}

function readTrialVerdict(item: AnswerItem, { target }: ReadReport): ItemReading<TrialVerdict> {
  const verdict = readVerdict(item["verdict"]);
  if (verdict === undefined) {
    return { type: "unusable", cause: "missing", reason: "the answers give no known verdict" };
  }
  const evidence = checkEvidence(item["evidence"], target);
  if (verdict !== "none" && evidence.length === 0) {
    const reason = "the quotes that the verdict rests on are not in the report";
    return { type: "unusable", cause: "evidence-not-found", reason };
  }
  const reason = typeof item["reason"] === "string" ? item["reason"] : "";
  return { type: "value", value: { type: "verdict", verdict, reason, evidence } };
}

interface Finding {
  readonly quotes: readonly ReportQuote[];
  readonly note: string;
}

type Findings = readonly ReadonlyMap<string, CriterionAnswer<Finding>>[];

function collectFindings(
  { task, report, onPrompt }: Trial,
  batch: readonly AskedCriterion[],
  asker: Asker,
): Promise<Findings> {
  const prompt = loadJudgePrompt("find-evidence", task.language);
  onPrompt(prompt);
  const read = (item: AnswerItem): ItemReading<Finding> => {
    const note = typeof item["note"] === "string" ? item["note"] : "";
    return { type: "value", value: { quotes: checkEvidence(item["quotes"], report.target), note } };
  };
  const asked = report.parts.map((text, index) => {
    const material = [{ name: `report-part-${index + 1}-of-${report.parts.length}`, text }];
    return askCriteria({ prompt, language: task.language, task: task.prompt, material, read }, batch, asker);
  });
  return Promise.all(asked);
}

/** What was found in all parts, in the order of the parts or, after the first trial, in another. */
function pooled(
  { index, seed, report }: Trial,
  { batch, findings }: { readonly batch: readonly AskedCriterion[]; readonly findings: Findings },
): Material {
  const found = findings.flatMap((part, at) =>
    batch.flatMap(({ id }) => {
      const answer = part.get(id);
      if (answer?.type !== "value" || answer.value.quotes.length + answer.value.note.length === 0) return [];
      const quotes = answer.value.quotes.map(({ text }) => JSON.stringify(text)).join(" · ");
      return [`${id} · ${at + 1}/${report.parts.length} · ${quotes} · ${answer.value.note}`];
    }),
  );
  const lines = index === 0 ? found : shuffled(found, seed + index);
  return [{ name: "found-in-the-report", text: lines.join("\n") }];
}
