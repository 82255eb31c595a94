import os from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import type { PerfBenchmark, PerfResult } from "./benchmark.ts";
import { commit } from "./commit.ts";

const benchmarks: Readonly<Record<string, () => Promise<PerfBenchmark>>> = {
  browser: async () => (await import("./browser/browser-perf.ts")).browserPerf,
  fetch: async () => (await import("./fetch/fetch-perf.ts")).fetchPerf,
  index: async () => (await import("./index/index-perf.ts")).indexPerf,
  context: async () => (await import("./context/context-perf.ts")).contextPerf,
  ingest: async () => (await import("./ingest/ingest-perf.ts")).ingestPerf,
  journal: async () => (await import("./journal/journal-perf.ts")).journalPerf,
  judge: async () => (await import("./judge/judge-perf.ts")).judgePerf,
  patch: async () => (await import("./patch/patch-perf.ts")).patchPerf,
  loop: async () => (await import("./loop/loop-perf.ts")).loopPerf,
};

const usage = `npm run perf -- NAME [--json] [--size N,N] [--subject NAME,NAME] [--seed N] [--data FOLDER]
Benchmarks: ${Object.keys(benchmarks).join(", ")}`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      size: { type: "string" },
      subject: { type: "string" },
      seed: { type: "string", default: "1" },
      data: { type: "string" },
    },
  });
  const [name = ""] = positionals;
  const load = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (load === undefined) {
    console.error(usage);
    return 2;
  }
  const benchmark = await load();
  const result = await benchmark.run({
    seed: Number(values.seed),
    say: (line) => console.error(line),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.size === undefined ? {} : { sizes: values.size.split(",").map(Number) }),
    ...(values.subject === undefined ? {} : { subjects: values.subject.split(",") }),
  });
  const complete = { name, ...result, machine: machine(), commit: commit() };
  console.log(values.json ? JSON.stringify(complete) : table(result));
  return 0;
}

function machine(): string {
  const cpu = os.cpus()[0]?.model ?? "unknown processor";
  const memoryGb = Math.round(os.totalmem() / 2 ** 30);
  return `${os.availableParallelism()} × ${cpu}, ${memoryGb} GiB, ${os.platform()}, Node ${process.version}`;
}

function table({ rows, ratios, notes }: PerfResult): string {
  const lines = rows.map((row) =>
    [
      row.subject.padEnd(14),
      row.metric.padEnd(34),
      String(row.median).padStart(12),
      row.unit.padEnd(12),
      `(${row.min} – ${row.max})`,
    ].join(" "),
  );
  const compared = Object.entries(ratios).map(([what, ratio]) => `${what}: ${ratio}`);
  return [...lines, "", ...compared, ...notes].join("\n");
}
