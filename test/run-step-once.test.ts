import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { countCalls } from "../prove/run/run-step-once.ts";
import { verifies } from "./promises.ts";

it(`no finished call is made again, an unfinished one is marked ${verifies("run.step-once")}`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "deepwell-once-"));
  try {
    const { tried, failures } = await countCalls(folder, { seed: 3, size: 600, say: () => undefined });
    expect(failures).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
