import { seededRandom } from "../../src/core/seeded-random.ts";
import type { Proof } from "../proof.ts";
import { forkBomb } from "./fork-bomb.ts";
import { killOwner } from "./kills.ts";
import { isReached, type Probe } from "./probe.ts";
import { probes } from "./probes.ts";
import { type Stage, setStage } from "./stage.ts";

const fullKills = 1000;
/** From the start of bwrap to the first words from inside, on a busy machine. */
const bubblewrapStartMs = 60;
/** A fork bomb may get this far before it is stopped. */
const mostBombProcesses = 400;

/** Every probe with its control and its planted defect, a fork bomb, and kills of the owner at any time. */
export const sandboxHold: Proof = {
  promise: "sandbox.hold",
  async run({ seed, size = fullKills, say }) {
    const stage = await setStage();
    const failures: string[] = [];
    try {
      for (const probe of probes) {
        const problems = await probeProblems(probe, stage);
        say(`${problems.length === 0 ? "ok    " : "BROKEN"}  ${probe.name}`);
        failures.push(...problems);
      }
      failures.push(...(await bombProblems(stage, say)));
    } finally {
      await stage.close();
    }
    failures.push(...(await killProblems({ seed, size, say })));
    return { tried: probes.length * 3 + 1 + size, failures };
  },
};

/** What is wrong with one probe: it got through, it could not have got through anywhere, or it cannot see a hole. */
export async function probeProblems(probe: Probe, stage: Stage): Promise<readonly string[]> {
  const { name } = probe;
  return [
    ...((await isReached(probe, "attack", stage)) ? [`${name}: it is possible inside`] : []),
    ...((await isReached(probe, "control", stage)) ? [] : [`${name}: its control does not succeed`]),
    ...((await isReached(probe, "defect", stage)) ? [] : [`${name}: a hole made for it is not found`]),
  ];
}

async function bombProblems(stage: Stage, say: (line: string) => void): Promise<readonly string[]> {
  const bombed = await forkBomb(stage);
  say(`fork bomb: over after ${bombed.milliseconds} ms, ${bombed.mostProcesses} processes at most`);
  const isHeld = bombed.isStopped && bombed.mostProcesses < mostBombProcesses;
  return isHeld ? [] : [`a fork bomb: ${JSON.stringify(bombed)}`];
}

async function killProblems(options: {
  readonly seed: number;
  readonly size: number;
  readonly say: (line: string) => void;
}): Promise<readonly string[]> {
  const { seed, size, say } = options;
  const whole = await killOwner();
  const failures: string[] = [];
  if (!whole.isReady || whole.before < 5)
    failures.push(`the owner of a sandbox did not start: ${JSON.stringify(whole)}`);
  const random = seededRandom(seed);
  for (let count = 1; count <= size; count++) {
    // Every other kill comes while bwrap itself starts: that is where one could be left.
    const time =
      count % 2 === 0
        ? { afterMs: random() * whole.startMs * 1.3 }
        : { afterFirstProcessMs: random() * bubblewrapStartMs };
    const { before, after } = await killOwner(time);
    if (after > 0)
      failures.push(`kill ${count} at ${JSON.stringify(time)}: ${after} of ${before} processes left`);
    if (count % 50 === 0) say(`${count} kills, ${failures.length} failures`);
  }
  return failures;
}
