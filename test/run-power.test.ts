import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leaveBehind } from "../prove/power/lost-power.ts";
import { type DiskOperation, recordDisk } from "../prove/power/recorded-disk.ts";
import { losePower } from "../prove/power/run-power.ts";
import { seededRandom } from "../src/core/seeded-random.ts";
import { writeFileAtomic } from "../src/run/write-file-atomic.ts";
import { verifies } from "./promises.ts";

const crashes = 72;

let folder = "";
beforeAll(async () => {
  // What is tried is lost in the model only: the files themselves may be in memory.
  folder = await mkdtemp(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "deepwell-power-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`${verifies("run.power")} no accepted event is lost and nothing is corrupt, wherever the power goes`, async () => {
  const { failures } = await losePower(path.join(folder, "runs"), { seed: 3, size: crashes, say() {} });
  expect(failures).toEqual([]);
}, 300_000);

describe("the disk that loses power", () => {
  const bytes = Buffer.from("old");
  const unsynced: readonly DiskOperation[] = [
    { type: "create", path: "a", file: 0 },
    { type: "write", file: 0, at: 0, bytes },
  ];
  const synced: readonly DiskOperation[] = [
    ...unsynced,
    { type: "sync", file: 0 },
    { type: "sync-folder", path: "" },
  ];
  const left = async (name: string, operations: readonly DiskOperation[]) => {
    await leaveBehind(path.join(folder, name), operations, { model: "drop", random: seededRandom(1) });
    return readdir(path.join(folder, name)).catch(() => []);
  };

  it("loses what was not synced, a name without its folder too, and keeps what was", async () => {
    expect(await left("nothing", unsynced)).toEqual([]);
    expect(await left("no-name", synced.slice(0, 3))).toEqual([]);
    expect(await left("whole", synced)).toEqual(["a"]);
    expect(await readFile(path.join(folder, "whole", "a"), "utf8")).toBe("old");
  });

  it("records what the real code asks of a disk", async () => {
    const root = await mkdtemp(path.join(folder, "recorded-"));
    const operations = await recordDisk(root, (promise) =>
      writeFileAtomic(path.join(root, "b"), "new").then(promise),
    );
    expect(operations.map(({ type }) => type)).toEqual([
      "create",
      "write",
      "sync",
      "rename",
      "sync-folder",
      "promise",
    ]);
    expect(await left("atomic", operations)).toEqual(["b"]);
  });
});
