import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PerfBenchmark, PerfRow } from "../benchmark.ts";
import { spread } from "../spread.ts";

const run = promisify(execFile);
const pages = 120;
const repeats = 3;
const defaultConcurrency = [1, 8, 32];
const peer = "undici+jsdom+Readability";

interface Measured {
  readonly seconds: number;
  readonly peakMb: number;
}

/** Pages a second and memory of fetching and reading pages, beside the usual three packages on the same site. */
export const fetchPerf: PerfBenchmark = {
  name: "fetch",
  description: "fetching and reading pages: pages a second and peak memory by concurrency",
  async run(options) {
    const rows: PerfRow[] = [];
    const ratios: Record<string, number> = {};
    const subjects = options.subjects ?? ["deepwell", peer];
    const site = spawn(process.execPath, [fileOf("site-child.ts"), String(pages)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(site.stdout, "data")) as [Buffer];
    const port = line.toString().trim();
    const missing = new Set<string>();
    try {
      for (const concurrency of options.sizes ?? defaultConcurrency) {
        const samples = new Map<string, Measured[]>(subjects.map((subject) => [subject, []]));
        for (let repeat = 0; repeat < repeats; repeat += 1) {
          for (const [subject, measured] of samples) {
            options.say(`${concurrency} at a time: ${subject}, ${repeat + 1} of ${repeats}`);
            const sample = await measure(subject, concurrency, port);
            if (sample === undefined) missing.add(subject);
            else measured.push(sample);
          }
        }
        for (const [subject, measured] of samples) rows.push(...rowsOf(subject, concurrency, measured));
        const [own, other] = subjects.map((subject) => best(samples.get(subject) ?? []));
        if (own !== undefined && other !== undefined)
          ratios[`pages/s at ${concurrency}, ${subjects.join(" : ")}`] = Number((other / own).toPrecision(3));
      }
    } finally {
      site.stdin.end();
    }
    const notes = [
      "The site runs in a process of its own on the same cores. Deepwell asks robots.txt of each of 32 hosts, does not wait between requests to one host (it waits 250 ms as shipped), and keeps nothing.",
      ...[...missing].map(
        (subject) => `${subject} is not installed and was left out (npm ci --prefix perf/peers).`,
      ),
    ];
    return { rows, ratios, notes };
  },
};

function fileOf(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}

async function measure(subject: string, concurrency: number, port: string): Promise<Measured | undefined> {
  const { stdout } = await run(process.execPath, [
    fileOf("fetch-child.ts"),
    subject,
    String(concurrency),
    port,
    String(pages),
  ]);
  // Printed by the child of this benchmark.
  return (JSON.parse(stdout) as Measured | null) ?? undefined;
}

function best(samples: readonly Measured[]): number | undefined {
  return samples.length === 0 ? undefined : Math.min(...samples.map(({ seconds }) => seconds));
}

function rowsOf(subject: string, concurrency: number, samples: readonly Measured[]): readonly PerfRow[] {
  if (samples.length === 0) return [];
  const metric = `${concurrency} at a time`;
  return [
    spread(
      { subject, metric, unit: "pages/s" },
      samples.map(({ seconds }) => pages / seconds),
    ),
    spread(
      { subject, metric: `${metric}, peak`, unit: "MiB" },
      samples.map(({ peakMb }) => peakMb),
    ),
  ];
}
