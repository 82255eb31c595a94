import { seededRandom } from "../../src/core/seeded-random.ts";
import type { Proof } from "../proof.ts";
import { type Greed, overruns, type Purse, strategies } from "./greedy-run.ts";

const fullRuns = 1_000;

/** Every strategy in turn, with its greed and the limits at random. */
export const runBudget: Proof = {
  promise: "run.budget",
  async run({ seed, size = fullRuns, say }) {
    const random = seededRandom(seed);
    const names = Object.keys(strategies);
    const failures: string[] = [];
    for (let run = 0; run < size; run++) {
      const strategy = names[run % names.length];
      if (strategy === undefined) throw new Error("there are strategies");
      const greed = greedOf(random);
      const purse = purseOf(random);
      const found = await overruns(strategy, { greed, purse });
      failures.push(...found.map((what) => `${what} (${JSON.stringify({ ...greed, ...purse })})`));
    }
    say(`${names.length} strategies`);
    return { tried: size, failures };
  },
};

function greedOf(random: () => number): Greed {
  return {
    calls: whole(random, { from: 1, to: 9 }),
    turnMs: whole(random, { from: 0, to: 4_000 }),
    callMs: whole(random, { from: 0, to: 4_000 }),
    turnTokens: whole(random, { from: 1, to: 20_000 }),
  };
}

function purseOf(random: () => number): Purse {
  return {
    maxTurns: whole(random, { from: 1, to: 12 }),
    maxToolCalls: whole(random, { from: 0, to: 20 }),
    maxMs: whole(random, { from: 1_000, to: 60_000 }),
    maxTokens: whole(random, { from: 1, to: 100_000 }),
    maxCost: 0.001 + random(),
  };
}

function whole(random: () => number, { from, to }: { readonly from: number; readonly to: number }): number {
  return from + Math.floor(random() * (to - from + 1));
}
