import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { seededRandom } from "../../src/core/seeded-random.ts";
import type { Proof } from "../proof.ts";
import { type Fault, faults, faultyRun, type Party } from "./faulty-run.ts";

/** Faults of the full form: every single one, and then pairs and triples of them. */
const fullFaults = 2_000;
const saidEvery = 200;
const longestMs = 4_000;
const lastCall = 12;
const mostTogether = 3;

const parties: readonly Party[] = ["policy", "search", "pages"];
const ends = ["answered", "partial", "not-found", "failed"];

/** Failures of the world at every outside call of a run. */
export const runFault: Proof = {
  promise: "run.fault",
  async run({ seed, size = fullFaults, say }) {
    const folder = await mkdtemp(path.join(tmpdir(), "deepwell-prove-fault-"));
    const failures: string[] = [];
    const note = (reason: unknown): void => void failures.push(`unhandled rejection: ${String(reason)}`);
    process.on("unhandledRejection", note);
    try {
      let tried = 0;
      for (const planned of allFaults(seed)) {
        if (tried >= size) break;
        const { hits, problems } = await faultProblems(folder, planned);
        tried += hits;
        failures.push(...problems);
        if (hits > 0 && Math.floor(tried / saidEvery) > Math.floor((tried - hits) / saidEvery)) {
          say(`${tried} of ${size} faults, ${failures.length} wrong`);
        }
      }
      return { tried, failures };
    } finally {
      process.off("unhandledRejection", note);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

/** Every kind of fault of every party, at each of its first calls. */
export function singleFaults(): readonly (readonly Fault[])[] {
  return parties.flatMap((party) =>
    faults[party].flatMap((kind) =>
      Array.from({ length: lastCall }, (_, call) => [{ party, kind, call: call + 1 }]),
    ),
  );
}

function* allFaults(seed: number): Generator<readonly Fault[]> {
  yield* singleFaults();
  yield* manyFaults(seed);
}

/** Without end. */
function* manyFaults(seed: number): Generator<readonly Fault[]> {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  for (;;) {
    const count = 2 + Math.floor(random() * (mostTogether - 1));
    yield Array.from({ length: count }, () => {
      const party = pick(parties);
      return { party, kind: pick<string>(faults[party]), call: 1 + Math.floor(random() * 5) };
    });
  }
}

/** How many of the planned faults came to pass, and what is wrong with how the run took them. */
export async function faultProblems(
  folder: string,
  planned: readonly Fault[],
): Promise<{ readonly hits: number; readonly status: string; readonly problems: readonly string[] }> {
  const name = planned.map(({ party, kind, call }) => `${party} ${kind} at call ${call}`).join(", ");
  try {
    const { result, hits } = await faultyRun(folder, planned);
    const { status, elapsedMs, reason = "" } = result;
    const isTyped = status !== "failed" || /^MODEL_(?:UNAVAILABLE|REFUSED): /.test(reason);
    const problems = [
      ...(ends.includes(status) ? [] : [`${name}: ended as ${status}`]),
      ...(elapsedMs < longestMs ? [] : [`${name}: took ${elapsedMs} ms`]),
      ...(isTyped ? [] : [`${name}: failed without a code: ${reason}`]),
    ];
    return { hits, status, problems };
  } catch (error) {
    return { hits: planned.length, status: "thrown", problems: [`${name}: threw ${String(error)}`] };
  }
}
