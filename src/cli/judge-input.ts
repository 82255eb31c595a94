import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { AppError } from "../core/errors.ts";
import { readRunReport } from "../judge/citation/reopen-report.ts";
import { judgedText } from "../judge/judged-text.ts";
import { readTasks } from "../judge/rubric/read-tasks.ts";
import { languageOf, type RubricTask } from "../judge/rubric/rubric.ts";
import { findRun, type RunRecord } from "./run-finder.ts";

/** What is judged. */
export interface ReportInput {
  readonly name: string;
  readonly report: string;
  /** Where it is the report of a run. */
  readonly run?: RunRecord;
}

/** A report from a file, a folder that holds one, a run (directory, id or part of one) or `-`. Throws `AppError` USAGE or DATA_INVALID. */
export async function readReportInput(place: string, runsDir: string): Promise<ReportInput> {
  if (place === "-") return nonEmpty({ name: "-", report: await text(process.stdin) });
  const found = await stat(place).catch(() => undefined);
  if (found?.isFile()) return nonEmpty({ name: place, report: await readFile(place, "utf8") });
  const own = path.join(place, "report.md");
  const isPlain =
    found?.isDirectory() && !(await isThere(path.join(place, "run.json"))) && (await isThere(own));
  if (isPlain) return nonEmpty({ name: own, report: await readFile(own, "utf8") });
  if (found === undefined && /[\\/]|\.md$/.test(place)) {
    throw new AppError("USAGE", `There is no report at ${place}.`, {
      why: "neither a file nor a folder is there",
      fix: "deepwell judge report.md --task task.json · deepwell list shows the runs that can be judged",
    });
  }
  const run = await findRun(place, runsDir);
  return nonEmpty({ name: run.id, report: await readRunReport(run.directory), run });
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

function nonEmpty(input: ReportInput): ReportInput {
  const report = judgedText(input.report);
  if (report.trim() !== "") return { ...input, report };
  throw new AppError("DATA_INVALID", `${input.name} holds no report.`, {
    why: "there is no text in it",
    fix: "deepwell judge report.md --task task.json",
  });
}

/**
 * The task of a report: the only one of the file, the one named, or the one that asks the run's question. A run without a
 * file has its question and no rubrics. Throws `AppError` USAGE or DATA_INVALID.
 */
export async function taskFor(
  { file, id }: { readonly file?: string; readonly id?: string },
  run: RunRecord | undefined,
): Promise<RubricTask> {
  if (file === undefined) {
    if (run !== undefined) return taskOfRun(run);
    throw taskMissing();
  }
  const tasks = await tasksOf(file, id);
  const asked = tasks.filter(({ prompt }) => prompt === run?.question);
  const [wanted, ...others] = asked.length > 0 ? asked : tasks;
  if (wanted !== undefined && others.length === 0) return wanted;
  const among =
    id === undefined ? `${file} holds ${tasks.length} tasks.` : `${tasks.length} tasks are called ${id}.`;
  throw new AppError("USAGE", among, {
    why: idsOf(tasks),
    fix: "--task-id names the one that the report answers",
  });
}

/** Tasks of a file, those of one id alone where one is given. Throws `AppError` USAGE where there is none. */
export async function tasksOf(file: string, id: string | undefined): Promise<readonly RubricTask[]> {
  const tasks = await readTasks(file);
  const chosen = id === undefined ? tasks : tasks.filter((task) => task.id === id);
  if (chosen.length > 0) return chosen;
  throw new AppError("USAGE", `There is no task ${id} in ${file}.`, {
    why: idsOf(tasks),
    fix: "--task-id takes one of these ids",
  });
}

function idsOf(tasks: readonly RubricTask[]): string {
  const ids = tasks.slice(0, 5).map((task) => task.id);
  return `the ids in it are ${ids.join(", ")}${tasks.length > ids.length ? ", …" : ""}`;
}

/** What is said where there are no rubrics to judge by. */
export function taskMissing(): AppError {
  return new AppError("USAGE", "--task is missing.", {
    why: "a report is judged by the rubrics of its task",
    fix: "deepwell judge report.md --task task.json; docs/judging.md shows the format",
  });
}

function taskOfRun({ id, question }: RunRecord): RubricTask {
  return { id, prompt: question, language: languageOf(question), rubrics: [], groups: [], blockedUrls: [] };
}
