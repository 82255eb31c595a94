// The main job from a fresh clone: installs what is missing, then runs Deepwell under a current Node.
import { fileURLToPath } from "node:url";
import { bundledNode, chooseNode, runDeepwell } from "../bin/node-runtime.mjs";
import { ensurePackages } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const given = process.argv.slice(2);
const args = given.length === 0 ? ["demo"] : given;

function fail(message, code) {
  console.error(message);
  process.exit(code);
}

try {
  await ensurePackages(root, (line) => console.error(`deepwell: ${line}`));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 1);
}

const { node, problem } = chooseNode(bundledNode());
if (node === undefined) fail(problem.join("\n"), 2);
process.exitCode = await runDeepwell(node, [`${root}bin/deepwell.mjs`, ...args]);
