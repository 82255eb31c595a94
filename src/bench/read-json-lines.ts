import { readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { parseJsonLines } from "../core/json-lines.ts";

/** The rows of a file with one JSON value a line. Rejects with an `Error` that names the line. */
export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  return parseJsonLines(await readFile(file, "utf8"), schema, path.basename(file));
}
