import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot, readProjectFile } from "./checks/project-files.ts";

const run = promisify(execFile);
// Inside the checkout, so that the built files find their packages; ignored by git.
const folder = path.join(projectRoot, ".deepwell", `build-${process.pid}`);
const dist = path.join(folder, "dist");

describe("the built package", () => {
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await run(process.execPath, [path.join(projectRoot, "scripts/build.ts"), dist]);
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const deepwell = (...args: string[]) => {
    const script = `const { main } = await import(${JSON.stringify(`file://${dist}/cli/main.js`)}); process.exitCode = await main(process.argv.slice(1));`;
    return run(process.execPath, ["--input-type=module", "--eval", script, "--", ...args]);
  };

  it("prints its version", async () => {
    const manifest = JSON.parse(readProjectFile("package.json")) as { version: string };
    expect((await deepwell("--version")).stdout.trim()).toBe(manifest.version);
  });

  it("holds the schema of its configuration, where its exports say", () => {
    const manifest = JSON.parse(readProjectFile("package.json")) as { exports: Record<string, string> };
    const place = manifest.exports["./config.schema.json"]?.replace(/^\.\/dist/, dist) ?? "";
    const schema = JSON.parse(readFileSync(place, "utf8")) as { properties: Record<string, unknown> };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(["model", "limits", "keys"]));
  });

  it("can load everything that a library user imports", async () => {
    const library = (await import(path.join(dist, "index.js"))) as Record<string, unknown>;
    expect(Object.keys(library)).toEqual(
      expect.arrayContaining(["research", "openBundledLibrary", "scriptedPolicy"]),
    );
    const testing = (await import(path.join(dist, "testing.js"))) as Record<string, unknown>;
    expect(Object.keys(testing).toSorted()).toEqual([
      "fakeWeb",
      "replayPolicy",
      "researchScript",
      "scriptedPolicy",
      "startLoopbackModel",
    ]);
  });
});
