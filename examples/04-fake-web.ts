// Research on a web, without the web: hundreds of made-up sites on this machine, with a search engine over them.
// node examples/04-fake-web.ts [folder for the run directory]
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  CarefulEngine,
  createParsePool,
  createWebClient,
  createWebSearch,
  embeddedPolicy,
  engineList,
  research,
  webPageProvider,
  webSearchProvider,
} from "../src/index.ts";
import { fakeWeb } from "../src/testing.ts";

const runsDir = process.argv[2] ?? (await mkdtemp(path.join(tmpdir(), "deepwell-example-")));
await using web = await fakeWeb({ towns: 6, bundledPages: 10 });
const client = createWebClient({ ...web.clientOptions, hostDelayMs: 0, timeoutMs: 4_000 });
const pool = createParsePool({ size: 1, timeoutMs: 30_000 });

const entry = engineList.find(({ name }) => name === "searxng");
if (entry === undefined) throw new Error("Deepwell has a SearXNG adapter");
const engine = entry.make({ client, baseUrl: web.searchUrl });
const search = createWebSearch({
  engines: [new CarefulEngine(engine, { limit: entry.limit, address: web.searchUrl })],
});
const pages = webPageProvider({ client, pool });
const found = webSearchProvider({ search, pages, readingMs: 3_000 });

const [asked] = web.questions;
if (asked === undefined) throw new Error("the fake web has questions");
const run = await research({
  question: asked.question,
  policy: embeddedPolicy(),
  search: [found],
  pages: [pages, found],
  runsDir,
  limits: { maxTurns: 8 },
});
const { status, directory } = await run.result;
found.close();
await Promise.all([client.close(), pool.close()]);

const kinds = web.requests.map((request) => web.kindOf(request.split(" ")[1] ?? "") ?? "search");
console.error(`${status}: ${directory}`);
console.error(`expected: ${asked.answer}; asked for ${new Set(kinds).size} kinds of sites`);
console.log(await readFile(path.join(directory, "report.md"), "utf8"));
