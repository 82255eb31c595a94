import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";

const expectation = z.strictObject({
  /** Address or title of the document; absent where any may say it. */
  document: z.string().min(1).optional(),
  /** Words that stand in it and answer the question. */
  text: z.string().min(1),
});

const line = z.strictObject({
  id: z.string().min(1),
  topic: z.string().min(1),
  /**
   * `worked`: answers were read while the policy was improved. `held`: written with those and only measured. `fresh`: written
   * when the policy's words stood, and only measured.
   */
  part: z.enum(["worked", "held", "fresh"]),
  question: z.string().min(1),
  /** Any of them answers; none means that the documents do not hold the answer. */
  answers: z.array(expectation),
});

/** A question as people ask it, with what a report has to say. */
export type AnswerCase = z.infer<typeof line>;
export type Expectation = z.infer<typeof expectation>;

/** Reads a file of cases, one JSON object a line; throws `AppError` DATA_INVALID where it is no such file. */
export async function readAnswerCases(file: string): Promise<readonly AnswerCase[]> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("DATA_INVALID", `${file} cannot be read.`, {
      why: cause instanceof Error ? cause.message : String(cause),
      fix: "point --data at corpora/questions.jsonl or a file like it",
    });
  });
  const cases = text.split("\n").flatMap((row, index) => {
    if (row.trim() === "") return [];
    const json = parseJson(row);
    const parsed = json.ok ? line.safeParse(json.value) : undefined;
    if (parsed?.success === true) return [parsed.data];
    throw new AppError("DATA_INVALID", `Line ${index + 1} of ${file} is not what it should be.`, {
      why: json.ok ? "a field is missing, unknown or of another type" : json.error,
      fix: "see the suite's description for the fields",
    });
  });
  if (cases.length > 0) return cases;
  throw new AppError("DATA_INVALID", `There are no questions in ${file}.`, {
    why: "every line is empty",
    fix: "point --data at corpora/questions.jsonl or a file like it",
  });
}
