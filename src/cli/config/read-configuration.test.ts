import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { applyConfiguration, readConfiguration } from "./read-configuration.ts";

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "deepwell-config-"));
  folder = path.join(root, "project");
  mkdirSync(path.join(folder, ".deepwell"), { recursive: true });
  mkdirSync(path.join(root, "deepwell"));
});
afterEach(() => rmSync(root, { recursive: true }));

const project = (config: unknown) =>
  writeFileSync(path.join(folder, ".deepwell/config.json"), JSON.stringify(config));
const user = (config: unknown) =>
  writeFileSync(path.join(root, "deepwell/config.json"), JSON.stringify(config));
const variables = (text: string) => writeFileSync(path.join(folder, ".env"), text);
const read = (environment: Record<string, string> = {}) => {
  const { added } = readConfiguration(folder, { XDG_CONFIG_HOME: root, ...environment });
  return Object.fromEntries([...added].map(([name, { value }]) => [name, value]));
};

describe("configuration", () => {
  it("is nothing where there are no files", () => {
    expect(read()).toEqual({});
  });

  it("comes from the environment before .env before the project before the user", () => {
    const limits = { maxTurns: 1, maxToolCalls: 1, maxTokens: 1, maxTime: "1m" };
    user({ limits });
    project({ limits: { maxTurns: 2, maxToolCalls: 2, maxTokens: 2 } });
    variables("DEEPWELL_LIMITS_MAX_TURNS=3\nDEEPWELL_LIMITS_MAX_TOKENS=3\n");
    expect(read({ DEEPWELL_LIMITS_MAX_TURNS: "4", DEEPWELL_LIMITS_MAX_TIME: "" })).toEqual({
      DEEPWELL_LIMITS_MAX_TOKENS: "3",
      DEEPWELL_LIMITS_MAX_TOOL_CALLS: "2",
      DEEPWELL_LIMITS_MAX_TIME: "1m",
    });
  });

  it("holds switches, numbers, lists and paths from where the file is", () => {
    project({ strict: true, limits: { maxCost: 0.5 }, docs: ["papers"] });
    user({ runsDir: "../runs", allowHost: ["127.0.0.1:80"] });
    expect(read()).toEqual({
      DEEPWELL_STRICT: "true",
      DEEPWELL_LIMITS_MAX_COST: "0.5",
      DEEPWELL_ALLOW_HOST: '["127.0.0.1:80"]',
      DEEPWELL_DOCS: JSON.stringify([path.join(folder, "papers")]),
      DEEPWELL_RUNS_DIR: path.join(root, "runs"),
    });
  });

  it("takes what stands in the environment for $NAME, and nothing where that is not set", () => {
    variables("TEAM_KEY=from-env-file\n");
    project({ keys: { openai: "$TEAM_KEY", gemini: "$MISSING" }, limits: { maxTurns: "$TURNS" } });
    expect(read({ TURNS: "7" })).toEqual({ OPENAI_API_KEY: "from-env-file", DEEPWELL_LIMITS_MAX_TURNS: "7" });
  });

  it("leaves a key alone that is exported under another of its names", () => {
    user({ keys: { openai: "of-the-file" } });
    expect(read({ OPENAI_KEY: "exported" })).toEqual({});
  });

  it("takes of .env what is ours alone", () => {
    variables("PATH=/evil\nNODE_OPTIONS=--require=/evil.js\nLD_PRELOAD=x\nOLLAMA_HOST=10.0.0.1\n");
    expect(read()).toEqual({ OLLAMA_HOST: "10.0.0.1" });
  });

  it(`refuses a key as it is in the project, not in the user's own file ${verifies("config.keys")}`, () => {
    user({ keys: { openai: "sk-mine" } });
    expect(read()).toEqual({ OPENAI_API_KEY: "sk-mine" });
    project({ keys: { openai: "sk-shared" } });
    expect(() => read()).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID", fix: expect.stringContaining('"$OPENAI_API_KEY"') }),
    );
  });

  it.each([
    [{ modle: "x" }, /modle, which is no setting/, "write model"],
    [{ maxCost: 1 }, /maxCost, which/, "write limits.maxCost"],
    [{ limits: { max_turns: 3 } }, /limits.max_turns, which/, "write limits.maxTurns"],
    [{ openai: "k" }, /openai, which/, "write keys.openai"],
    [{ wholly: "else" }, /wholly, which/, "deepwell config lists every setting"],
  ])("names the nearest setting for %j", (config, why, fix) => {
    project(config);
    expect(() => read()).toThrow(expect.objectContaining({ why: expect.stringMatching(why), fix }));
  });

  it.each([
    [{ limits: { maxTurns: 0 } }, /limits.maxTurns is a whole number/],
    [{ limits: { maxTime: "5 parsecs" } }, /limits.maxTime is a duration/],
    [{ strict: "yes" }, /strict is true or false/],
    [{ actionFormat: "xml" }, /one of auto, native, tags/],
    [{ limits: [] }, /limits is not what it should be/],
    [[], /the whole is not/],
  ])("says what is wrong with %j", (config, why) => {
    project(config);
    expect(() => read()).toThrow(expect.objectContaining({ why: expect.stringMatching(why) }));
  });

  it("says where JSON is broken", () => {
    writeFileSync(path.join(folder, ".deepwell/config.json"), "{");
    expect(() => read()).toThrow(/config\.json is no configuration/);
  });

  it("lets no project open what is closed", () => {
    project({ allowHost: ["169.254.169.254:80"] });
    expect(() => read()).toThrow(/must not set allowHost/);
    project({});
    variables("DEEPWELL_SHELL_ALLOW=evil.example\n");
    expect(() => read()).toThrow(/must not set shellAllow/);
    expect(read({ DEEPWELL_SHELL_ALLOW: "mine.example" })).toEqual({});
  });

  it("lets no project send the user's key to a server that the project names", () => {
    variables("OPENAI_BASE_URL=https://gateway.example/v1\n");
    expect(() => read({ OPENAI_API_KEY: "mine" })).toThrow(/could go to it/);
    expect(read()).toEqual({ OPENAI_BASE_URL: "https://gateway.example/v1" });
    variables("OPENAI_BASE_URL=http://127.0.0.1:8000/v1\n");
    expect(read({ OPENAI_API_KEY: "mine" })).toEqual({ OPENAI_BASE_URL: "http://127.0.0.1:8000/v1" });
    variables("");
    project({ model: "m@https://gateway.example/v1" });
    user({ keys: { anthropic: "mine" } });
    expect(() => read()).toThrow(/DEEPWELL_MODEL/);
  });

  it("is added to the environment of the process", () => {
    project({ model: "ollama/a" });
    const environment: NodeJS.ProcessEnv = { XDG_CONFIG_HOME: root };
    applyConfiguration(folder, environment);
    expect(environment["DEEPWELL_MODEL"]).toBe("ollama/a");
  });
});
