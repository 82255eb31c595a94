import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError, errorMessage, exitCodes } from "../core/errors.ts";
import { readRecords, readTask } from "../judge/rubric/read-tasks.ts";
import {
  type RlFormat,
  rlFormats,
  rlRow,
  type SftFormat,
  sftFormats,
  sftRow,
} from "../judge/rubric/training/export-examples.ts";
import { judgeAnswerReward } from "../judge/rubric/training/judge-answer-reward.ts";
import {
  type JudgeExample,
  judgeExamples,
  type LabelledJudgement,
} from "../judge/rubric/training/judge-examples.ts";
import { readVerdict } from "../judge/rubric/verdict.ts";
import { makeFolder } from "../run/make-folder.ts";
import { writeFileAtomic } from "../run/write-file-atomic.ts";
import { chooseRubricJudge, type JudgeModelFlags } from "./choose-rubric-judge.ts";

export interface JudgeDataFlags extends JudgeModelFlags {
  readonly cases?: string;
  readonly out?: string;
  readonly sft?: string;
  readonly rl?: string;
  readonly reward?: string;
}

/**
 * Training data for a judge: labels with explanations by a strong model, the supervised set, and the set for training by
 * verifiable reward; or, with `reward`, what answers to such questions earn. Answers `partial` where some criteria got no
 * label, `providerUnavailable` where none did.
 */
export async function judgeData(flags: JudgeDataFlags, signal: AbortSignal): Promise<number> {
  if (flags.reward !== undefined) return rewardAnswers(flags.reward);
  const sft = formatOf("--sft", flags.sft, sftFormats);
  const rl = formatOf("--rl", flags.rl, rlFormats);
  if (flags.cases === undefined || flags.out === undefined) {
    throw new AppError("USAGE", "--cases or --out is missing.", {
      why: "labels are made of tasks with reports, and written into a folder",
      fix: "deepwell judge-data --cases reports.jsonl --out judge-data --model-judge NAME",
    });
  }
  const { rubrics: judge } = await chooseRubricJudge(flags, process.env, signal);
  if (!judge.usesLanguageModel) {
    throw new AppError("USAGE", "No model is named to give the labels.", {
      why: "the embedded judge explains nothing that could be learned",
      fix: "--model-judge NAME, with --base-url URL for a server of your own",
    });
  }
  await makeSetsFolder(flags.out);
  const labelled: LabelledJudgement[] = [];
  for (const input of await readCases(flags.cases)) {
    labelled.push({ ...input, judgement: await judge.judge(input, signal) });
  }
  const examples = labelled.flatMap((one) => judgeExamples(one, criteriaOf(flags)));
  await writeSets(flags.out, { labelled, examples, sft, rl });
  const outcomes = labelled.flatMap(({ judgement }) => judgement.outcomes);
  const missing = outcomes.filter(({ type }) => type !== "verdict").length;
  const summary = { reports: labelled.length, criteria: outcomes.length, missing, examples: examples.length };
  console.log(JSON.stringify({ ...summary, labeller: judge.name, sft, rl }));
  if (missing === 0) return exitCodes.verified;
  return missing === outcomes.length ? exitCodes.providerUnavailable : exitCodes.partial;
}

function criteriaOf({ perCall }: JudgeDataFlags) {
  return perCall === undefined ? {} : { criteriaPerCall: Number(perCall) };
}

function formatOf<Format extends SftFormat | RlFormat>(
  flag: string,
  text: string | undefined,
  formats: readonly Format[],
): Format {
  const [usual] = formats;
  const format = text === undefined ? usual : formats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new AppError("USAGE", `${flag} cannot be ${JSON.stringify(text)}.`, {
    why: `it is one of ${formats.join(", ")}`,
    fix: `${flag} ${String(usual)}`,
  });
}

const reportRow = z.looseObject({ report: z.string().min(1) });

async function readCases(file: string) {
  try {
    return readRecords(await readFile(file, "utf8")).map(({ record, place }) => ({
      task: readTask(record, place),
      report: reportRow.parse(record).report,
    }));
  } catch (error) {
    throw notData(file, error, 'give JSONL of {"prompt", "rubrics", "report"}');
  }
}

function notData(file: string, error: unknown, fix: string): AppError {
  return new AppError("DATA_INVALID", `${file} cannot be used.`, {
    why: errorMessage(error),
    fix,
    cause: error,
  });
}

interface Sets {
  readonly labelled: readonly LabelledJudgement[];
  readonly examples: readonly JudgeExample[];
  readonly sft: SftFormat;
  readonly rl: RlFormat;
}

/** Before a model is paid for labels that could not be written. */
async function makeSetsFolder(folder: string): Promise<void> {
  await makeFolder(folder).catch((cause: unknown) => {
    throw new AppError("USAGE", `--out cannot be ${folder}.`, {
      why: errorMessage(cause),
      fix: "--out judge-data",
      cause,
    });
  });
}

/** `labels.jsonl`, and `sft-` and `rl-` files for each split. */
async function writeSets(folder: string, { labelled, examples, sft, rl }: Sets): Promise<void> {
  const write = (name: string, rows: readonly object[]): Promise<void> =>
    writeFileAtomic(path.join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await write(
    "labels.jsonl",
    labelled.map(({ task, report, judgement }) => ({ ...task, report, judgement })),
  );
  for (const split of ["train", "validation"] as const) {
    const own = examples.filter((example) => example.split === split);
    await write(
      `sft-${split}.jsonl`,
      own.map((example) => sftRow(example, sft)),
    );
    await write(
      `rl-${split}.jsonl`,
      own.map((example, index) => rlRow(example, rl, index)),
    );
  }
}

const answerRow = z.looseObject({ answer: z.string(), ground_truth: z.string() });

/** One line of JSON an answer: what it earns, and why. */
async function rewardAnswers(file: string): Promise<number> {
  try {
    for (const { record } of readRecords(await readFile(file, "utf8"))) {
      const { answer, ground_truth: truth } = answerRow.parse(record);
      const given = z.record(z.string(), z.string()).parse(JSON.parse(truth));
      const labels = new Map(
        Object.entries(given).map(([id, word]) => {
          const verdict = readVerdict(word);
          if (verdict === undefined) throw new Error(`${word} is no verdict`);
          return [id, verdict] as const;
        }),
      );
      console.log(JSON.stringify(judgeAnswerReward(answer, labels)));
    }
    return exitCodes.verified;
  } catch (error) {
    throw notData(file, error, 'give JSONL of {"answer", "ground_truth"}, the latter as in rl-train.jsonl');
  }
}
