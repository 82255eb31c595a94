import { z } from "zod";
import { parseJson } from "./json.ts";

/**
 * The rows of a text with one JSON value a line; empty lines are passed over. Throws `Error` that says what is wrong with
 * which line of `name`.
 */
export function parseJsonLines<T>(text: string, schema: z.ZodType<T>, name: string): readonly T[] {
  return text.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    const json = parseJson(line);
    const row = json.ok ? schema.safeParse(json.value) : undefined;
    if (row?.success === true) return [row.data];
    const why = json.ok ? z.prettifyError(row?.error ?? new z.ZodError([])).replace(/\s+/g, " ") : json.error;
    throw new Error(`line ${at + 1} of ${name}: ${why}`);
  });
}
