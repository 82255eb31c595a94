import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { mean } from "../../src/bench/bootstrap.ts";
import type { PerfBenchmark, PerfRow } from "../benchmark.ts";
import { percentile, spread } from "../spread.ts";
import { type LoopFigures, loops } from "./measure-loop.ts";
import { startTimedServer, type TimedServer } from "./timed-server.ts";

const defaultTurns = 100;
const repeats = 5;
/** Turns before and behind a measured one that are measured with it. */
const neighbours = 2;

interface Run extends LoopFigures {
  readonly gapsMs: readonly number[];
  readonly bytes: readonly number[];
}

/** What agent loops take for themselves in each turn of a long run, beside other projects' loops. */
export const loopPerf: PerfBenchmark = {
  name: "loop",
  description:
    "overhead of the agent loop per turn at 20 KB a result; beside ai SDK, OpenAI Agents, LangGraph",
  async run(options) {
    const [turns = defaultTurns] = options.sizes ?? [];
    const names = options.subjects ?? Object.keys(loops);
    const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
    const notes: string[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      // Interleaved: what else the machine does meets all of them alike.
      for (const name of names) {
        options.say(`${name}, run ${repeat + 1} of ${repeats} …`);
        const run = await runOnce(name, turns);
        if (typeof run !== "string") runs.get(name)?.push(run);
        else if (!notes.includes(run)) notes.push(run);
      }
    }
    const points = [10, 50, 100].filter((turn) => turn <= turns);
    const rows = [...runs].flatMap(([name, measured]) =>
      measured.length === 0 ? [] : rowsOf(name, measured, points),
    );
    return { rows, ratios: ratios(rows, points), notes };
  },
};

async function runOnce(name: string, turns: number): Promise<Run | string> {
  const server = await startTimedServer(turns);
  const script = fileURLToPath(new URL("./measure-loop.ts", import.meta.url));
  try {
    const child = promisify(execFile)(process.execPath, [script, name, server.url, String(turns)], {
      timeout: 120_000,
      env: { ...process.env, NODE_OPTIONS: "", OPENAI_API_KEY: "none", AI_SDK_LOG_WARNINGS: "false" },
    });
    const { stdout } = await child;
    const figures = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as LoopFigures;
    if (!figures.installed) return `${name} is not installed: npm install --prefix perf/peers`;
    return complete({ ...figures, gapsMs: server.gapsMs, bytes: server.bytes }, { name, turns });
  } catch (error) {
    const why =
      error instanceof Error ? (error.message.split("\n").find((line) => /Error/.test(line)) ?? "") : "";
    return `${name} did not finish: ${why}`;
  } finally {
    await server.close();
  }
}

function complete(
  run: Run,
  { name, turns }: { readonly name: string; readonly turns: number },
): Run | string {
  return run.bytes.length === turns + 1 ? run : `${name} sent ${run.bytes.length} requests, not ${turns + 1}`;
}

function rowsOf(name: string, runs: readonly Run[], points: readonly number[]): readonly PerfRow[] {
  const row: MakeRow = (metric, unit, samples) => spread({ subject: name, metric, unit }, samples);
  return [
    ...points.map((turn) =>
      row(
        `overhead of turn ${turn}`,
        "ms",
        runs.map(({ gapsMs }) => gapAt(gapsMs, turn)),
      ),
    ),
    ...(runs.some(({ diskMs }) => diskMs.length > 0) ? diskRows(row, runs, points) : []),
    row(
      "overhead, mean of all turns",
      "ms",
      runs.map(({ gapsMs }) => mean(gapsMs)),
    ),
    row(
      "processor time per turn",
      "ms",
      runs.map(({ cpuMs, bytes }) => cpuMs / bytes.length),
    ),
    row(
      "of it the program's own",
      "ms",
      runs.map(({ userMs, bytes }) => userMs / bytes.length),
    ),
    row(
      "sent in all",
      "MiB",
      runs.map(({ bytes }) => bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20),
    ),
    row(
      "peak rss",
      "MiB",
      runs.map(({ peakRssMb }) => peakRssMb),
    ),
  ];
}

type MakeRow = (metric: string, unit: string, samples: readonly number[]) => PerfRow;

/** What of the overhead was waiting for the disk: that depends on what else uses it. */
function diskRows(row: MakeRow, runs: readonly Run[], points: readonly number[]): readonly PerfRow[] {
  return points.map((turn) =>
    row(
      `disk in turn ${turn}`,
      "ms",
      runs.map(({ diskMs }) => gapAt(diskMs, turn)),
    ),
  );
}

/** The median of the gaps around a turn. */
function gapAt(gapsMs: TimedServer["gapsMs"], turn: number): number {
  return percentile(gapsMs.slice(Math.max(0, turn - 1 - neighbours), turn + neighbours), 0.5);
}

/** A peer's median overhead over Deepwell's, and each one's growth: the last point over the first. */
function ratios(rows: readonly PerfRow[], points: readonly number[]): Readonly<Record<string, number>> {
  const medianOf = (subject: string, turn: number): number | undefined =>
    rows.find((row) => row.subject === subject && row.metric === `overhead of turn ${turn}`)?.median;
  const result: Record<string, number> = {};
  const [first = 0, last = 0] = [points[0], points.at(-1)];
  for (const subject of new Set(rows.map((row) => row.subject))) {
    const [start, end] = [medianOf(subject, first), medianOf(subject, last)];
    if (start !== undefined && end !== undefined)
      result[`${subject}, turn ${last} / turn ${first}`] = rounded(end / start);
    for (const turn of points) {
      const [own, other] = [medianOf("deepwell", turn), medianOf(subject, turn)];
      if (subject !== "deepwell" && own !== undefined && other !== undefined)
        result[`${subject} / deepwell, turn ${turn}`] = rounded(other / own);
    }
  }
  return result;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
