import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
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
    const tasks = await Promise.all(files.map(readTaskFile));
    return tasks.flat();
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
  for (const format of formats) {
    const task = format.read(record);
    if (task !== undefined) return rubricTask(task, fallbackId);
  }
  const own = taskSchema.safeParse(record);
  if (own.success) return rubricTask(own.data, fallbackId);
  const [issue] = own.error.issues;
  throw new Error(`task ${fallbackId}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

/** The records of a JSON or JSONL file, each with its place. Throws `Error` for text that is neither. */
export function readRecords(text: string): readonly { readonly record: unknown; readonly place: string }[] {
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

async function readTaskFile(file: string): Promise<readonly RubricTask[]> {
  const records = readRecords(await readFile(file, "utf8"));
  return records.map(({ record, place }) => readTask(record, place));
}
