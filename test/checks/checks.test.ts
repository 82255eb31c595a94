import { describe, expect, it } from "vitest";
import { verifies } from "../promises.ts";
import { importCycles, layerViolations } from "./layers.ts";
import { citedPromises, promiseProblems } from "./promise-coverage.ts";
import { reachViolations } from "./reach.ts";
import { readSyntax } from "./source-syntax.ts";
import { machinePaths, registryHosts } from "./text-hygiene.ts";

const planted = verifies("oracle.live");

describe(`layers ${planted}`, () => {
  it("lets a file import its own folder and lower rows", () => {
    const graph = new Map([
      ["src/agent/loop.ts", ["./state.ts", "../core/ids.ts", "../model/policy.ts", "zod"]],
    ]);
    expect(layerViolations(graph)).toEqual([]);
  });

  it.each([
    ["a higher row", "../policy/question.ts"],
    ["a neighbour of the same row", "../retrieval/library.ts"],
    ["something outside the rows", "../../scripts/sizes.ts"],
    ["the package's own entry", "../index.ts"],
  ])("catches an import of %s", (_, specifier) => {
    expect(layerViolations(new Map([["src/agent/loop.ts", [specifier]]]))).toHaveLength(1);
  });

  it("catches a folder that has no row", () => {
    expect(layerViolations(new Map([["src/misc/a.ts", ["../core/ids.ts"]]]))).toHaveLength(1);
  });

  it("lets tests alone reach the test folder", () => {
    const specifiers = ["../../test/promises.ts"];
    expect(layerViolations(new Map([["src/core/ids.test.ts", specifiers]]))).toEqual([]);
    expect(layerViolations(new Map([["src/core/ids.ts", specifiers]]))).toHaveLength(1);
  });
});

describe(`cycles ${planted}`, () => {
  const cycle = new Map([
    ["src/core/a.ts", ["./b.ts"]],
    ["src/core/b.ts", ["./c.ts"]],
    ["src/core/c.ts", ["./a.ts"]],
  ]);

  it("catches a cycle and names the files on it", () => {
    expect(importCycles(cycle)).toEqual([["src/core/a.ts", "src/core/b.ts", "src/core/c.ts"]]);
  });

  it("catches a file that imports itself", () => {
    expect(importCycles(new Map([["src/core/a.ts", ["./a.ts"]]]))).toHaveLength(1);
  });

  it("passes a tree in which two files share a third", () => {
    const graph = new Map(cycle).set("src/core/c.ts", []).set("src/core/a.ts", ["./b.ts", "./c.ts"]);
    expect(importCycles(graph)).toEqual([]);
  });
});

describe(`syntax ${planted}`, () => {
  it("sees every kind of import", () => {
    const text = `import "./a.ts"; import type { B } from "./b.ts"; export { c } from "./c.ts"; export * from "./d.ts";
      const e = await import("./e.ts"); type F = import("./f.ts").F;`;
    expect(readSyntax(text).imports).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });

  it("counts any as a type, not as a word", () => {
    expect(readSyntax("const x: any = 1; function f(a: Array<any>) {}").anyCount).toBe(2);
    expect(readSyntax("const any = 'any'; // any").anyCount).toBe(0);
  });

  it("sees the environment, the console and fetch, but not members of those names", () => {
    expect(readSyntax("process.env.X; console.log(1); fetch(u);").globals).toEqual([
      "process.env",
      "console",
      "fetch",
    ]);
    expect(readSyntax("a.console; ({ fetch: 1 }); a.env;").globals).toEqual([]);
  });

  it("lists exports, renamed ones under their new name", () => {
    const text =
      "export const a = 1, b = 2; export function c() {} export type D = 1; export { x as e } from './x.ts';";
    expect(readSyntax(text).exports).toEqual(["a", "b", "c", "D", "e"]);
  });
});

describe(`reach ${planted}`, () => {
  const syntax = readSyntax(
    "import net from 'node:net'; import x from 'node:child_process'; console.log(process.env.A);",
  );

  it("catches sockets, processes, environment and console in a folder that may not have them", () => {
    expect(reachViolations("src/policy/a.ts", syntax)).toHaveLength(4);
  });

  it("lets the command line have them all, and the web folder sockets only", () => {
    expect(reachViolations("src/cli/a.ts", syntax)).toEqual([]);
    expect(reachViolations("src/web/a.ts", syntax)).toHaveLength(2);
  });
});

describe(`promises ${planted}`, () => {
  const kept = { id: "a.b", promise: "", how: "", status: "kept" } as const;

  it("finds citations in test names", () => {
    const call = ["veri", "fies"].join("");
    const text = `it(\`\${${call}("a.b")} works\`); it(${call}('c.d'), x)`;
    expect(citedPromises(text)).toEqual(["a.b", "c.d"]);
  });

  it("passes when kept promises are cited and planned ones are not", () => {
    const planned = { ...kept, id: "c.d", status: "planned" } as const;
    expect(promiseProblems([kept, planned], new Map([["x.test.ts", ["a.b"]]]))).toEqual([]);
  });

  it("catches a kept promise without a test, a test of an unknown promise, and a promise kept in silence", () => {
    const planned = { ...kept, id: "c.d", status: "planned" } as const;
    expect(promiseProblems([kept], new Map())).toHaveLength(1);
    expect(promiseProblems([kept], new Map([["x.test.ts", ["a.b", "no.such"]]]))).toHaveLength(1);
    expect(promiseProblems([kept, planned], new Map([["x.test.ts", ["a.b", "c.d"]]]))).toHaveLength(1);
    expect(promiseProblems([kept, kept], new Map([["x.test.ts", ["a.b"]]]))).toHaveLength(1);
  });
});

describe(`hygiene ${planted}`, () => {
  it("catches paths of a machine, and leaves relative and general ones", () => {
    const machine = `/wo${"rk"}/main/x`;
    expect(machinePaths(`see ${machine}\nand /ho${"me"}/ann/x`)).toHaveLength(2);
    expect(machinePaths("see ./work/main, ~/work, /usr/bin and https://example.org/work/mainly")).toEqual([]);
  });

  it("catches a registry's host in a lockfile, and leaves funding links", () => {
    expect(registryHosts(`"resolved": "https://x.example/a.tgz"`)).toHaveLength(1);
    expect(registryHosts(`"url": "https://github.com/sponsors/x"`)).toEqual([]);
  });
});
