import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forkBomb } from "../prove/sandbox/fork-bomb.ts";
import { killOwner } from "../prove/sandbox/kills.ts";
import { probes } from "../prove/sandbox/probes.ts";
import { probeProblems } from "../prove/sandbox/sandbox-hold.ts";
import { setStage, type Stage } from "../prove/sandbox/stage.ts";
import { findPrograms } from "../src/run/sandbox/find-programs.ts";
import { verifies } from "./promises.ts";

const isReady = findPrograms().type === "found";
const aMinute = { timeout: 60_000 };

let stage: Stage;
beforeAll(async () => {
  if (isReady) stage = await setStage();
});
afterAll(() => stage?.close());

describe.skipIf(!isReady)(`code in the sandbox ${verifies("sandbox.hold")}`, () => {
  it.each(probes)(
    "cannot: $name; the control can, and with a hole made for it so does the code",
    aMinute,
    async (probe) => {
      expect(await probeProblems(probe, stage)).toEqual([]);
    },
  );

  it("is stopped as a fork bomb before it is many", aMinute, async () => {
    const { isStopped, mostProcesses } = await forkBomb(stage);
    expect(isStopped).toBe(true);
    expect(mostProcesses).toBeLessThan(400);
  });

  it("ends with the process that owns it, whatever runs in it", aMinute, async () => {
    for (let count = 0; count < 3; count++) {
      const killed = await killOwner();
      expect(killed).toMatchObject({ isReady: true, after: 0 });
      expect(killed.before).toBeGreaterThan(5);
    }
  });

  it("ends with an owner that is killed while it starts it", aMinute, async () => {
    const orphans: number[] = [];
    for (let count = 0; count < 8; count++) {
      const { after } = await killOwner({ afterFirstProcessMs: count * 5 });
      orphans.push(after);
    }
    expect(orphans).toEqual(orphans.map(() => 0));
  });
});
