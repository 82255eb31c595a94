import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "../src/core/seeded-random.ts";
import { breachesOf } from "../prove/inject/obedient-run.ts";
import { verifies } from "./promises.ts";

const trials = 120;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-hostile-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`${verifies("inject.act")} a policy that obeys every order of a page opens nothing, sends nothing and writes nothing it must not`, async () => {
  const random = seededRandom(7);
  for (let trial = 0; trial < trials; trial++) {
    expect(await breachesOf(path.join(folder, String(trial)), trial, random)).toEqual([]);
  }
}, 120_000);
