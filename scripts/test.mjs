// All tests from a fresh clone: installs what is missing, then types, lint, format and vitest.
// Arguments go to vitest. The last line is always `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundledNode, chooseNode, runNode } from "../bin/node-runtime.mjs";
import { ensurePackages } from "./install.mjs";
import { ensureSystemPackages } from "./system-packages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const say = (line) => console.error(`deepwell: ${line}`);

const checks = [
  { name: "types", file: "typescript/bin/tsc", args: ["--noEmit"] },
  { name: "lint", file: "oxlint/bin/oxlint", args: ["--type-aware", "--quiet"] },
  { name: "format", file: "@biomejs/biome/bin/biome", args: ["format", "."] },
];

async function runAll() {
  await ensurePackages(root, say);
  ensureSystemPackages(say);
  const { node, problem } = chooseNode(bundledNode());
  if (node === undefined) throw new Error(problem.join("\n"));
  const env = { ...process.env, PATH: join(modules, ".bin") + delimiter + (process.env.PATH ?? "") };
  const counts = { passed: 0, failed: 0 };
  for (const check of checks) {
    const code = await runNode(node, [join(modules, check.file), ...check.args], { cwd: root, env });
    say(`${check.name}: ${code === 0 ? "ok" : "FAILED"}`);
    counts[code === 0 ? "passed" : "failed"] += 1;
  }
  const tests = await runVitest(node, env);
  return { passed: counts.passed + tests.passed, failed: counts.failed + tests.failed };
}

async function runVitest(node, env) {
  const folder = mkdtempSync(join(tmpdir(), "deepwell-test-"));
  const summary = join(folder, "summary.json");
  const args = [join(modules, "vitest/vitest.mjs"), "run", ...process.argv.slice(2)];
  try {
    const code = await runNode(node, args, { cwd: root, env: { ...env, DEEPWELL_TEST_SUMMARY: summary } });
    const counts = JSON.parse(readFileSync(summary, "utf8"));
    return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    console.error(`vitest gave no summary: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let result = { passed: 0, failed: 1 };
try {
  result = await runAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
}
console.log(`${result.passed} passed, ${result.failed} failed`);
process.exitCode = result.failed === 0 ? 0 : 1;
