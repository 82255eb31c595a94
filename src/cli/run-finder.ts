import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";
import { isLeaseHeld } from "../run/lease.ts";
import { environmentValue } from "./environment.ts";

/** What `run.json` says of a run, as far as lists show it. */
const runRecord = z.looseObject({
  id: z.string(),
  question: z.string(),
  status: z.string(),
  startedAt: z.string(),
  policy: z.string().optional(),
  cost: z.unknown().optional(),
  openedWith: z.object({ docs: z.array(z.string()), docsOnly: z.boolean() }).optional(),
});
export type RunRecord = z.infer<typeof runRecord> & { readonly directory: string };

async function readRun(directory: string): Promise<RunRecord | undefined> {
  const text = await readFile(path.join(directory, "run.json"), "utf8").catch(() => undefined);
  const parsed = text === undefined ? undefined : parseJson(text);
  const record = parsed?.ok ? runRecord.safeParse(parsed.value) : undefined;
  if (record?.success !== true) return undefined;
  // Nobody was there to write down how it ended.
  const isLeft = record.data.status === "running" && !isLeaseHeld(directory);
  return { ...record.data, ...(isLeft ? { status: "interrupted" } : {}), directory };
}

/** The folder in which runs are looked for: that of `--runs-dir`, else of the settings, else `research`. */
export function runsDirectory(flag: string | undefined): string {
  return path.resolve(flag ?? environmentValue("runsDir", process.env) ?? "research");
}

/** Every run under a folder, newest first; folders that hold no run are passed over. */
export async function findRuns(runsDir: string): Promise<readonly RunRecord[]> {
  const names = await readdir(runsDir).catch(() => []);
  const runs = await Promise.all(names.map((name) => readRun(path.join(runsDir, name))));
  return runs
    .filter((run) => run !== undefined)
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || b.id.localeCompare(a.id));
}

/** The run that is meant by an id, a part of one, or a path; the last run when nothing is given. Throws `AppError` USAGE. */
export async function findRun(wanted: string | undefined, runsDir: string): Promise<RunRecord> {
  const isDirectory = wanted !== undefined && (await stat(wanted).catch(() => undefined))?.isDirectory();
  const direct = isDirectory ? await readRun(path.resolve(wanted)) : undefined;
  if (direct !== undefined) return direct;
  const runs = await findRuns(runsDir);
  const matches = wanted === undefined ? runs.slice(0, 1) : runs.filter((run) => run.id.includes(wanted));
  const exact = matches.find((run) => run.id === wanted) ?? matches[0];
  if (exact !== undefined && (matches.length === 1 || exact.id === wanted)) return exact;
  throw new AppError(
    "USAGE",
    wanted === undefined ? "There is no run yet." : `No single run is called ${wanted}.`,
    {
      why: matches.length > 1 ? `${matches.length} runs match` : `looked in ${runsDir}`,
      fix: runs.length > 0 ? "deepwell list" : "deepwell demo",
    },
  );
}
