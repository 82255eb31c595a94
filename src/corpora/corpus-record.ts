import { z } from "zod";
import { AppError } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";

/** One line of a corpus file: a document that is bundled with Deepwell. */
const corpusRecord = z.strictObject({
  /** Where the text can be seen, or where it was taken from. */
  url: z.url(),
  title: z.string().min(1),
  /** ISO date, possibly reduced to `YYYY` or `YYYY-MM`. */
  published: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  modified: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  language: z.string().min(2),
  publisher: z.string().min(1),
  tier: z.string().min(1),
  /** Markdown. */
  text: z.string().min(1),
});
export type CorpusRecord = z.infer<typeof corpusRecord>;

/** The records of an unpacked corpus file. Throws `AppError` DATA_INVALID for a line that is none. */
export function parseCorpus(jsonl: string, name: string): readonly CorpusRecord[] {
  return jsonl
    .split("\n")
    .filter((line) => line !== "")
    .map((line, index) => {
      const parsed = parseJson(line);
      const record = parsed.ok ? corpusRecord.safeParse(parsed.value) : undefined;
      if (record?.success) return record.data;
      throw new AppError("DATA_INVALID", `The bundled corpus ${name} is damaged.`, {
        why: `line ${index + 1} is no document`,
        fix: "install Deepwell again",
      });
    });
}
