import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { cacheDirectory, compiledCodeDirectory, makeCacheDirectory } from "./cache-directory.ts";

describe("the cache directory", () => {
  it("is the user's cache, unless a variable says otherwise", () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: "/c" })).toBe(path.join("/c", "deepwell"));
    expect(cacheDirectory({ DEEPWELL_CACHE_DIR: "/d", XDG_CACHE_HOME: "/c" })).toBe("/d");
    expect(cacheDirectory({})).toMatch(/\.cache.deepwell$/);
  });

  it("is never relative to where the command was called", () => {
    expect(path.isAbsolute(cacheDirectory({ XDG_CACHE_HOME: "cache" }))).toBe(true);
    expect(cacheDirectory({ XDG_CACHE_HOME: "cache" })).not.toContain(process.cwd());
  });

  it("is made where it is not there", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "deepwell-cache-"));
    try {
      await makeCacheDirectory(path.join(folder, "a", "b"));
      expect(existsSync(path.join(folder, "a", "b"))).toBe(true);
      expect(await compiledCodeDirectory({ DEEPWELL_CACHE_DIR: folder })).toBe(path.join(folder, "compiled"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is told where it cannot be, and stops no command that does without", async () => {
    const below = path.join(import.meta.filename, "cache");
    await expect(makeCacheDirectory(below)).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      fix: expect.stringContaining("DEEPWELL_CACHE_DIR"),
    });
    expect(await compiledCodeDirectory({ DEEPWELL_CACHE_DIR: below })).toBeUndefined();
  });
});
