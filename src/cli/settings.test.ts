import path from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "../core/errors.ts";
import { cacheDirectory, resolveSettings } from "./settings.ts";

describe("settings", () => {
  it("takes flags before the environment and the environment before defaults", () => {
    const environment = {
      DEEPWELL_LIMITS_MAX_TURNS: "7",
      DEEPWELL_LIMITS_MAX_TIME: "2m",
      DEEPWELL_RUNS_DIR: "/runs",
    };
    const settings = resolveSettings({ maxTurns: "5" }, environment);
    expect(settings.limits).toEqual({ maxTurns: 5, maxMs: 120_000 });
    expect(settings.runsDir).toBe(path.resolve("/runs"));
    expect(resolveSettings({}, {}).limits).toEqual({});
  });

  it("counts an empty variable as unset", () => {
    const settings = resolveSettings({}, { DEEPWELL_MODEL: "", OPENAI_API_KEY: " " });
    expect(settings.model).toBeUndefined();
    expect(settings.unusedModelVariable).toBeUndefined();
  });

  it("uses no model unless one is named, and says which variable lies idle", () => {
    const settings = resolveSettings({}, { OPENAI_API_KEY: "k" });
    expect(settings.model).toBeUndefined();
    expect(settings.unusedModelVariable).toBe("OPENAI_API_KEY");
  });

  it("accepts the names that other tools use, and tells which it read", () => {
    const environment = { OPENAI_API_BASE: "http://127.0.0.1:8000/v1", OPENAI_KEY: "k" };
    const settings = resolveSettings({ model: "m" }, environment);
    expect(settings.model).toEqual({ name: "m", baseUrl: "http://127.0.0.1:8000/v1", apiKey: "k" });
    expect(settings.usedAliases).toEqual([
      ["OPENAI_API_BASE", "OPENAI_BASE_URL"],
      ["OPENAI_KEY", "OPENAI_API_KEY"],
    ]);
  });

  it("goes to OpenAI where only a key is given", () => {
    const settings = resolveSettings({ model: "m" }, { OPENAI_API_KEY: "k" });
    expect(settings.model?.baseUrl).toBe("https://api.openai.com/v1");
  });

  it.each([
    ["a model without server and key", { model: "m" }, "CONFIG_INVALID"],
    ["--docs-only without documents", { docsOnly: true }, "USAGE"],
    ["both --strict and --mark", { strict: true, mark: true }, "USAGE"],
    ["zero turns", { maxTurns: "0" }, "USAGE"],
    ["turns that are no number", { maxTurns: "many" }, "USAGE"],
    ["a time without a unit it knows", { maxTime: "5 parsecs" }, "USAGE"],
    ["a language that is no tag", { lang: "中文" }, "USAGE"],
  ])("refuses %s with what, why and fix", (_, flags, code) => {
    const attempt = () => resolveSettings(flags, {});
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow(
      expect.objectContaining({ code, why: expect.any(String), fix: expect.any(String) }),
    );
  });

  it("leaves it to the run whether commands can be run, unless a flag says so", () => {
    expect(resolveSettings({}, {}).shell).toBe("auto");
    expect(resolveSettings({ shell: true }, {}).shell).toBe("required");
    expect(resolveSettings({ shell: false }, {}).shell).toBe("off");
  });

  it("takes the primary tag of a language", () => {
    expect(resolveSettings({ lang: "zh-CN" }, {}).language).toBe("zh");
  });
});

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
