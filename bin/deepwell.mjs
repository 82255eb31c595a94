#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";
import { chooseNode, isSupported, runDeepwell } from "./node-runtime.mjs";

// A checkout runs its source, so that an old build is never mistaken for it; a package has only the build.
const source = new URL("../src/cli/", import.meta.url);
const isSource = existsSync(source);
const program = (name) =>
  import(isSource ? new URL(`${name}.ts`, source) : new URL(`../dist/cli/${name}.js`, import.meta.url));

if (isSupported(process.version)) {
  // In the user's own cache: code kept where others can write is code that they can change.
  const { compiledCodeDirectory } = await program("cache-directory");
  const compiled = await compiledCodeDirectory(process.env);
  if (compiled !== undefined) module.enableCompileCache(compiled);
  const { main } = await program("main");
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
