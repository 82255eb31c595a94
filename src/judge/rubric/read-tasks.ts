import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { editDistance } from "../../core/edit-distance.ts";
import { AppError, errorMessage } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import { adrBench } from "./formats/adr-bench.ts";
import { deepresearchBench } from "./formats/deepresearch-bench.ts";
import { deepresearchBenchTwo } from "./formats/deepresearch-bench-ii.ts";
import { researchRubrics } from "./formats/research-rubrics.ts";
import { researcherBench } from "./formats/researcher-bench.ts";
import type { TaskFormat } from "./formats/task-format.ts";
import { type RubricTask, rubricTask, taskSchema } from "./rubric.ts";

/** Deepwell's own form is the last: it is the loosest. */
const formats: readonly TaskFormat[] = [
  researchRubrics,
  deepresearchBench,
  deepresearchBenchTwo,
  researcherBench,
  adrBench,
];

/**
 * Reads tasks with rubrics from a file (JSON: one task or a list; JSONL: one a line) or every such file of a folder, in
 * any known format, recognised record by record. Throws `AppError` DATA_INVALID.
 */
export async function readTasks(place: string): Promise<readonly RubricTask[]> {
  try {
    const files = await filesOf(place);
    const tasks = (await Promise.all(files.map((file) => readTaskFile(file, files.length > 1)))).flat();
    if (tasks.length === 0) throw new Error("there is no task in it");
    return tasks;
  } catch (error) {
    throw new AppError("DATA_INVALID", `${place} does not hold tasks with rubrics.`, {
      why: errorMessage(error),
      fix: 'give JSON or JSONL of {"prompt", "rubrics": [{"criterion", "weight"}]}; docs/judging.md lists the formats',
      cause: error,
    });
  }
}

/** One task of a parsed record. Throws `Error` with the first thing that is wrong with it. */
export function readTask(record: unknown, fallbackId: string): RubricTask {
  const known = formats.map((format) => format.read(record)).find((task) => task !== undefined);
  const { success, data, error } = taskSchema.safeParse(known ?? record);
  if (success) {
    if (known === undefined) checkFields(record, fallbackId);
    return rubricTask(data, fallbackId);
  }
  const [issue] = error.issues;
  const place = ["task", fallbackId, issue?.path.join(".") ?? ""].join(" ").trim();
  throw new Error(`${place}: ${issue?.message ?? ""}`);
}

/** Fields that change a score: one of them that is misspelt must not go unread. Other fields may be anything. */
const counting = ["weight", "fatal", "group"];

const anyRubrics = z.looseObject({ rubrics: z.array(z.looseObject({})) });

function checkFields(record: unknown, task: string): void {
  for (const [index, rubric] of anyRubrics.parse(record).rubrics.entries()) {
    for (const name of Object.keys(rubric)) {
      const meant = counting.find((field) => !(field in rubric) && editDistance(name, field) === 1);
      if (meant === undefined) continue;
      throw new Error(`task ${task} rubrics.${index}: ${name} is no field; is ${meant} meant?`);
    }
  }
}

/** The records of a JSON or JSONL file, each with its place. Throws `Error` for text that is neither. */
export function readRecords(file: string): readonly { readonly record: unknown; readonly place: string }[] {
  const text = file.replace(/^\uFEFF/, "");
  const whole = parseJson(text);
  if (whole.ok) {
    const records: readonly unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value];
    return records.map((record, index) => ({ record, place: String(index + 1) }));
  }
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = parseJson(line);
    if (!parsed.ok) throw new Error(`line ${index + 1} is no JSON: ${parsed.error}`);
    return [{ record: parsed.value, place: String(index + 1) }];
  });
}

/** A file itself, or the JSON and JSONL files of a folder by name. Throws `Error` for a folder without any. */
export async function filesOf(place: string): Promise<readonly string[]> {
  if (!(await stat(place)).isDirectory()) return [place];
  const names = (await readdir(place)).filter((name) => /\.jsonl?$/.test(name)).toSorted();
  if (names.length === 0) throw new Error("it has no .json or .jsonl file");
  return names.map((name) => path.join(place, name));
}

/** Tasks without an id of their own are called by their line, and by their file where there are several. */
async function readTaskFile(file: string, isOneOfMany: boolean): Promise<readonly RubricTask[]> {
  const records = readRecords(await readFile(file, "utf8"));
  const prefix = isOneOfMany ? `${path.parse(file).name}:` : "";
  return records.map(({ record, place }) => readTask(record, `${prefix}${place}`));
}
