import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { importCycles, layerViolations, resolveImport } from "./checks/layers.ts";
import {
  isTestFile,
  projectFiles,
  projectRoot,
  readProjectFile,
  sourceFiles,
} from "./checks/project-files.ts";
import { reachViolations } from "./checks/reach.ts";
import { readSyntax } from "./checks/source-syntax.ts";
import { machinePaths, registryHosts } from "./checks/text-hygiene.ts";

const code = projectFiles().filter((file) => file.endsWith(".ts"));
const syntax = new Map(code.map((file) => [file, readSyntax(readProjectFile(file))]));
const graph = new Map([...syntax].map(([file, { imports }]) => [file, imports]));
const sourceGraph = new Map([...graph].filter(([file]) => file.startsWith("src/")));

describe("the house", () => {
  it("has source files in it", () => {
    expect(sourceFiles("src").length).toBeGreaterThan(20);
  });

  it("imports only from the own folder and from lower rows, types included", () => {
    expect(layerViolations(sourceGraph)).toEqual([]);
  });

  it("has no import cycles, types included", () => {
    expect(importCycles(graph)).toEqual([]);
  });

  it("imports only files that exist, with their extension", () => {
    const broken = [...graph].flatMap(([file, specifiers]) =>
      specifiers
        .map((specifier) => resolveImport(file, specifier))
        .filter((target) => target !== undefined && !existsSync(path.join(projectRoot, target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("never writes the type any", () => {
    expect([...syntax].filter(([, { anyCount }]) => anyCount > 0).map(([file]) => file)).toEqual([]);
  });

  it("touches sockets, child processes, environment and console only where it may", () => {
    const files = [...syntax].filter(([file]) => file.startsWith("src/") && !isTestFile(file));
    expect(files.flatMap(([file, module]) => reachViolations(file, module))).toEqual([]);
  });

  it("names files in kebab-case", () => {
    const named = projectFiles().filter((file) => /\.(ts|mjs)$/.test(file));
    expect(named.filter((file) => !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(path.basename(file)))).toEqual([]);
  });

  it("gives every folder of the source a README of 10 to 30 lines", () => {
    const folders = new Set(sourceFiles("src").flatMap((file) => /^src\/[^/]+(?=\/)/.exec(file)?.[0] ?? []));
    const problems = [...folders].flatMap((folder) => {
      const readme = `${folder}/README.md`;
      if (!existsSync(path.join(projectRoot, readme))) return `${readme} is missing`;
      const lines = readProjectFile(readme).trimEnd().split("\n").length;
      return lines >= 10 && lines <= 30 ? [] : `${readme} has ${lines} lines`;
    });
    expect(problems).toEqual([]);
  });
});

describe("what is committed", () => {
  const text = projectFiles().filter(
    (file) => /\.(ts|mjs|json|md|yml|yaml|sh)$/.test(file) || file.startsWith(".ci/"),
  );

  it("names no place on somebody's machine", () => {
    expect(text.filter((file) => machinePaths(readProjectFile(file)).length > 0)).toEqual([]);
  });

  it("locks packages without the host they came from", () => {
    expect(registryHosts(readProjectFile("package-lock.json"))).toEqual([]);
  });

  it("locks every package with its checksum", () => {
    const lock: unknown = JSON.parse(readProjectFile("package-lock.json"));
    expect(lock).toHaveProperty("packages");
    const { packages } = lock as { packages: Record<string, { integrity?: string; link?: boolean }> };
    const bare = Object.entries(packages).filter(
      ([name, { integrity, link }]) => name && !integrity && !link,
    );
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it("keeps prompts and labels in English and in Chinese", () => {
    const files = new Set(projectFiles());
    const twin = (file: string) =>
      file.replace(
        /\.(en|zh)\.(md|txt|json|ts)$/,
        (_, tag, extension) => `.${tag === "en" ? "zh" : "en"}.${extension}`,
      );
    const alone = [...files].filter(
      (file) => /\.(en|zh)\.(md|txt|json|ts)$/.test(file) && !files.has(twin(file)),
    );
    expect(alone).toEqual([]);
  });
});
