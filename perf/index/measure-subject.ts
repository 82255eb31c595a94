import { mkdtempDisposable, readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { percentile } from "../spread.ts";
import { openDeepwellIndex, openDeepwellLibrary } from "./deepwell-subject.ts";
import type { GeneratedPassage } from "./generate-passages.ts";
import { openLanceDb, openMiniSearch, openOrama } from "./peer-subjects.ts";
import type { IndexSubject, OpenSubject } from "./subject.ts";
import { makeQueries, passages } from "./workload.ts";

/** What one subject did at one size; measured in a process of its own, so that memory is its own too. */
export interface SubjectFigures {
  readonly installed: boolean;
  readonly buildSeconds: number;
  readonly diskMb: number;
  readonly rssMb: number;
  /** Milliseconds, by kind of query. */
  readonly latencies: Readonly<Record<string, readonly number[]>>;
  /** Share of queries whose own passage is among the hits. */
  readonly found: Readonly<Record<string, number>>;
  /** Milliseconds of a commit of 30 passages, and of a query right after it. */
  readonly commitMs: readonly number[];
  readonly queryAfterCommitMs: readonly number[];
}

export const subjects: Readonly<Record<string, OpenSubject>> = {
  deepwell: openDeepwellIndex,
  library: openDeepwellLibrary,
  lancedb: openLanceDb,
  minisearch: openMiniSearch,
  orama: openOrama,
};

const batchPassages = 10_000;
const queriesPerKind = 200;
const commits = 100;

if (process.argv[1] === import.meta.filename) {
  const [, , name = "", size = "", seed = ""] = process.argv;
  console.log(JSON.stringify(await measure(name, Number(size), Number(seed))));
}

async function measure(
  name: string,
  size: number,
  seed: number,
): Promise<SubjectFigures | { installed: false }> {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), `deepwell-perf-${name}-`));
  const subject = await subjects[name]?.(folder.path);
  if (subject === undefined) return { installed: false };
  const buildSeconds = await build(subject, size, seed);
  const { latencies, found } = await query(subject, size, seed);
  const commit =
    name === "deepwell" || name === "library" || name === "lancedb"
      ? await commitWhileQuerying(subject, size, seed)
      : { commitMs: [], queryAfterCommitMs: [] };
  const rssMb = process.memoryUsage.rss() / 2 ** 20;
  await subject.close();
  return {
    installed: true,
    buildSeconds,
    diskMb: (await folderBytes(folder.path)) / 2 ** 20,
    rssMb,
    latencies,
    found,
    ...commit,
  };
}

/** Only the subject's own time counts, not the making of the passages. */
async function build(subject: IndexSubject, size: number, seed: number): Promise<number> {
  let spentMs = 0;
  const timed = async (work: () => Promise<void>): Promise<void> => {
    const started = performance.now();
    await work();
    spentMs += performance.now() - started;
  };
  let batch: GeneratedPassage[] = [];
  const flush = async (): Promise<void> => {
    const full = batch;
    batch = [];
    await timed(() => subject.add(full));
  };
  for (const passage of passages(seed, size)) {
    batch.push(passage);
    if (batch.length === batchPassages) await flush();
  }
  if (batch.length > 0) await flush();
  await timed(() => subject.finish());
  return spentMs / 1000;
}

async function query(subject: IndexSubject, size: number, seed: number) {
  const queries = makeQueries(seed, size, queriesPerKind);
  for (const { text } of queries.slice(0, 50)) await subject.search(text);
  const latencies: Record<string, number[]> = {};
  const found: Record<string, number[]> = {};
  for (const { kind, text, passage } of queries) {
    const started = performance.now();
    const hits = await subject.search(text);
    (latencies[kind] ??= []).push(performance.now() - started);
    (found[kind] ??= []).push(hits.includes(passage) ? 1 : 0);
  }
  const share = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    latencies,
    found: Object.fromEntries(Object.entries(found).map(([kind, values]) => [kind, share(values)])),
  };
}

async function commitWhileQuerying(subject: IndexSubject, size: number, seed: number) {
  const fresh = [...passages(seed + 1, commits * 30)];
  const queries = makeQueries(seed, Math.min(size, 20_000), commits);
  const commitMs: number[] = [];
  const queryAfterCommitMs: number[] = [];
  for (let commit = 0; commit < commits; commit++) {
    const started = performance.now();
    await subject.add(fresh.slice(commit * 30, commit * 30 + 30));
    const committed = performance.now();
    await subject.search(queries[commit]?.text ?? "");
    commitMs.push(committed - started);
    queryAfterCommitMs.push(performance.now() - committed);
  }
  return { commitMs, queryAfterCommitMs };
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** p50 and p95 of all kinds together. */
export function overall(latencies: Readonly<Record<string, readonly number[]>>): {
  p50: number;
  p95: number;
} {
  const all = Object.values(latencies).flat();
  return { p50: percentile(all, 0.5), p95: percentile(all, 0.95) };
}
