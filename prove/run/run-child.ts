import process from "node:process";
import { embeddedPolicy } from "../../src/policy/embedded-policy.ts";
import { research, resume } from "../../src/research/research.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { localSearchProvider } from "../../src/retrieval/local-provider.ts";

/** Drives one run as a process of its own and names its directory and each event on stdout, so that it can be killed there. */
const [, , action, target = "", libraryFile = "", question = ""] = process.argv;
const provider = localSearchProvider(openLibrary(libraryFile, { readOnly: true }));
const common = { policy: embeddedPolicy(), search: [provider], pages: [provider] };
const run =
  action === "start"
    ? await research({ ...common, question, runsDir: target })
    : await resume({ ...common, directory: target });
process.stdout.write(`${run.directory}\n`);
for await (const event of run) process.stdout.write(`${event.type}\n`);
await run.result;
process.stdout.write("done\n");
