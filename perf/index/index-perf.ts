import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PerfBenchmark, PerfOptions, PerfRow } from "../benchmark.ts";
import { percentile, spread } from "../spread.ts";
import { overall, type SubjectFigures, subjects } from "./measure-subject.ts";

const defaultSizes = [10_000, 100_000, 1_000_000];

/** In-memory peers need more memory or time than a benchmark may take above these sizes. */
const largest: Readonly<Record<string, number>> = { minisearch: 100_000, orama: 10_000 };

const limitMs: Readonly<Record<string, number>> = { deepwell: 900_000, library: 900_000, lancedb: 900_000 };

/** Build time, size, latency and memory of the passage index, against other embedded full-text engines. */
export const indexPerf: PerfBenchmark = {
  name: "index",
  description:
    "passage index: build, size, top-20 latency, commits, memory; beside LanceDB, MiniSearch, Orama",
  async run(options) {
    const rows: PerfRow[] = [];
    const notes: string[] = [];
    const medians = new Map<string, number>();
    for (const size of options.sizes ?? defaultSizes) {
      for (const name of options.subjects ?? Object.keys(subjects)) {
        if (size > (largest[name] ?? Infinity)) {
          notes.push(`${name} was left out at ${size} passages`);
          continue;
        }
        options.say(`${name}, ${size} passages …`);
        const figures = await figuresOf(name, size, options);
        if (typeof figures === "string") notes.push(figures);
        else rows.push(...rowsOf(name, size, figures));
        if (typeof figures !== "string") medians.set(`${name}@${size}`, overall(figures.latencies).p50);
      }
    }
    return { rows, ratios: ratios(medians), notes };
  },
};

async function figuresOf(
  name: string,
  size: number,
  { seed }: PerfOptions,
): Promise<SubjectFigures | string> {
  const script = fileURLToPath(new URL("./measure-subject.ts", import.meta.url));
  const args = ["--max-old-space-size=12000", script, name, String(size), String(seed)];
  try {
    const timeout = limitMs[name] ?? 300_000;
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout, maxBuffer: 1 << 26 });
    const figures = JSON.parse(stdout) as SubjectFigures;
    return figures.installed ? figures : `${name} is not installed: npm install --prefix perf/peers`;
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n").at(-1) ?? "") : String(error);
    return `${name} did not finish at ${size} passages: ${why}`;
  }
}

function rowsOf(name: string, size: number, figures: SubjectFigures): readonly PerfRow[] {
  const row = (metric: string, unit: string, samples: readonly number[]): PerfRow =>
    spread({ subject: name, metric: `${metric} @${size}`, unit }, samples);
  const all = Object.values(figures.latencies).flat();
  const { p95 } = overall(figures.latencies);
  const kinds = Object.entries(figures.latencies).map(([kind, samples]) =>
    row(`query ${kind}`, "ms", samples),
  );
  const found = Object.entries(figures.found).map(([kind, share]) => row(`found ${kind}`, "share", [share]));
  const commits =
    figures.commitMs.length === 0
      ? []
      : [
          row("commit of 30", "ms", figures.commitMs),
          row("commit of 30, p95", "ms", [percentile(figures.commitMs, 0.95)]),
          row("query after commit, p95", "ms", [percentile(figures.queryAfterCommitMs, 0.95)]),
        ];
  return [
    row("build", "passages/s", [size / figures.buildSeconds]),
    row("disk", "MiB", [figures.diskMb]),
    row("rss", "MiB", [figures.rssMb]),
    row("query", "ms", all),
    row("query, p95", "ms", [p95]),
    ...kinds,
    ...found,
    ...commits,
  ];
}

/** Peer's median latency over Deepwell's: above 1 where Deepwell is faster. */
function ratios(medians: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const result: Record<string, number> = {};
  for (const [key, value] of medians) {
    const [name, size] = key.split("@");
    const own = medians.get(`deepwell@${size}`);
    if (name !== "deepwell" && own !== undefined)
      result[`query p50, ${name} / deepwell @${size}`] = Number((value / own).toPrecision(3));
  }
  return result;
}
