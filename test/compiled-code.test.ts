import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deepwell } from "./deepwell-process.ts";

describe("compiled code", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "deepwell-compiled-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("is kept for the next start where only the user can write", async () => {
    const cache = path.join(folder, "cache");
    expect(await deepwell(["--version"], { env: { DEEPWELL_CACHE_DIR: cache } })).toMatchObject({ code: 0 });
    const compiled = path.join(cache, "compiled");
    expect(await readdir(compiled)).not.toEqual([]);
    expect((await stat(compiled)).mode & 0o022).toBe(0);
  });

  it("is done without where it cannot be kept", async () => {
    const file = path.join(folder, "file");
    await writeFile(file, "");
    const { code, stderr } = await deepwell(["--version"], { env: { DEEPWELL_CACHE_DIR: file } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
