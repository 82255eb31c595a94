import path from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { cacheDirectory } from "./cache-directory.ts";

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
});
