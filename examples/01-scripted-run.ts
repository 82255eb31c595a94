// A whole run without any model: a script decides, everything else is real.
// node examples/01-scripted-run.ts [folder for the run directory]
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ingest, localSearchProvider, openLibrary, research, scriptedPolicy } from "../src/index.ts";

const runsDir = process.argv[2] ?? (await mkdtemp(path.join(tmpdir(), "deepwell-example-")));
const library = openLibrary(":memory:");
const paths = [path.join(import.meta.dirname, "documents")];
await ingest({ paths, library, signal: AbortSignal.timeout(60_000) });

const question = "What does a late return cost?";
const policy = scriptedPolicy([
  { toolCalls: [{ toolName: "batch_web_surfer", input: { action: "batch_search", queries: [question] } }] },
  (state) => {
    const results = JSON.stringify(state.messages.at(-1));
    const id = /web_[0-9a-f]{8,}/.exec(results)?.[0];
    return { answer: `# Late returns\n\nA late return costs 20 cents per item and day. \\cite{${id}}` };
  },
]);

const local = localSearchProvider(library);
const run = await research({ question, policy, search: [local], pages: [local], runsDir });
for await (const event of run) console.error(event.type);
const { status, directory, files } = await run.result;
library.close();

console.log(JSON.stringify({ status, directory, files }, null, 2));
