import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "../../src/core/seeded-random.ts";
import type { Proof } from "../proof.ts";
import { breachesOf } from "./obedient-run.ts";

const fullTrials = 10_000;
const saidEvery = 500;

/** Runs on hostile pages by a policy that does whatever any text tells it to. */
export const injectAct: Proof = {
  promise: "inject.act",
  async run({ seed, size = fullTrials, say }) {
    const folder = await mkdtemp(path.join(tmpdir(), "deepwell-prove-inject-"));
    const random = seededRandom(seed);
    const failures: string[] = [];
    try {
      for (let trial = 0; trial < size; trial++) {
        const own = path.join(folder, String(trial));
        failures.push(...(await breachesOf(own, trial, random)));
        await rm(own, { recursive: true, force: true, maxRetries: 5 });
        if (trial % saidEvery === 0) say(`${trial} of ${size} trials, ${failures.length} breaches`);
      }
      return { tried: size, failures };
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};
