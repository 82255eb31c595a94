import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

/** One folder for each version of Deepwell and of its journal, as that version wrote it. */
export const recordedRuns = import.meta.dirname;

/** The recordings there are, by name: `0.1.0-journal-1`. */
export function recordings(): readonly string[] {
  return readdirSync(recordedRuns, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

const runSchema = z.object({
  status: z.string(),
  turns: z.number(),
  toolCalls: z.number(),
  segments: z.number(),
});
const claimsSchema = z.object({
  claims: z.array(
    z.object({
      sentence: z.string(),
      citations: z.array(
        z.object({ citationId: z.string(), sourceId: z.string(), start: z.number(), end: z.number() }),
      ),
    }),
  ),
});
const planSchema = z.array(z.object({ task: z.string(), status: z.string() }));

/** What a report says, however it is laid out: every sentence with what it cites, the plan, and how the run went. */
export type Said = z.infer<typeof runSchema> & {
  readonly claims: z.infer<typeof claimsSchema>["claims"];
  readonly plan: z.infer<typeof planSchema>;
};

/** Reads from the files of a finished run what its report says. */
export async function whatWasSaid(directory: string): Promise<Said> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(directory, name), "utf8"));
  const run = runSchema.parse(await read("run.json"));
  const { claims } = claimsSchema.parse(await read("claims.json"));
  return { ...run, claims, plan: planSchema.parse(await read("todo.json")) };
}
