// A whole run over a real socket: a server on this machine plays the language model and says what a script says.
// node examples/03-model-server.ts [folder for the run directory]
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ingest, localSearchProvider, openaiCompatiblePolicy, openLibrary, research } from "../src/index.ts";
import { type LoopbackScript, startLoopbackModel } from "../src/testing.ts";

const question = "What does a late return cost?";
const script: LoopbackScript = ({ body }, index) => {
  if (index === 0) {
    const search = { action: "batch_search", queries: [question] };
    return { type: "message", toolCalls: [{ name: "batch_web_surfer", arguments: search }] };
  }
  // A server that is overloaded once: the same request is sent again, and the run goes on.
  if (index === 1) return { type: "error", status: 503, message: "overloaded" };
  const id = /web_[0-9a-f]{8,}/.exec(body)?.[0];
  const text = `<answer># Late returns\n\nA late return costs 20 cents per item and day. \\cite{${id}}</answer>`;
  return { type: "message", text, usage: { prompt_tokens: 900, completion_tokens: 40 } };
};

await using server = await startLoopbackModel(script);
const library = openLibrary(":memory:");
const paths = [path.join(import.meta.dirname, "documents")];
await ingest({ paths, library, signal: AbortSignal.timeout(60_000) });
const local = localSearchProvider(library);
const run = await research({
  question,
  policy: openaiCompatiblePolicy({ model: "anything", baseUrl: server.url, timeoutMs: 60_000 }),
  search: [local],
  pages: [local],
  runsDir: process.argv[2] ?? (await mkdtemp(path.join(tmpdir(), "deepwell-example-"))),
});
const { status, cost } = await run.result;
library.close();

console.log(JSON.stringify({ status, requests: server.requests.length, cost }, null, 2));
