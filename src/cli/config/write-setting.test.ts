import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { ConfigFile } from "./config-files.ts";
import { writeSetting } from "./write-setting.ts";

let file: ConfigFile;
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-set-"));
  file = { path: path.join(folder, "deep", "config.json"), isShared: false, folder };
});
const config = () => JSON.parse(readFileSync(file.path, "utf8")) as unknown;

describe("a setting", () => {
  it("is written in its own kind, beside what is there", () => {
    writeSetting(file, "model", ["ollama/a"]);
    writeSetting(file, "limits.maxTurns", ["5"]);
    writeSetting(file, "limits.maxCost", ["$CAP"]);
    writeSetting(file, "allowHost", ["a:1", "b:2"]);
    writeSetting(file, "strict", ["true"]);
    expect(config()).toEqual({
      model: "ollama/a",
      limits: { maxTurns: 5, maxCost: "$CAP" },
      allowHost: ["a:1", "b:2"],
      strict: true,
    });
  });

  it("is for nobody else to read", () => {
    writeSetting(file, "keys.openai", ["sk-mine"]);
    expect(statSync(file.path).mode & 0o077).toBe(0);
  });

  it("that makes no sense changes nothing", () => {
    writeSetting(file, "limits.maxTurns", ["5"]);
    const before = readFileSync(file.path, "utf8");
    expect(() => writeSetting(file, "limits.maxTurns", ["many"])).toThrow(/no configuration/);
    expect(() => writeSetting({ ...file, isShared: true }, "keys.openai", ["sk"])).toThrow(/holds a key/);
    expect(() => writeSetting({ ...file, isShared: true }, "allowHost", ["a:1"])).toThrow(/must not set/);
    expect(() => writeSetting(file, "maxTurn", ["5"])).toThrow(
      expect.objectContaining({ why: "it looks like limits.maxTurns" }),
    );
    expect(readFileSync(file.path, "utf8")).toBe(before);
  });

  it("is not written over a file that is broken", () => {
    writeSetting(file, "model", ["a"]);
    writeFileSync(file.path, "{");
    expect(() => writeSetting(file, "model", ["b"])).toThrow(/no configuration/);
    expect(readFileSync(file.path, "utf8")).toBe("{");
  });
});
