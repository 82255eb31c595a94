import os from "node:os";
import process from "node:process";
import { Argument, Command } from "commander";
import { present } from "../src/core/present.ts";
import type { PerfBenchmark, PerfResult } from "./benchmark.ts";
import { currentCommit } from "../src/cli/current-commit.ts";
import { wholeNumber } from "./whole-number.ts";

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

interface PerfFlags {
  readonly json?: true;
  readonly size?: readonly number[];
  readonly subject?: readonly string[];
  readonly seed: number;
  readonly data?: string;
}

await new Command("npm run perf --")
  .description("Measures one thing against its peers in one run and tells the ratios.")
  .addArgument(new Argument("<benchmark>", "what is measured").choices(Object.keys(benchmarks)))
  .option("--json", "the result as JSON")
  .option("--size <n,n>", "sizes to measure at", (text) => text.split(",").map(wholeNumber))
  .option("--subject <name,name>", "only these of those compared", (text) => text.split(","))
  .option("--seed <n>", "of what is random", wholeNumber, 1)
  .option("--data <folder>", "documents of your own, where a benchmark takes them")
  .action(measure)
  .parseAsync();

async function measure(name: string, { json, size, subject, seed, data }: PerfFlags): Promise<void> {
  const benchmark = await benchmarks[name]?.();
  if (benchmark === undefined) throw new Error(`${name} is no benchmark`);
  const result = await benchmark.run({
    seed,
    say: (line) => console.error(line),
    ...present({ data, sizes: size, subjects: subject }),
  });
  const complete = { name, ...result, machine: machine(), commit: currentCommit() };
  console.log(json ? JSON.stringify(complete) : table(result));
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
