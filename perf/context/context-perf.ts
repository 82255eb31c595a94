import process from "node:process";
import { cacheDirectory } from "../../src/cli/cache-directory.ts";
import { openBundledLibrary } from "../../src/corpora/bundled.ts";
import type { Price } from "../../src/model/prices/price.ts";
import { bundledPrices } from "../../src/model/prices/price-table.ts";
import type { PerfBenchmark, PerfRow } from "../benchmark.ts";
import { spread } from "../spread.ts";
import { makeTrajectory } from "./make-trajectory.ts";
import { measureSent, type SentFigures } from "./measure-sent.ts";
import { refoldEachTurn, sendAll, sendAsShipped, sendSegments, type Strategy } from "./send-turns.ts";

const defaultTurns = 60;
const trajectories = 3;

const strategies: Readonly<Record<string, Strategy>> = {
  unmanaged: sendAll,
  "refold-each-turn": refoldEachTurn,
  "segments-128k": sendSegments(128_000),
  "deepwell-128k": sendAsShipped(128_000),
  "deepwell-64k": sendAsShipped(64_000),
  "deepwell-32k": sendAsShipped(32_000),
  "deepwell-16k": sendAsShipped(16_000),
};

/** A price list with a small, a usual and a large discount for what comes from the cache. */
const priceNames = ["stepfun/step-3.7-flash", "openai/gpt-5-mini", "deepseek/deepseek-v4-flash"];

/** What long runs send to a model, and what that costs, by how the conversation is kept short. */
export const contextPerf: PerfBenchmark = {
  name: "context",
  description: "prompt tokens, share a prefix cache serves, cost and lost citations over runs of 60 turns",
  async run({ seed, say, sizes, subjects }) {
    const [turns = defaultTurns] = sizes ?? [];
    const library = await openBundledLibrary({ cacheDir: cacheDirectory(process.env) });
    const prices = new Map(Object.entries(bundledPrices()).filter(([name]) => priceNames.includes(name)));
    const figures = new Map<string, SentFigures[]>();
    const notes: string[] = [];
    for (let at = 0; at < trajectories; at++) {
      const trajectory = await makeTrajectory(library, seed + at, turns);
      notes.push(`trajectory ${at + 1}: ${turns} turns, ${trajectory.rawTokens} tokens of tool results`);
      for (const name of subjects ?? Object.keys(strategies)) {
        say(`${name}, trajectory ${at + 1} of ${trajectories} …`);
        const sent = await strategies[name]?.(trajectory);
        if (sent === undefined) continue;
        figures.set(name, [...(figures.get(name) ?? []), measureSent(sent, trajectory, prices)]);
      }
    }
    library.close();
    const rows = [...figures].flatMap(([name, measured]) => rowsOf(name, measured, prices));
    return { rows, ratios: ratios(figures, prices), notes };
  },
};

function rowsOf(
  subject: string,
  figures: readonly SentFigures[],
  prices: ReadonlyMap<string, Price>,
): readonly PerfRow[] {
  const row = (metric: string, unit: string, samples: readonly number[]): PerfRow =>
    spread({ subject, metric, unit }, samples);
  return [
    row(
      "prompt tokens sent",
      "tokens",
      figures.map((run) => run.promptTokens),
    ),
    row(
      "longest prompt",
      "tokens",
      figures.map((run) => run.longestPrompt),
    ),
    row(
      "served by a prefix cache",
      "share",
      figures.map((run) => run.cachedShare),
    ),
    ...[...prices].map(([name, { currency }]) =>
      row(
        `cost, ${name}`,
        currency,
        figures.map((run) => run.costs.get(name) ?? 0),
      ),
    ),
    row(
      "citation ids lost",
      "ids",
      figures.map((run) => run.lostIds),
    ),
    row(
      "named ids not in the last prompt",
      "ids",
      figures.map((run) => run.namedOutOfSight),
    ),
  ];
}

/** Cost as a share of what it is without management, at each price, over all trajectories. */
function ratios(
  figures: ReadonlyMap<string, readonly SentFigures[]>,
  prices: ReadonlyMap<string, Price>,
): Readonly<Record<string, number>> {
  const total = (runs: readonly SentFigures[], price: string): number =>
    runs.reduce((sum, run) => sum + (run.costs.get(price) ?? 0), 0);
  const whole = figures.get("unmanaged") ?? [];
  const shares = [...figures].flatMap(([name, runs]) =>
    [...prices.keys()].map((price): [string, number] => [
      `cost of ${name} / unmanaged, ${price}`,
      Number((total(runs, price) / total(whole, price)).toPrecision(3)),
    ]),
  );
  return Object.fromEntries(shares);
}
