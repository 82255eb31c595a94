import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fault, faults, faultyRun, type Party } from "./faulty-run.ts";
import { verifies } from "./promises.ts";

let folder = "";
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-fault-"));
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  process.off("unhandledRejection", note);
  await rm(folder, { recursive: true, force: true });
});

const parties: readonly Party[] = ["policy", "search", "pages"];
const ends = ["answered", "partial", "not-found", "failed"];

it(`${verifies("run.fault")} any single failure of the world gives a report or a typed error, in time`, async () => {
  const outcomes: string[] = [];
  for (const party of parties) {
    for (const kind of faults[party]) {
      for (let call = 1; call < 12; call++) {
        const fault: Fault = { party, kind, call };
        const { result, hits } = await faultyRun(path.join(folder, party), [fault]);
        if (hits === 0) break;
        expect([fault, ends.includes(result.status)]).toEqual([fault, true]);
        expect([fault, result.elapsedMs < 4_000]).toEqual([fault, true]);
        if (result.status === "failed")
          expect(result.reason).toMatch(/^(?:MODEL_UNAVAILABLE|MODEL_REFUSED): /);
        outcomes.push(result.status);
      }
    }
  }
  expect(outcomes.length).toBeGreaterThan(60);
  expect(outcomes.filter((status) => status === "answered").length).toBeGreaterThan(outcomes.length / 3);
  expect(unhandled).toEqual([]);
}, 120_000);
