import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Where the results that are published are kept: one file for each promise. */
export const resultsFolder = path.join(import.meta.dirname, "results");

const resultSchema = z.object({
  promise: z.string(),
  form: z.enum(["full", "suite"]),
  tried: z.int(),
  failures: z.int(),
  seed: z.int(),
  /** Given where it was not the proof's own. */
  size: z.int().optional(),
  seconds: z.number(),
  commit: z.string().optional(),
  /** Day on which it was run. */
  date: z.string(),
});

/** One run of a proof. Runs with other seeds are parts of one whole. */
export type StoredResult = z.infer<typeof resultSchema>;

/** Adds a run to those of its promise, in place of an earlier one of the same form, seed and size. */
export function saveResult(result: StoredResult, folder = resultsFolder): void {
  mkdirSync(folder, { recursive: true });
  const isSame = ({ form, seed, size }: StoredResult): boolean =>
    form === result.form && seed === result.seed && size === result.size;
  const others = resultsOf(result.promise, folder).filter((stored) => !isSame(stored));
  const file = path.join(folder, `${result.promise}.json`);
  writeFileSync(file, `${JSON.stringify([...others, resultSchema.parse(result)], null, 2)}\n`);
}

/** The runs of a promise that were kept, oldest first. */
export function resultsOf(promise: string, folder = resultsFolder): readonly StoredResult[] {
  const file = path.join(folder, `${promise}.json`);
  return existsSync(file) ? z.array(resultSchema).parse(JSON.parse(readFileSync(file, "utf8"))) : [];
}
