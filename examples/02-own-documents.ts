// The embedded policy over documents of your own: no model, no key, no network.
// node examples/02-own-documents.ts [folder for the run directory]
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { embeddedPolicy, ingest, localSearchProvider, openLibrary, research } from "../src/index.ts";

const runsDir = process.argv[2] ?? (await mkdtemp(path.join(tmpdir(), "deepwell-example-")));
const library = openLibrary(":memory:");
const summary = await ingest({
  paths: [path.join(import.meta.dirname, "documents")],
  library,
  signal: AbortSignal.timeout(60_000),
});
console.error(`${summary.read} files read, ${summary.failures.length} failed`);

const local = localSearchProvider(library);
const run = await research({
  question: "How long are books lent, and what does a late return cost?",
  policy: embeddedPolicy(),
  search: [local],
  pages: [local],
  runsDir,
  limits: { maxTurns: 12 },
});
const { status, directory } = await run.result;
library.close();

console.error(`${status}: ${directory}`);
console.log(await readFile(path.join(directory, "report.md"), "utf8"));
