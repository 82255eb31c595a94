import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { driveChild, makeLibrary, reportOf, subjects } from "../prove/run/killed-run.ts";
import { killEverywhere } from "../prove/run/run-atomic.ts";
import { killAtRandom } from "../prove/run/run-random-kill.ts";
import { verifies } from "./promises.ts";

/** A round over the events of the first subject, and what it takes to see the second and third one. */
const crashPoints = 160;
const randomKills = 24;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-atomic-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const quiet = (): void => {};

describe("a killed run", () => {
  it("has a report to lose", async () => {
    const [subject] = subjects;
    if (subject === undefined) throw new Error("there are subjects");
    const library = path.join(folder, "whole.sqlite");
    await makeLibrary(library, subject);
    const whole = await driveChild(["start", path.join(folder, "whole"), library, subject.question]);
    expect(whole.isDone).toBe(true);
    expect(await reportOf(whole.directory)).toContain("$45");
  }, 60_000);

  it(`${verifies("run.atomic")} resumes to the report of an unkilled run, whenever it is killed`, async () => {
    const { tried, failures } = await killEverywhere(path.join(folder, "atomic"), crashPoints, quiet);
    expect(tried).toBe(crashPoints);
    expect(failures).toEqual([]);
  }, 1_500_000);

  it(`${verifies("run.random-kill")} does so when it is killed at any time, also while it recovers`, async () => {
    const size = randomKills;
    const { tried, failures } = await killAtRandom(path.join(folder, "random"), {
      seed: 5,
      size,
      say: quiet,
    });
    expect(tried).toBeGreaterThanOrEqual(randomKills);
    expect(failures).toEqual([]);
  }, 900_000);
});
