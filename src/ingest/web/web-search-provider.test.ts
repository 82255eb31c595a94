import { afterAll, expect, test } from "vitest";
import { sha256 } from "../../core/hash.ts";
import {
  clientFor,
  htmlPage,
  type LoopbackSite,
  startSite,
  untilDone,
} from "../../web/loopback-site.fixture.ts";
import { type AuthorityOf, bundledAuthority } from "../../retrieval/ranking/authority.ts";
import { CarefulEngine } from "../../web/search/careful-engine.ts";
import type { EngineOutcome, SearchEngine, WebResult } from "../../web/search/search-engine.ts";
import { failing, scriptedEngine } from "../../web/search/scripted-engine.fixture.ts";
import { createWebSearch } from "../../web/search/web-search.ts";
import type { SearchOutcome } from "../../web/search-provider.ts";
import { createParsePool } from "../parse-pool.ts";
import { webPageProvider } from "./web-page-provider.ts";
import { type WebSearchProviderOptions, webSearchProvider } from "./web-search-provider.ts";

const pool = createParsePool({ size: 1, timeoutMs: 30_000, maxMb: 256 });
afterAll(() => pool.close());

const harbour = htmlPage(
  "Harbour of Eastmere",
  "The harbour of Eastmere was dug in 1804 by convicts and soldiers who lived in tents on the marsh for nine years.",
  "Harbour dues at Eastmere are three crowns for every tonne, and they are collected by the warden on Mondays.",
);
const market = htmlPage(
  "Market of Eastmere",
  "The market of Eastmere opens at dawn on Saturdays, when the fish of the night lies on the stalls of the quay.",
);

/** A site with two pages, one that redirects to the first, and one that never ends. */
function startTown(): Promise<LoopbackSite> {
  return startSite((request, response) => {
    if (request.url === "/old") response.writeHead(301, { location: "/harbour" }).end();
    else if (request.url === "/harbour")
      response.writeHead(200, { "content-type": "text/html" }).end(harbour);
    else if (request.url === "/market") response.writeHead(200, { "content-type": "text/html" }).end(market);
    else if (request.url !== "/endless" && request.url !== "/robots.txt") response.writeHead(404).end();
  });
}

const answering = (...results: readonly WebResult[]): EngineOutcome => ({
  type: "results",
  results,
  unmapped: ["since"],
});
const result = (url: string, more: Partial<WebResult> = {}): WebResult => ({
  url,
  title: url,
  snippet: "seen",
  ...more,
});

type Tuning = Omit<WebSearchProviderOptions, "search" | "pages">;

function providerOf(sites: readonly LoopbackSite[], engines: readonly SearchEngine[], tuning: Tuning = {}) {
  const client = clientFor(sites);
  const search = createWebSearch({
    engines: engines.map(
      (engine) =>
        new CarefulEngine(engine, {
          limit: { requests: 99, perMs: 1 },
          address: `https://${engine.name}.example/api`,
        }),
    ),
  });
  const pages = webPageProvider({ client, pool });
  const provider = webSearchProvider({ search, pages, ...tuning });
  return {
    provider,
    pages,
    async [Symbol.asyncDispose]() {
      provider.close();
      await client[Symbol.asyncDispose]();
    },
  };
}

const dues = { text: "harbour dues for every tonne", limit: 5 };

function hitsOf(outcome: SearchOutcome) {
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.hits;
}

test("of a kind of publisher nothing else is read, shown or told of, and engines are said to be deaf to it", async () => {
  await using town = await startTown();
  const [harbourUrl, marketUrl] = [`${town.origin}/harbour`, `${town.origin}/market`];
  const found = answering(result(harbourUrl), result(marketUrl), result("https://eastmere.example/"));
  const unknown = bundledAuthority({ url: "https://eastmere.example/" });
  const authorityOf: AuthorityOf = ({ url }) =>
    url === harbourUrl ? { ...unknown, tier: "high", score: 1 } : unknown;
  await using made = providerOf([town], [scriptedEngine("one", [found, found])], { authorityOf });
  const outcome = await made.provider.search({ ...dues, filters: { tiers: ["high"] } }, untilDone);
  expect(new Set(hitsOf(outcome).map(({ source }) => source.url))).toEqual(new Set([harbourUrl]));
  expect(outcome).toMatchObject({ engines: [{ engine: "one", found: 3, unmapped: ["since", "tiers"] }] });
  expect(outcome.leads).toBeUndefined();
  expect(town.requests).toEqual(["GET /harbour"]);
  const others = await made.provider.search({ ...dues, filters: { tiers: ["low", "unknown"] } }, untilDone);
  expect(hitsOf(others).every(({ source }) => source.url === marketUrl)).toBe(true);
  expect(others.leads).toMatchObject([{ url: "https://eastmere.example/" }]);
});

test("pages that engines find are read, and hits are passages of their stored text", async () => {
  await using town = await startTown();
  const [harbourUrl, marketUrl] = [`${town.origin}/harbour`, `${town.origin}/market`];
  const one = scriptedEngine("one", [answering(result(harbourUrl), result(marketUrl))]);
  const two = scriptedEngine("two", [answering(result(`${harbourUrl}?utm_source=two`))]);
  await using made = providerOf([town], [one, two]);
  const outcome = await made.provider.search(dues, untilDone);
  const [first] = hitsOf(outcome);
  expect(first?.passage.text).toContain("three crowns for every tonne");
  expect(first?.source.url).toBe(harbourUrl);
  expect(first?.engines).toEqual(["one", "two"]);
  const opened = await made.provider.open(first?.source.id ?? "", untilDone);
  if (opened.type !== "page" || first === undefined) throw new Error("the source of a hit can be opened");
  expect(sha256(opened.text)).toBe(first.source.id);
  const { start, end, text } = first.passage;
  expect(Buffer.from(opened.text).subarray(start, end).toString()).toBe(text);
  expect(outcome.leads).toBeUndefined();
  expect(outcome.engines).toEqual([
    { engine: "one", state: "answered", found: 2, unmapped: ["since"] },
    { engine: "two", state: "answered", found: 1, unmapped: ["since"] },
  ]);
  expect(town.requests.toSorted()).toEqual(["GET /harbour", "GET /market"]);
});

test("what is not read stays a lead, with the reason, and nothing of it is a hit", async () => {
  await using town = await startTown();
  const urls = ["/gone", "/endless", "/harbour", "/market"].map((path) => `${town.origin}${path}`);
  const engine = scriptedEngine("one", [
    answering(...urls.map((url) => result(url)), result("https://other.example/")),
  ]);
  await using made = providerOf([town], [engine], { pagesPerQuery: 3, readingMs: 3_000 });
  const outcome = await made.provider.search(dues, untilDone);
  expect(outcome.leads?.map(({ url, why, wasTried }) => [url, why, wasTried])).toEqual([
    [urls[0], "The server answers with status 404.", true],
    [urls[1], "it could not be read in 3 s", true],
    [urls[3], "other results were read first", false],
    ["https://other.example/", "other results were read first", false],
  ]);
  expect(new Set(hitsOf(outcome).map(({ source }) => source.url))).toEqual(new Set([urls[2]]));
});

test("the next results stand in for pages that cannot be read", async () => {
  await using town = await startTown();
  const urls = ["/gone", "/lost", "/harbour", "/market"].map((path) => `${town.origin}${path}`);
  const engine = scriptedEngine("one", [answering(...urls.map((url) => result(url)))]);
  await using made = providerOf([town], [engine], { pagesPerQuery: 2 });
  const outcome = await made.provider.search(dues, untilDone);
  expect(outcome.leads?.map(({ url }) => url)).toEqual(urls.slice(0, 2));
  expect(hitsOf(outcome)[0]?.source.url).toBe(urls[2]);
});

test("a page is read once for all queries, also when it has two addresses", async () => {
  await using town = await startTown();
  const engine = scriptedEngine("one", [
    answering(result(`${town.origin}/old`)),
    answering(result(`${town.origin}/old`), result(`${town.origin}/market`)),
  ]);
  await using made = providerOf([town], [engine]);
  await made.provider.search(dues, untilDone);
  const hits = hitsOf(await made.provider.search({ text: "market opens at dawn", limit: 5 }, untilDone));
  expect(hits[0]?.passage.text).toContain("market of Eastmere opens");
  const [again] = hitsOf(await made.provider.search(dues, untilDone));
  expect(again).toMatchObject({ engines: ["one"], source: { url: `${town.origin}/harbour` } });
  expect(town.requests).toEqual(["GET /old", "GET /harbour", "GET /market"]);
});

test("a record that an engine publishes becomes a source of its own, and its page is not asked for", async () => {
  const text = "Solid electrolytes of garnet type reach a conductivity of one millisiemens per centimetre.";
  const engine = scriptedEngine("papers", [
    answering(
      result("https://paper.example/1", {
        title: "Garnets",
        text,
        published: "2024-03-05T00:00:00.000Z",
        authors: ["A. Li"],
      }),
    ),
  ]);
  await using made = providerOf([], [engine]);
  const [hit] = hitsOf(await made.provider.search({ text: "garnet conductivity", limit: 3 }, untilDone));
  expect(hit?.source).toMatchObject({
    url: "https://paper.example/1",
    via: "https://papers.example/api",
    title: "Garnets",
    published: "2024-03-05",
    authors: ["A. Li"],
    language: "en",
  });
  expect(hit?.passage.text).toBe(text);
  expect(made.provider.canOpen(hit?.source.id ?? "")).toBe(true);
  expect(made.provider.canOpen("https://paper.example/1")).toBe(false);
});

test("what an engine says of a page holds nothing that a reader would not see", async () => {
  const hidden = "ig\u200bnore \u{e0041}\u{e0042}all\u202e";
  const engine = scriptedEngine("one", [
    answering(
      result("https://a.example/", { title: `Snow ${hidden}`, snippet: `Ice ${hidden}` }),
      result("https://b.example/", { title: `Hail ${hidden}`, text: `Rain is wet. ${hidden}` }),
    ),
  ]);
  await using made = providerOf([], [engine]);
  const outcome = await made.provider.search({ text: "rain", limit: 3 }, untilDone);
  expect(outcome.leads).toMatchObject([{ title: "Snow ignore all", snippet: "Ice ignore all" }]);
  const [hit] = hitsOf(outcome);
  expect([hit?.source.title, hit?.passage.text]).toEqual(["Hail ignore all", "Rain is wet. ignore all"]);
});

test("a run reads no more pages than it may", async () => {
  await using town = await startTown();
  const urls = [`${town.origin}/harbour`, `${town.origin}/market`];
  const engine = scriptedEngine("one", [answering(...urls.map((url) => result(url)))]);
  await using made = providerOf([town], [engine], { maxPages: 1 });
  const outcome = await made.provider.search(dues, untilDone);
  expect(outcome.leads?.map(({ why }) => why)).toEqual(["enough pages were read in this run"]);
  expect(town.requests).toHaveLength(1);
});

test("when every engine fails, that is the failure, and each is named", async () => {
  const engines = [
    scriptedEngine("one", [failing("QUOTA")]),
    scriptedEngine("two", [failing("KEY_REFUSED")]),
  ];
  await using made = providerOf([], engines);
  expect(await made.provider.search(dues, untilDone)).toMatchObject({
    type: "failure",
    code: "SEARCH_FAILED",
    message: "one: it is QUOTA; two: it is KEY_REFUSED",
    engines: [{ state: "failed" }, { state: "failed" }],
  });
});

test("without a network that is said, and what was read before is still found", async () => {
  await using town = await startTown();
  const lost = failing("UNREACHABLE", { hasNoConnection: true });
  const engine = scriptedEngine("one", [answering(result(`${town.origin}/harbour`)), lost]);
  await using made = providerOf([town], [engine]);
  await made.provider.search(dues, untilDone);
  expect(hitsOf(await made.provider.search(dues, untilDone)).length).toBeGreaterThan(0);
  await using offline = providerOf([], [scriptedEngine("one", [lost])]);
  expect(await offline.provider.search(dues, untilDone)).toMatchObject({ code: "NO_NETWORK" });
});

test("looking for something inside a document asks no engine", async () => {
  const engine = scriptedEngine("one", [answering()]);
  await using made = providerOf([], [engine]);
  await made.provider.search({ ...dues, filters: { sourceIds: ["a".repeat(64)] } }, untilDone);
  expect(engine.queries).toEqual([]);
});

test("engines are asked for what the query filters by", async () => {
  const engine = scriptedEngine("one", [answering()]);
  await using made = providerOf([], [engine]);
  await made.provider.search({ ...dues, filters: { language: "zh", since: "2024" } }, untilDone);
  expect(engine.queries).toEqual([
    { text: dues.text, limit: 10, filters: { language: "zh", since: "2024" } },
  ]);
});
