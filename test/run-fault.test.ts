import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { faultProblems, singleFaults } from "../prove/run/run-fault.ts";
import { verifies } from "./promises.ts";

const run = promisify(execFile);

let folder = "";
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-fault-"));
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  process.off("unhandledRejection", note);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it(`${verifies("run.fault")} any single failure of the world gives a report or a typed error, in time`, async () => {
  const statuses: string[] = [];
  const over = new Set<string>();
  for (const planned of singleFaults()) {
    const kind = planned.map((fault) => `${fault.party} ${fault.kind}`).join();
    // The run needs fewer calls than that.
    if (over.has(kind)) continue;
    const { hits, status, problems } = await faultProblems(folder, planned);
    expect(problems).toEqual([]);
    if (hits === 0) over.add(kind);
    else statuses.push(status);
  }
  expect(statuses.length).toBeGreaterThan(60);
  expect(statuses.filter((status) => status === "answered").length).toBeGreaterThan(statuses.length / 3);
  expect(unhandled).toEqual([]);
}, 120_000);

it(`${verifies("run.fault")} a policy that waits for nothing but its deadline does not end the process`, async () => {
  const module = JSON.stringify(new URL("../prove/run/faulty-run.ts", import.meta.url).href);
  const fault = { party: "policy", kind: "hangs until it is told to stop", call: 1 };
  const script = `const { faultyRun } = await import(${module});
    const { result } = await faultyRun(${JSON.stringify(folder)}, [${JSON.stringify(fault)}]);
    console.log(result.status);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script]);
  expect(stdout.trim()).toBe("failed");
}, 60_000);
