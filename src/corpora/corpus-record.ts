import { z } from "zod";
import { AppError, errorMessage } from "../core/errors.ts";
import { parseJsonLines } from "../core/json-lines.ts";

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
  try {
    return parseJsonLines(jsonl, corpusRecord, name);
  } catch (cause) {
    throw new AppError("DATA_INVALID", `The bundled corpus ${name} is damaged.`, {
      why: errorMessage(cause),
      fix: "install Deepwell again",
      cause,
    });
  }
}
