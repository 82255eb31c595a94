import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chooseNode, isSupported, supportedRange } from "../bin/node-runtime.mjs";
import { installReason } from "../scripts/install.mjs";
import { systemPackages } from "../scripts/system-packages.mjs";
import { version } from "../src/core/version.ts";
import { projectFiles, projectRoot, readProjectFile } from "./checks/project-files.ts";

const manifest = JSON.parse(readProjectFile("package.json")) as {
  version: string;
  engines: { node: string };
  scripts: Record<string, string>;
};

describe("the Node to run under", () => {
  it.each([
    ["v20.20.2", false],
    ["v22.22.1", false],
    ["v22.22.2", true],
    ["v22.23.0", true],
    ["v23.11.0", false],
    ["v24.14.9", false],
    ["v24.15.0", true],
    ["v25.9.0", false],
    ["v26.0.0", true],
    ["v30.1.2", true],
  ])("%s is supported: %s", (candidate, expected) => {
    expect(isSupported(candidate)).toBe(expected);
  });

  it("is the one that npm installed, else a current one, else a message that says what to do", () => {
    expect(chooseNode("/bundled/node", "v20.0.0", "/usr/bin/node")).toEqual({ node: "/bundled/node" });
    expect(chooseNode("", "v26.1.0", "/usr/bin/node")).toEqual({ node: "/usr/bin/node" });
    const { problem } = chooseNode("", "v20.0.0", "/usr/bin/node");
    expect(problem?.join("\n")).toMatch(/v20\.0\.0[\s\S]*Install Node 24/);
  });

  it("is the range that package.json asks for", () => {
    expect(manifest.engines.node).toBe(supportedRange);
  });
});

describe("what has to be installed", () => {
  function checkout(installed: Record<string, { version: string }> | undefined): string {
    const root = mkdtempSync(path.join(tmpdir(), "deepwell-install-"));
    const packages = {
      "": {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/other-platform": { version: "1.0.0", optional: true },
    };
    writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages }));
    if (installed === undefined) return root;
    for (const name of ["node_modules", ...Object.keys(installed)])
      mkdirSync(path.join(root, name), { recursive: true });
    writeFileSync(
      path.join(root, "node_modules/.package-lock.json"),
      JSON.stringify({ packages: installed }),
    );
    return root;
  }

  it("is everything in a fresh clone", () => {
    expect(installReason(checkout(undefined))).toMatch(/no packages/);
  });

  it("is nothing when every package stands there as locked, those of other platforms aside", () => {
    expect(installReason(checkout({ "node_modules/a": { version: "1.0.0" } }))).toBeUndefined();
  });

  it("is said by name when a version differs or a package is missing", () => {
    expect(installReason(checkout({ "node_modules/a": { version: "0.9.0" } }))).toBe("a is not 1.0.0");
    expect(installReason(checkout({}))).toBeDefined();
  });

  it("is nothing in this checkout, where the tests run", () => {
    expect(installReason(projectRoot)).toBeUndefined();
  });
});

describe("system packages", () => {
  it("are asked for only where a test starts them", () => {
    const tests = projectFiles()
      .filter((file) => file.endsWith(".test.ts") && file !== "test/install.test.ts")
      .map((file) => readProjectFile(file));
    const commands = systemPackages.flatMap((item) => item.command ?? []);
    expect(commands.filter((command) => !tests.some((text) => text.includes(`${command}"`)))).toEqual([]);
    expect(systemPackages.every((item) => item.why !== "")).toBe(true);
  });
});

describe("the commands of a fresh clone", () => {
  it("need nothing but plain Node before the packages are there", () => {
    for (const name of ["start", "test"]) expect(manifest.scripts[name]).toBe(`node scripts/${name}.mjs`);
    for (const file of ["scripts/start.mjs", "scripts/test.mjs", "scripts/install.mjs", "bin/deepwell.mjs"]) {
      const specifiers = [...readProjectFile(file).matchAll(/from "([^"]+)"/g)].map(
        (match) => match[1] ?? "",
      );
      expect(specifiers.filter((specifier) => !/^(node:|\.)/.test(specifier))).toEqual([]);
    }
  });

  it("print nothing on stdout beside the output of Deepwell itself", () => {
    const out = execFileSync("npm", ["start", "--", "--version"], { cwd: projectRoot, encoding: "utf8" });
    expect(out).toBe(`${manifest.version}\n`);
  }, 60_000);

  it("know the version of the package", () => {
    expect(version).toBe(manifest.version);
  });
});
