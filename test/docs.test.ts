import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { brokenLinks, runnableCommands } from "./checks/markdown-docs.ts";
import { projectFiles, projectRoot, readProjectFile } from "./checks/project-files.ts";

const documents = projectFiles().filter((file) => file.endsWith(".md") && !file.includes("fixtures/"));
const commands = documents.flatMap((file) =>
  runnableCommands(readProjectFile(file)).map((command) => ({ file, command })),
);

describe("documents", () => {
  it("link only to files and headings that exist", () => {
    const broken = documents.flatMap((file) =>
      brokenLinks(file, projectRoot, readProjectFile).map((target) => `${file} links to ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("argue every dependency in one line, and none that is not there", () => {
    const manifest: unknown = JSON.parse(readProjectFile("package.json"));
    const groups = ["dependencies", "devDependencies", "optionalDependencies"] as const;
    const installed = groups.flatMap((group) =>
      Object.keys(
        (manifest as Partial<Record<(typeof groups)[number], Record<string, string>>>)[group] ?? {},
      ),
    );
    const argued = [...readProjectFile("docs/dependencies.md").matchAll(/^\| `([^`]+)`/gm)].map(
      (match) => match[1],
    );
    expect(new Set(argued)).toEqual(new Set(installed));
    expect(argued).toHaveLength(installed.length);
  });

  it("keep the page for contributors short", () => {
    expect(readProjectFile("CONTRIBUTING.md").split("\n").length).toBeLessThanOrEqual(60);
  });
});

describe("commands in the documents that are marked to run", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-docs-"));

  it("are there", () => {
    expect(commands.length).toBeGreaterThan(4);
  });

  it.each(commands)("$file: $command", { timeout: 300_000 }, async ({ command }) => {
    const env = { ...process.env, DEEPWELL_RUNS_DIR: path.join(folder, "research"), OUT: folder };
    await expect(
      promisify(execFile)("bash", ["-euo", "pipefail", "-c", command], {
        cwd: projectRoot,
        env,
        maxBuffer: 1 << 26,
      }),
    ).resolves.toBeDefined();
  });
});
