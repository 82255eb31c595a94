import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-make-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("makes the folders above as well, and leaves what is there", async () => {
  const deep = path.join(folder, "a", "b", "c");
  await makeFolder(deep);
  await writeFile(path.join(deep, "kept"), "x");
  await makeFolder(deep);
  await makeFolder(path.join(folder, "a"));
  expect(statSync(path.join(deep, "kept")).size).toBe(1);
});

test("makes a folder once where many make it at the same time", async () => {
  const deep = path.join(folder, "many", "x", "y");
  await Promise.all(Array.from({ length: 50 }, () => makeFolder(deep)));
  expect(statSync(deep).isDirectory()).toBe(true);
});

test("says what is in the way", async () => {
  const file = path.join(folder, "a-file");
  await writeFile(file, "");
  await expect(makeFolder(file)).rejects.toThrow(file);
  await expect(makeFolder(path.join(file, "x", "y"))).rejects.toThrow(file);
});

test.runIf(existsSync("/proc/self"))("ends where a recursive mkdir of Node does not", async () => {
  await expect(makeFolder("/proc/deepwell/x")).rejects.toThrow(/ENOENT.*\/proc\/deepwell'/);
});
