import { z } from "zod";
import { AppError, errorMessage } from "../../core/errors.ts";
import { readJsonLines } from "../read-json-lines.ts";

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
  const cases = await readJsonLines(file, line).catch((cause: unknown) => refuse(file, errorMessage(cause)));
  return cases.length > 0 ? cases : refuse(file, "every line is empty");
}

function refuse(file: string, why: string): never {
  throw new AppError("DATA_INVALID", `${file} does not hold questions with what answers them.`, {
    why,
    fix: "point --data at corpora/questions.jsonl or a file like it",
  });
}
