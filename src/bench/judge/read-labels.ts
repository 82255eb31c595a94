import { readFile } from "node:fs/promises";
import { z } from "zod";
import { present } from "../../core/present.ts";
import { filesOf, readRecords, readTask } from "../../judge/rubric/read-tasks.ts";
import type { RubricTask } from "../../judge/rubric/rubric.ts";
import { readVerdict, type VerdictWord } from "../../judge/rubric/verdict.ts";

/** A report with the verdicts that people gave it. */
export interface LabelledReport {
  readonly task: RubricTask;
  /** Absent where only verdicts are to be compared. */
  readonly report?: string;
  /** By rubric. */
  readonly labels: ReadonlyMap<string, VerdictWord>;
  /** Another judge's verdicts, where the data brings them. */
  readonly judged?: ReadonlyMap<string, VerdictWord>;
}

const row = z.looseObject({
  report: z.string().optional(),
  verdicts: z.array(z.string()).optional(),
  judged: z.array(z.string()).optional(),
  rubrics: z.array(z.looseObject({ verdict: z.string().optional() })).optional(),
});

/**
 * Reads JSON or JSONL of tasks in any known format, each with the `report` and its labels: `verdicts` in the order of the
 * rubrics, or a `verdict` on each rubric; `judged` holds a judge's verdicts where these are to be compared instead of
 * ours. Throws `Error` for anything else.
 */
export async function readLabels(place: string): Promise<readonly LabelledReport[]> {
  const files = await filesOf(place);
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return texts.flatMap((text) => readRecords(text).map(({ record, place: at }) => labelled(record, at)));
}

function labelled(record: unknown, place: string): LabelledReport {
  const task = readTask(record, place);
  const { report, verdicts, judged, rubrics = [] } = row.parse(record);
  const words = verdicts ?? rubrics.flatMap(({ verdict }) => verdict ?? []);
  if (report === undefined && judged === undefined) throw new Error(`record ${place} has no report`);
  return {
    task,
    labels: byRubric(task, words, place),
    ...present({ report }),
    ...(judged === undefined ? {} : { judged: byRubric(task, judged, place) }),
  };
}

function byRubric(
  { rubrics }: RubricTask,
  words: readonly string[],
  place: string,
): ReadonlyMap<string, VerdictWord> {
  if (words.length !== rubrics.length) {
    throw new Error(`record ${place} has ${words.length} verdicts for ${rubrics.length} rubrics`);
  }
  return new Map(
    rubrics.map(({ id }, index) => {
      const verdict = readVerdict(words[index]);
      if (verdict === undefined) throw new Error(`record ${place} has no known verdict: ${words[index]}`);
      return [id, verdict] as const;
    }),
  );
}
