import type { Message } from "../../../model/message.ts";
import { hashText } from "../../support/hash-text.ts";
import { judgeMessages, loadJudgePrompt } from "../model/judge-prompts.ts";
import type { RubricTask } from "../rubric.ts";
import type { RubricJudgement } from "../rubric-judge.ts";
import type { RubricVerdict, VerdictWord } from "../verdict.ts";

/** A report with the verdicts and explanations that a strong model gave it. */
export interface LabelledJudgement {
  readonly task: RubricTask;
  readonly report: string;
  readonly judgement: RubricJudgement;
}

/** One question to a judge with the answer it should give. */
export interface JudgeExample {
  readonly id: string;
  readonly split: "train" | "validation";
  /** System and user message, exactly as the judge is asked. */
  readonly messages: readonly Message[];
  /** The JSON answer with reasons and quotes. */
  readonly answer: string;
  /** By the ids of the question. */
  readonly labels: ReadonlyMap<string, VerdictWord>;
  /** Who gave the labels. */
  readonly labeller: string;
}

export interface ExampleOptions {
  /** 10 unless given, as the judge asks. */
  readonly criteriaPerCall?: number;
  /** Share of the tasks that is held out, by their ids; a tenth unless given. */
  readonly validationShare?: number;
}

/**
 * Makes the questions that a judge will be asked, with the labeller's answers: merits and flaws apart, in batches. Left out
 * are criteria without a verdict and those on which the labeller's own trials differ: what it does not know itself it cannot
 * teach. All examples of one task fall into one split.
 */
export function judgeExamples(
  { task, report, judgement }: LabelledJudgement,
  { criteriaPerCall = 10, validationShare = 0.1 }: ExampleOptions = {},
): readonly JudgeExample[] {
  const split =
    hashText(`split ${task.id} ${task.prompt}`) % 1000 < 1000 * validationShare ? "validation" : "train";
  const verdicts = new Map(
    judgement.outcomes.flatMap((outcome) =>
      outcome.type === "verdict" && new Set(outcome.trials).size === 1
        ? [[outcome.rubricId, outcome] as const]
        : [],
    ),
  );
  return (["judge-positive", "judge-negative"] as const).flatMap((name) => {
    const rubrics = task.rubrics.filter(
      ({ id, weight }) => verdicts.has(id) && weight < 0 === (name === "judge-negative"),
    );
    const batches = Array.from({ length: Math.ceil(rubrics.length / criteriaPerCall) }, (_, index) =>
      rubrics.slice(index * criteriaPerCall, (index + 1) * criteriaPerCall),
    );
    return batches.map((batch, index): JudgeExample => {
      const criteria = batch.map((rubric, at) => ({ id: `c${at + 1}`, rubric }));
      const material = [{ name: "report", text: report }];
      const prompt = loadJudgePrompt(name, task.language);
      const given = criteria.flatMap(({ id, rubric }) => {
        const verdict = verdicts.get(rubric.id);
        return verdict === undefined ? [] : [{ id, verdict }];
      });
      return {
        id: `${task.id}:${name}:${index + 1}`,
        split,
        messages: judgeMessages({ prompt, language: task.language, task: task.prompt, material }, criteria),
        answer: JSON.stringify({ verdicts: given.map(({ id, verdict }) => answerItem(id, verdict)) }),
        labels: new Map(given.map(({ id, verdict }) => [id, verdict.verdict])),
        labeller: judgement.judge,
      };
    });
  });
}

function answerItem(id: string, { reason, evidence, verdict }: RubricVerdict): object {
  return { id, reason, evidence: evidence.map(({ text }) => text), verdict };
}
