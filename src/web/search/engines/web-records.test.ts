import { expect, test } from "vitest";
import { clientFor, startSite, untilDone } from "../../loopback-site.fixture.ts";
import { commonCrawl } from "./common-crawl.ts";
import { duckduckgo } from "./duckduckgo.ts";
import { fixtureText } from "./engine-site.fixture.ts";
import { engineWorld } from "./engine-world.fixture.ts";
import { gdelt } from "./gdelt.ts";
import { github } from "./github.ts";
import { secEdgar } from "./sec-edgar.ts";
import { wikidata } from "./wikidata.ts";

test("DuckDuckGo: a check for robots is a refusal", async () => {
  await using world = await engineWorld(duckduckgo, [
    { status: 202, body: fixtureText("duckduckgo-check.html") },
  ]);
  expect(await world.ask()).toMatchObject({ type: "failure", code: "REFUSED", retryable: false });
});

test("DuckDuckGo: robots.txt is asked, and what it forbids is not read", async () => {
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") response.end("User-agent: *\nDisallow: /html\n");
    else response.end(fixtureText("duckduckgo.html"));
  });
  await using client = clientFor([site]);
  const outcome = await duckduckgo({ client, baseUrl: site.origin }).search(
    { text: "x", limit: 1 },
    untilDone,
  );
  expect(outcome).toMatchObject({ type: "failure", code: "REFUSED" });
  expect(site.requests).toEqual([]);
});

test("DuckDuckGo: a query in Chinese is asked where Chinese is read", async () => {
  await using world = await engineWorld(duckduckgo, [fixtureText("duckduckgo.html")]);
  await world.ask({ text: "固态电池 循环寿命" });
  expect(world.received[0]?.query["kl"]).toBe("cn-zh");
});

test.each([
  ["Your search contained a keyword that was too short.", "REFUSED"],
  ["The specified phrase is too short.\n", "REFUSED"],
  ["Timespan is too short.", "REFUSED"],
  ["Invalid query start date.", "REFUSED"],
  ["Please limit requests to one every 5 seconds or contact us for larger queries.", "RATE_LIMITED"],
  ["<html><body>an invalid gateway</body></html>", "BAD_ANSWER"],
  ["", "BAD_ANSWER"],
])("GDELT: the sentence %j with a status of success is %s", async (body, code) => {
  await using world = await engineWorld(gdelt, [body]);
  expect(await world.ask()).toMatchObject({ type: "failure", code });
});

test("GDELT: languages go by their English names, and no news are older than its archive", async () => {
  await using world = await engineWorld(gdelt, ["{}"]);
  await world.ask({ text: "battery: (fire)", filters: { language: "zh-CN", until: "2017-06-30" } });
  expect(world.received[0]?.query).toMatchObject({
    query: "battery fire sourcelang:chinese",
    startdatetime: "20170101000000",
    enddatetime: "20170630235959",
  });
});

test("GDELT: words for which it refuses all of a request are left out, phrases stay", async () => {
  await using world = await engineWorld(gdelt, ["{}"]);
  await world.ask({ text: 'What is the state of "AI in the EU" & co-operation, a (new) law?' });
  expect(world.received[0]?.query["query"]).toBe('state "AI in the EU" co-operation new law');
});

test("GitHub: a query is no longer than is let through", async () => {
  await using world = await engineWorld(github, ['{"items":[]}']);
  await world.ask({ text: "x".repeat(400), filters: { since: "2024-01-01" } });
  expect(world.received[0]?.query["q"]).toBe(`${"x".repeat(256)} pushed:2024-01-01..*`);
});

test("EDGAR: without an email address the SEC is not asked, and the message says what to set", async () => {
  for (const contact of [{}, { contactUrl: "https://example.org/robots" }]) {
    await using world = await engineWorld(secEdgar, ["{}"], contact);
    expect(await world.ask()).toMatchObject({
      code: "REFUSED",
      message: expect.stringContaining("DEEPWELL_CONTACT_URL=mailto:"),
    });
    expect(world.received).toEqual([]);
  }
});

test("EDGAR: its page about too many requests is told from the one about undeclared tools", async () => {
  const page = (title: string) => ({
    status: 403,
    body: `<html><head><title>SEC.gov | ${title}</title></head></html>`,
  });
  const contact = { contactUrl: "mailto:ada@example.org" };
  await using world = await engineWorld(
    secEdgar,
    [
      page("Request Rate Threshold Exceeded"),
      page("Your Request Originates from an Undeclared Automated Tool"),
    ],
    contact,
  );
  expect(await world.ask()).toMatchObject({ code: "RATE_LIMITED" });
  expect(await world.ask()).toMatchObject({ code: "REFUSED" });
});

test("GitHub: a spent limit is over when its header says so", async () => {
  const now = Date.parse("2026-11-22T12:00:00.000Z") / 1_000;
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now + 42) };
  await using world = await engineWorld(github, [
    { status: 403, headers, body: '{"message":"API rate limit"}' },
  ]);
  expect(await world.ask()).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 42_000 });
});

test("GitHub: what one kind of search refuses does not take away what the others found", async () => {
  await using world = await engineWorld(github, ({ path }) =>
    path === "/search/repositories"
      ? fixtureText("github-repositories.json")
      : { status: 422, body: '{"message":"Validation Failed"}' },
  );
  const outcome = await world.ask();
  expect(outcome).toMatchObject({ type: "results", results: [{ title: "example/cell-model" }, {}] });
});

test("GitHub: with a key, code is searched too", async () => {
  const byPath = ({ path }: { readonly path: string }) =>
    fixtureText(`github-${path.split("/").at(-1)}.json`);
  await using world = await engineWorld(github, byPath, { key: "ghp-k3y" });
  const outcome = await world.ask();
  const titles = outcome.type === "results" ? outcome.results.map(({ title }) => title) : [];
  expect(titles).toEqual([
    "example/cell-model",
    "Cycle life is off by one",
    "src/cycles.py in example/cell-model",
    "example/bms",
  ]);
});

test("Common Crawl: a query that names no site finds nothing and asks nobody", async () => {
  await using world = await engineWorld(commonCrawl, ["[]"]);
  expect(await world.ask()).toEqual({ type: "results", results: [], unmapped: [] });
  expect(world.received).toEqual([]);
});

test("Common Crawl: a site is looked into as a whole, an address with a path below it; the newest crawl is kept", async () => {
  const urls: URL[] = [];
  await using site = await startSite((request, response) => {
    urls.push(new URL(request.url ?? "/", "http://127.0.0.1"));
    response.end(
      fixtureText(request.url === "/collinfo.json" ? "common-crawl-crawls.json" : "common-crawl-com.txt"),
    );
  });
  await using client = clientFor([site]);
  const engine = commonCrawl({ client, baseUrl: site.origin });
  await engine.search(
    { text: "site:example.org Battery life", limit: 2, filters: { language: "zh" } },
    untilDone,
  );
  await engine.search({ text: "https://example.org/docs/", limit: 2 }, untilDone);
  const [list, first, second, ...more] = urls;
  expect([list?.pathname, first?.pathname, second?.pathname, more]).toEqual([
    "/collinfo.json",
    "/CC-MAIN-2026-43-index",
    "/CC-MAIN-2026-43-index",
    [],
  ]);
  expect(first?.searchParams.getAll("filter")).toEqual([
    "=status:200",
    "~url:(?i).*(?:battery|life).*",
    "~languages:.*zho.*",
  ]);
  expect([second?.searchParams.get("url"), second?.searchParams.get("matchType")]).toEqual([
    "example.org/docs/",
    "prefix",
  ]);
});

test("Wikidata: where no name fits, the words are looked for in all there is", async () => {
  await using world = await engineWorld(wikidata, ({ query }) => {
    if (query["action"] === "wbsearchentities") return '{"search":[],"success":1}';
    if (query["action"] === "query") return '{"query":{"search":[{"title":"Q900001"},{"title":"Help:Q1"}]}}';
    return fixtureText(query["props"] === "labels" ? "wikidata-labels.json" : "wikidata-entities.json");
  });
  expect(await world.ask({ text: "固态 电池" })).toMatchObject({
    type: "results",
    results: [{ url: "https://www.wikidata.org/wiki/Q900001", title: "solid-state battery", language: "zh" }],
  });
  expect(world.received.map(({ query }) => query["languages"] ?? query["language"] ?? "")).toEqual([
    "zh",
    "",
    "zh",
    "zh",
  ]);
});

test("Wikidata: without names of properties an entity is still found", async () => {
  await using world = await engineWorld(wikidata, ({ query }) => {
    if (query["action"] === "wbsearchentities") return fixtureText("wikidata-names.json");
    return query["props"] === "labels" ? { status: 500, body: "" } : fixtureText("wikidata-entities.json");
  });
  expect(await world.ask()).toMatchObject({
    results: [
      { title: "solid-state battery", text: "# solid-state battery\n\nbattery with a solid electrolyte" },
    ],
  });
});

test("Wikidata: errors come with a status of success", async () => {
  await using world = await engineWorld(wikidata, [
    JSON.stringify({ error: { code: "maxlag", info: "Waiting for a server: 6 seconds lagged." } }),
    JSON.stringify({ error: { code: "badvalue", info: "Unrecognized value." } }),
  ]);
  expect(await world.ask()).toMatchObject({ code: "RATE_LIMITED", retryable: true });
  expect(await world.ask()).toMatchObject({ code: "REFUSED" });
});
