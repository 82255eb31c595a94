// A whole run without any model: a script decides, everything else is real. node examples/01-scripted-run.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { localSearchProvider, openLibrary, research, scriptedPolicy } from "../src/index.ts";
import { documentFromText } from "./document-from-text.ts";

const library = openLibrary(":memory:");
await library.add([
  documentFromText(
    "The Mary Rose",
    "The Mary Rose sank in the Solent on 19 July 1545. Her hull was raised in 1982.",
  ),
]);

const policy = scriptedPolicy([
  {
    toolCalls: [
      {
        toolName: "batch_web_surfer",
        input: { action: "batch_search", queries: ["when was the Mary Rose raised"] },
      },
    ],
  },
  (state) => {
    const id = /web_[0-9a-f]{8,}/.exec(JSON.stringify(state.messages.at(-1)))?.[0] ?? "";
    return { answer: `# The Mary Rose\n\nThe hull of the Mary Rose was raised in 1982. \\cite{${id}}` };
  },
]);

const local = localSearchProvider(library);
const runsDir = process.argv[2] ?? (await mkdtemp(path.join(tmpdir(), "deepwell-example-")));
const run = await research({
  question: "When was the Mary Rose raised?",
  policy,
  search: [local],
  pages: [local],
  runsDir,
});
for await (const event of run) console.error(event.type);
const { status, directory, files } = await run.result;
library.close();

console.log(JSON.stringify({ status, directory, files }, null, 2));
