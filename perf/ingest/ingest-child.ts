import process from "node:process";
import { ingest } from "../../src/ingest/ingest.ts";
import { openLibrary } from "../../src/retrieval/library.ts";

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) throw new Error("ingest-child.ts FOLDER LIBRARY");

const library = openLibrary(file);
const started = performance.now();
const summary = await ingest({ paths: [folder], library, signal: new AbortController().signal });
const seconds = (performance.now() - started) / 1000;
library.close();
console.log(
  JSON.stringify({
    seconds,
    peakMb: process.resourceUsage().maxRSS / 1024,
    read: summary.read,
    failures: summary.failures.length,
  }),
);
