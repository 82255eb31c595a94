import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { createLeakScreen } from "../src/agent/guard/leak-screen.ts";
import { createParsePool } from "../src/ingest/parse-pool.ts";
import { webPageProvider } from "../src/ingest/web/web-page-provider.ts";
import { webSearchProvider } from "../src/ingest/web/web-search-provider.ts";
import type { Policy } from "../src/model/policy.ts";
import { type ScriptedTurn, scriptedPolicy } from "../src/model/scripted-policy.ts";
import { embeddedPolicy } from "../src/policy/embedded-policy.ts";
import { research, type ResearchResult } from "../src/research/research.ts";
import { clientFor, htmlPage, type LoopbackSite, startSite } from "../src/web/loopback-site.fixture.ts";
import { CarefulEngine } from "../src/web/search/careful-engine.ts";
import { searxng } from "../src/web/search/engines/searxng.ts";
import { wikipedia } from "../src/web/search/engines/wikipedia.ts";
import { createWebSearch } from "../src/web/search/web-search.ts";
import { deepwell } from "./deepwell-process.ts";
import { verifies } from "./promises.ts";

const folder = (name: string): string => mkdtempSync(path.join(tmpdir(), `deepwell-${name}-`));
const pool = createParsePool({ size: 1, timeoutMs: 30_000, maxMb: 256 });
afterAll(() => pool.close());

const harbour = htmlPage(
  "Harbour dues of Eastmere",
  "A boat that lies in the harbour of Eastmere pays harbour dues of three crowns for every tonne and week.",
  "The harbour was dug in 1804 by soldiers who lived in tents on the marsh beside the old ferry landing for nine years.",
);
const warden = htmlPage(
  "The harbour warden of Eastmere",
  "The warden of Eastmere collects the harbour dues on Monday mornings at the old customs house beside the quay.",
  "Fishing boats that are registered in Eastmere pay half of the harbour dues that other boats have to pay.",
);

const market = htmlPage(
  "Market of Eastmere",
  "The market of Eastmere opens at dawn on Saturdays, when the fish of the night lies on the stalls of the quay.",
);

/** A site of pages. */
function startPages(pages: Readonly<Record<string, string>>): Promise<LoopbackSite> {
  return startSite((request, response) => {
    const html = pages[request.url ?? ""];
    if (request.url !== "/robots.txt")
      response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html" }).end(html ?? "gone");
  });
}

interface Listed {
  readonly url: string;
  readonly title: string;
  readonly content: string;
}

/** A server that answers as SearXNG does, with the same pages whatever is asked. */
function startSearxng(results: readonly Listed[]): Promise<LoopbackSite> {
  return startSite((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ query: "", results, unresponsive_engines: [] }));
  });
}

const startBroken = (): Promise<LoopbackSite> =>
  startSite((_request, response) => void response.writeHead(500).end("oops"));

interface Town {
  readonly sites: readonly [LoopbackSite, LoopbackSite];
  readonly engine: LoopbackSite;
  readonly broken: LoopbackSite;
}

/** Two sites, a page that is gone, an engine that knows them and one that is broken. */
async function startTown(): Promise<Town & AsyncDisposable> {
  const [one, two] = [await startPages({ "/dues": harbour }), await startPages({ "/warden": warden })];
  const engine = await startSearxng([
    { url: `${one.origin}/dues`, title: "Harbour dues of Eastmere", content: "What boats pay" },
    { url: `${one.origin}/gone`, title: "A page that is gone", content: "Nothing" },
    {
      url: `${two.origin}/warden`,
      title: "The harbour warden of Eastmere",
      content: "Who collects harbour dues",
    },
  ]);
  const broken = await startBroken();
  const all = [one, two, engine, broken];
  return {
    sites: [one, two],
    engine,
    broken,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(all.map((site) => site[Symbol.asyncDispose]()));
    },
  };
}

const limit = { requests: 99, perMs: 1 };

interface Finished {
  readonly result: ResearchResult;
  readonly read: (file: string) => string;
}

interface Asking {
  readonly pagesPerQuery?: number;
  readonly secrets?: readonly string[];
}

async function ask(question: string, policy: Policy, town: Town, asking: Asking = {}): Promise<Finished> {
  const { pagesPerQuery = 5, secrets = [] } = asking;
  await using client = clientFor([...town.sites, town.engine, town.broken]);
  const pages = webPageProvider({ client, pool });
  const engines = [
    searxng({ client, baseUrl: town.engine.origin }),
    wikipedia({ client, baseUrl: town.broken.origin }),
  ];
  const search = createWebSearch({ engines: engines.map((engine) => new CarefulEngine(engine, { limit })) });
  const provider = webSearchProvider({ search, pages, pagesPerQuery });
  try {
    const run = await research({
      question,
      policy,
      search: [provider],
      pages: [pages, provider],
      runsDir: folder("runs"),
      unsupported: "strict",
      secrets,
    });
    const result = await run.result;
    return { result, read: (file) => readFileSync(path.join(run.directory, file), "utf8") };
  } finally {
    provider.close();
  }
}

const question = "What harbour dues does a boat pay at the harbour of Eastmere?";

it("the embedded policy searches a web, cites the pages it read, and the report says what was asked", async () => {
  await using town = await startTown();
  const { result, read } = await ask(question, embeddedPolicy(), town);
  const report = read("report.md");
  expect(result.status).toBe("answered");
  expect(report).toContain("three crowns");
  expect(report).toContain(`<${town.sites[0].origin}/dues>`);
  expect(report).toMatch(/^search: "searxng \(answered \d+\), wikipedia \(failed \d+(, skipped \d+)?\)"$/m);
  expect(report).toMatch(/^- wikipedia: Wikipedia cannot answer now/m);
  const { search } = JSON.parse(read("run.json"));
  expect(search).toMatchObject([{ engine: "searxng" }, { engine: "wikipedia", answered: 0 }]);
  expect(search[0].answered).toBeGreaterThan(0);
  expect(search[1].failed).toBeGreaterThan(0);
});

it("the embedded policy opens a lead that fits better than what was read", async () => {
  await using site = await startPages({ "/market": market, "/warden": warden });
  await using engine = await startSearxng([
    { url: `${site.origin}/market`, title: "Market of Eastmere", content: "Fish" },
    {
      url: `${site.origin}/warden`,
      title: "Who collects the harbour dues at Eastmere",
      content: "The warden collects the harbour dues at Eastmere.",
    },
  ]);
  await using broken = await startBroken();
  const town = { sites: [site, site], engine, broken } as const;
  const { read } = await ask("Who collects the harbour dues at Eastmere?", embeddedPolicy(), town, {
    pagesPerQuery: 1,
  });
  expect(site.requests).toEqual(["GET /market", "GET /warden"]);
  expect(read("report.md")).toContain("on Monday mornings at the old customs house");
});

it(`a policy opens a lead; what it only saw as a lead cannot be cited or printed ${verifies("search.lead")}`, async () => {
  await using town = await startTown();
  const call = (input: object): ScriptedTurn => ({
    toolCalls: [{ toolName: "batch_web_surfer", input: JSON.parse(JSON.stringify(input)) }],
  });
  const lead = `${town.sites[1].origin}/warden`;
  let seen = "";
  const policy = scriptedPolicy([
    call({ action: "batch_search", queries: ["harbour dues"] }),
    (state) => {
      seen = JSON.stringify(state.messages);
      return call({ action: "batch_open", urls: [lead] });
    },
    ({ messages }) => {
      const text = JSON.stringify(messages);
      const ids = [...text.slice(0, text.lastIndexOf("pay half")).matchAll(/web_[0-9a-f]{8}/g)];
      const gone = `${town.sites[0].origin}/gone`;
      return {
        answer: `# Dues\n\nFishing boats that are registered in Eastmere pay half of the harbour dues. \\cite{${ids.at(-1)?.[0]}} See [this](${gone}).`,
      };
    },
  ]);
  const { read } = await ask(question, policy, town, { pagesPerQuery: 2 });
  expect(seen).toContain("<lead ");
  expect(seen).toContain(`url=\\"${lead}\\"`);
  expect(seen).toContain("The server answers with status 404.");
  const report = read("report.md");
  expect(report).toContain("pay half");
  expect(report).toContain(`<${lead}>`);
  expect(report).not.toContain("/gone>");
  expect(report).not.toContain("/gone)");
  expect(report).toContain("1 page found on the web and not read.");
});

it("a secret in a query reaches no engine, however it is written", async () => {
  await using town = await startTown();
  const secret = "sk-4fZ9qLm27XcVb81TyR";
  const search = (text: string): ScriptedTurn => ({
    toolCalls: [{ toolName: "batch_web_surfer", input: { action: "batch_search", queries: [text] } }],
  });
  const written = [secret, secret.split("").toReversed().join(""), Buffer.from(secret).toString("base64")];
  const policy = scriptedPolicy([
    ...written.map((text) => search(`harbour ${text}`)),
    search("harbour dues"),
    { answer: "Nothing." },
  ]);
  const { result } = await ask(question, policy, town, { secrets: [secret] });
  expect(result.toolCalls).toBe(written.length + 1);
  const holdsSecret = createLeakScreen([secret]);
  const asked = [...town.engine.requests, ...town.broken.requests].map(decodeURIComponent);
  expect(asked.some((request) => request.includes("dues"))).toBe(true);
  expect(asked.filter(holdsSecret)).toEqual([]);
});

it("the command line refuses an engine that it does not know, before anything else", async () => {
  const { code, stderr } = await deepwell([question, "--search", "nowhere"]);
  expect(code).toBe(2);
  expect(stderr).toContain("There is no search engine nowhere.");
});
