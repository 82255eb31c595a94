import path from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "../core/errors.ts";
import { resolveSettings } from "./settings.ts";

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
    const settings = resolveSettings({}, { DEEPWELL_MODEL: "", DEEPWELL_LIMITS_MAX_COST: " " });
    expect(settings.models).toEqual({ isEmbedded: false, named: {} });
    expect(settings.limits).toEqual({});
  });

  it("takes the format of actions from flag or environment, and refuses others", () => {
    const environment = { DEEPWELL_ACTION_FORMAT: "native" };
    expect(resolveSettings({}, {}).actionFormat).toBe("auto");
    expect(resolveSettings({}, environment).actionFormat).toBe("native");
    expect(resolveSettings({ actionFormat: "tags" }, environment).actionFormat).toBe("tags");
    expect(() => resolveSettings({ actionFormat: "xml" }, {})).toThrow("cannot be");
  });

  it("takes limits on tokens and money", () => {
    const settings = resolveSettings({ maxCost: "0.50" }, { DEEPWELL_LIMITS_MAX_TOKENS: "500000" });
    expect(resolveSettings({ contextTokens: "32000" }, {}).contextTokens).toBe(32_000);
    expect(settings.limits).toEqual({ maxCost: 0.5, maxTokens: 500_000 });
  });

  it("has a model for each role that one is named for, flags before the environment", () => {
    const environment = {
      DEEPWELL_MODEL: "ollama/a",
      DEEPWELL_MODEL_JUDGE: "anthropic/b",
      ANTHROPIC_API_KEY: "k",
    };
    const { models } = resolveSettings(
      { model: "ollama/c", modelSummarise: "d@http://127.0.0.1/v1" },
      environment,
    );
    expect(models.named).toMatchObject({
      research: { provider: "ollama", model: "c" },
      summarise: { provider: "openai-compatible", model: "d" },
      judge: { provider: "anthropic", model: "b" },
    });
    expect(models.named.vision).toBeUndefined();
  });

  it("gives the server of the run to roles that name no provider", () => {
    const flags = { model: "a", modelJudge: "b", modelVision: "ollama/c", baseUrl: "http://h/v1" };
    const { named } = resolveSettings(flags, {}).models;
    expect([named.judge?.baseUrl, named.vision?.baseUrl]).toEqual([
      "http://h/v1",
      "http://127.0.0.1:11434/v1",
    ]);
  });

  it("looks for no model where the embedded policy is asked for by name", () => {
    expect(resolveSettings({ model: "embedded" }, { OPENAI_API_KEY: "k" }).models).toEqual({
      isEmbedded: true,
      named: {},
    });
  });

  it("accepts the names that other tools use, and tells which it read", () => {
    const environment = { OPENAI_API_BASE: "http://127.0.0.1:8000/v1", OPENAI_KEY: "k" };
    const settings = resolveSettings({ model: "m" }, environment);
    expect(settings.models.named.research).toMatchObject({
      baseUrl: "http://127.0.0.1:8000/v1",
      apiKey: "k",
    });
    expect(settings.usedAliases).toEqual([
      ["OPENAI_API_BASE", "OPENAI_BASE_URL"],
      ["OPENAI_KEY", "OPENAI_API_KEY"],
    ]);
  });

  it("goes to OpenAI where only a key is given", () => {
    const settings = resolveSettings({ model: "m" }, { OPENAI_API_KEY: "k" });
    expect(settings.models.named.research?.baseUrl).toBe("https://api.openai.com/v1");
  });

  it.each([
    ["a model without server and key", { model: "m" }, "CONFIG_INVALID"],
    ["--docs-only without documents", { docsOnly: true }, "USAGE"],
    ["both --strict and --mark", { strict: true, mark: true }, "USAGE"],
    ["a cost that is no amount", { maxCost: "$1" }, "USAGE"],
    ["a window too small for any work", { contextTokens: "15999" }, "USAGE"],
    ["a window that is no number", { contextTokens: "128k" }, "USAGE"],
    ["a cost of nothing", { maxCost: "0" }, "USAGE"],
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
