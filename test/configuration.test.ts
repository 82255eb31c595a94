import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { deepwell } from "./deepwell-process.ts";

const cwd = mkdtempSync(path.join(tmpdir(), "deepwell-configured-"));
mkdirSync(path.join(cwd, ".deepwell"));
const file = path.join(cwd, ".deepwell/config.json");
writeFileSync(file, JSON.stringify({ model: "embedded", limits: { maxTurns: 3, maxCost: 2 } }));
writeFileSync(
  path.join(cwd, ".env"),
  "OPENAI_API_KEY=sk-abcdefghijklmnopqrst\nDEEPWELL_LIMITS_MAX_TOKENS=9000\n",
);
const env = { XDG_CONFIG_HOME: cwd, DEEPWELL_LIMITS_MAX_TURNS: "2" };

describe("deepwell config", () => {
  it("prints every setting with its value and its origin, and no key", async () => {
    const { stdout, code } = await deepwell(["config", "--json"], { cwd, env });
    expect(code).toBe(0);
    const settings = JSON.parse(stdout) as unknown;
    expect(settings).toEqual(
      expect.arrayContaining([
        { key: "limits.maxTurns", value: "2", origin: "DEEPWELL_LIMITS_MAX_TURNS" },
        { key: "limits.maxTokens", value: "9000", origin: path.join(cwd, ".env") },
        { key: "limits.maxCost", value: "2", origin: file },
        { key: "limits.maxToolCalls", value: "120", origin: "default" },
        { key: "keys.openai", value: "****qrst", origin: path.join(cwd, ".env") },
        { key: "docs", origin: "default" },
      ]),
    );
    expect(stdout).not.toContain("sk-abc");
  });

  it("writes a setting, reads it back and shows where it stands", async () => {
    const own = { ...env, XDG_CONFIG_HOME: mkdtempSync(path.join(tmpdir(), "deepwell-own-")) };
    await deepwell(["config", "set", "lang", "zh"], { cwd, env: own });
    expect((await deepwell(["config", "get", "lang"], { cwd, env: own })).stdout).toBe("zh\n");
    const { stdout } = await deepwell(["config", "path"], { cwd, env: own });
    expect(stdout).toContain(path.join(own.XDG_CONFIG_HOME, "deepwell/config.json\n"));
  });

  it("is what every other command goes by", async () => {
    const { stdout } = await deepwell(["doctor", "--json"], { cwd, env });
    expect(stdout).toContain("openai (OPENAI_API_KEY)");
    expect(stdout).toContain("asked for");
  });
});

test("--estimate says what a run may cost and why, and does not run", async () => {
  const own = { OPENAI_API_KEY: "k", XDG_CONFIG_HOME: cwd };
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-estimate-"));
  const { stdout, code } = await deepwell(["q", "--estimate", "--max-turns", "5"], { cwd: folder, env: own });
  expect(code).toBe(0);
  expect(stdout).toMatch(/Estimate: .* USD to .* USD[^]*Basis: 5 turns[^]*Price: \d{4}-\d{2}-\d{2}/);
  expect(readdirSync(folder)).toEqual([]);
});

test("init finds a model server of this machine, and writes its model where it is told to", async () => {
  await using server = await startLoopbackModel([]);
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-init-"));
  const own = { OLLAMA_HOST: server.url, XDG_CONFIG_HOME: folder };
  const shown = await deepwell(["init"], { cwd: folder, env: own });
  expect(shown.stdout).toContain(`Found: loopback at ${server.url}`);
  expect(readdirSync(folder)).toEqual([]);
  const { code } = await deepwell(["init", "--auto"], { cwd: folder, env: own });
  expect(code).toBe(0);
  const written = JSON.parse(readFileSync(path.join(folder, "deepwell/config.json"), "utf8")) as unknown;
  expect(written).toEqual({ model: "ollama/loopback" });
  const again = await deepwell(["init", "--auto"], { cwd: folder, env: own });
  expect(again.stdout).toContain("The model is ollama/loopback already");
});
