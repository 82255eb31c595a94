import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseJson } from "../core/json.ts";

/** The rows of a file with one JSON value a line; empty lines are passed over. Rejects with an `Error` that names the line. */
export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    const json = parseJson(line);
    const row = json.ok ? schema.safeParse(json.value) : undefined;
    if (row?.success === true) return [row.data];
    const why = json.ok ? z.prettifyError(row?.error ?? new z.ZodError([])).replace(/\s+/g, " ") : json.error;
    throw new Error(`line ${at + 1} of ${path.basename(file)}: ${why}`);
  });
}
