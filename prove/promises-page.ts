import { promises, type Promised } from "../test/promises.ts";
import { resultsOf, type StoredResult } from "./results.ts";

const introduction = `# Promises

What Deepwell promises, and how often it was tried without being broken. This page is written by
\`node prove/write-page.ts\` from [test/promises.ts](../test/promises.ts) and from the stored results of
\`npm run prove\` ([prove/results](../prove/results)); a test holds it to both.

Where a promise has a full form, one that takes too long for the suite, its runs are added up over their seeds. For the
others \`tried\` counts the tests of the suite that cite the promise, each of which tries many things. Zero failures in
N tries say, at 95 %, that fewer than 3/N of such tries fail.
`;

/** The page of all promises as Markdown, from what was stored alone. */
export function promisesPage(stored: (promise: string) => readonly StoredResult[] = resultsOf): string {
  const kept = promises.filter(({ status }) => status === "kept");
  const planned = promises.filter(({ status }) => status === "planned");
  return [
    introduction,
    "## Kept",
    "",
    "| promise | tried | failures | date | commit | command |",
    "|---|---|---|---|---|---|",
    ...kept.map((promise) => row(promise, stored(promise.id))),
    "",
    "## What is tried",
    "",
    ...kept.map(({ id, promise, how }) => `- **${id}**: ${promise} *Tried by:* ${how}.`),
    "",
    "## Not promised yet",
    "",
    ...planned.map(({ id, promise }) => `- **${id}**: ${promise}`),
    "",
  ].join("\n");
}

function row({ id }: Promised, stored: readonly StoredResult[]): string {
  const full = stored.filter(({ form }) => form === "full");
  const runs = full.length > 0 ? full : stored.filter(({ form }) => form === "suite").slice(-1);
  if (runs.length === 0) return `| ${id} | not run yet | | | | ${command(id, "")} |`;
  const sum = (of: (run: StoredResult) => number): string =>
    runs.reduce((total, run) => total + of(run), 0).toLocaleString("en");
  const tests = full.length > 0 ? "" : " tests";
  const dates = [...new Set(runs.map(({ date }) => date))].toSorted();
  const commits = [...new Set(runs.flatMap((run) => run.commit ?? []))];
  const how = runs.length === 1 ? command(id, options(runs[0])) : partsOf(id, runs);
  return `| ${id} | ${sum(({ tried }) => tried)}${tests} | ${sum(({ failures }) => failures)} | ${dates.join(", ")} | ${commits.join(", ")} | ${how} |`;
}

/** One whole in several runs; which they were stands with the results. */
function partsOf(id: string, runs: readonly StoredResult[]): string {
  const size = runs.some((run) => run.size !== undefined) ? " --size N" : "";
  return `${command(id, ` --seed N${size}`)} in [${runs.length} parts](../prove/results/${id}.json)`;
}

function options(run: StoredResult | undefined): string {
  return run === undefined || run.seed === 1 ? sizeOption(run) : ` --seed ${run.seed}${sizeOption(run)}`;
}

function sizeOption(run: StoredResult | undefined): string {
  return run?.size === undefined ? "" : ` --size ${run.size}`;
}

function command(id: string, parts: string): string {
  return `\`npm run prove -- ${id}${parts}\``;
}
