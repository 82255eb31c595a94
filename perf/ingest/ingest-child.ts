import { readFileSync } from "node:fs";
import process from "node:process";
import { ingest } from "../../src/ingest/ingest.ts";
import { openLibrary } from "../../src/retrieval/library.ts";

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) throw new Error("ingest-child.ts FOLDER LIBRARY");

/** Memory of the process's own: without the pages of the index file that are mapped into it and can go at any time. */
function ownMb(): number {
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

let peakOwnMb = 0;
const watch = setInterval(() => {
  peakOwnMb = Math.max(peakOwnMb, ownMb());
}, 50);
const library = openLibrary(file);
const started = performance.now();
const summary = await ingest({ paths: [folder], library, signal: new AbortController().signal });
const seconds = (performance.now() - started) / 1000;
library.close();
clearInterval(watch);
console.log(
  JSON.stringify({
    seconds,
    peakOwnMb,
    peakMb: process.resourceUsage().maxRSS / 1024,
    read: summary.read,
    failures: summary.failures.length,
  }),
);
