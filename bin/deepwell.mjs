#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chooseNode, isSupported, runDeepwell } from "./node-runtime.mjs";

// A checkout runs its source, so that an old build is never mistaken for it; a package has only the build.
const source = new URL("../src/cli/main.ts", import.meta.url);
const entry = existsSync(source) ? source : new URL("../dist/cli/main.js", import.meta.url);

if (isSupported(process.version)) {
  const { main } = await import(entry.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  const { node, problem } = chooseNode();
  if (node === undefined) {
    console.error(problem.join("\n"));
    process.exitCode = 2;
  } else {
    process.exitCode = await runDeepwell(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  }
}
