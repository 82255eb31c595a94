import { expect, test } from "vitest";
import { present } from "../../core/present.ts";
import { untilDone } from "../loopback-site.fixture.ts";
import { keepsFilters } from "./keeps-filters.ts";
import { careful, failing, found, heldTime, scriptedEngine } from "./scripted-engine.fixture.ts";
import { createWebSearch } from "./web-search.ts";

const query = { text: "Eastmere ferry", limit: 5, language: "en" };
const offline = failing("UNREACHABLE", { hasNoConnection: true });

test("engines are asked at the same time, their results merged, and each is told of", async () => {
  const one = scriptedEngine("one", [found("https://a.example/", "https://b.example/")]);
  const two = scriptedEngine("two", [found("https://b.example/")]);
  const broken = scriptedEngine("broken", [failing("KEY_REFUSED")]);
  const search = createWebSearch({ engines: [one, two, broken].map((each) => careful(each)) });
  const outcome = await search.search(query, untilDone);
  expect(outcome.results.map(({ url, engines }) => [url, engines])).toEqual([
    ["https://b.example/", ["two", "one"]],
    ["https://a.example/", ["one"]],
  ]);
  expect(outcome.answers).toEqual([
    { engine: "one", intent: "general", state: "answered", found: 2, unmapped: [] },
    { engine: "two", intent: "general", state: "answered", found: 1, unmapped: [] },
    { engine: "broken", intent: "general", state: "failed", code: "KEY_REFUSED", why: "it is KEY_REFUSED" },
  ]);
  expect(search.health().get("broken")).toMatchObject({ asked: 1, failed: 1 });
  expect(one.queries).toEqual([{ text: "Eastmere ferry", limit: 5 }]);
});

test("a slow engine holds the others' answer no longer than its deadline", async () => {
  const engines = [scriptedEngine("slow", ["hang"]), scriptedEngine("fast", [found("https://a.example/")])];
  const search = createWebSearch({ engines: engines.map((each) => careful(each)), timeoutMs: 50 });
  const outcome = await search.search(query, untilDone);
  expect(outcome.results).toHaveLength(1);
  expect(outcome.answers).toMatchObject([{ state: "failed", code: "TIMEOUT" }, { state: "answered" }]);
});

test("where the chosen engines find nothing, the next ones are asked", async () => {
  const broken = scriptedEngine("broken", [failing("QUOTA")]);
  const empty = scriptedEngine("empty", [found()]);
  const spare = scriptedEngine("spare", [found("https://a.example/")]);
  const search = createWebSearch({ engines: [broken, empty, spare].map((each) => careful(each)), most: 2 });
  const outcome = await search.search(query, untilDone);
  expect(outcome.answers.map(({ engine, state }) => [engine, state])).toEqual([
    ["broken", "failed"],
    ["empty", "answered"],
    ["spare", "answered"],
  ]);
  const again = await search.search(query, untilDone);
  expect(again.answers.map(({ engine, state }) => [engine, state])).toEqual([
    ["empty", "answered"],
    ["spare", "answered"],
    ["broken", "skipped"],
  ]);
});

test("without a network nothing more is asked for a while, also by searches that began meanwhile", async () => {
  const said: string[] = [];
  const time = heldTime();
  const engines = [
    scriptedEngine("one", [offline]),
    scriptedEngine("two", [offline]),
    scriptedEngine("three", [offline]),
  ];
  const search = createWebSearch({
    engines: engines.map((each) => careful(each, time)),
    most: 2,
    clock: time.clock,
    onNoNetwork: (why) => void said.push(why),
  });
  const all = await Promise.all([1, 2, 3].map(() => search.search(query, untilDone)));
  expect(said).toEqual(["it is UNREACHABLE"]);
  expect(all.map(({ noNetwork }) => noNetwork)).toEqual(Array(3).fill("it is UNREACHABLE"));
  expect(engines.map(({ queries }) => queries.length)).toEqual([1, 1, 1]);
  time.clock.advance(60_000);
  await Promise.all([1, 2].map(() => search.search(query, untilDone)));
  expect(engines.map(({ queries }) => queries.length)).toEqual([3, 3, 3]);
  expect(said).toHaveLength(2);
});

test("one engine without a connection is no lost network", async () => {
  const engines = [scriptedEngine("one", [offline]), scriptedEngine("two", [failing("QUOTA")])];
  const search = createWebSearch({ engines: engines.map((each) => careful(each)) });
  expect(await search.search(query, untilDone)).not.toHaveProperty("noNetwork");
});

test("a search that is stopped rejects, and does not stop the next one", async () => {
  const engine = scriptedEngine("one", ["hang", found("https://a.example/")]);
  const search = createWebSearch({ engines: [careful(engine)] });
  const controller = new AbortController();
  const stopped = search.search(query, controller.signal);
  const next = search.search(query, untilDone);
  controller.abort(new Error("stopped"));
  await expect(stopped).rejects.toThrow("stopped");
  expect((await next).results).toHaveLength(1);
});

test("results that break a filter are left out, whatever the engine was asked", async () => {
  const engine = scriptedEngine("one", [
    found("https://a.example/", "https://x.b.example/", "https://ab.example/"),
  ]);
  const search = createWebSearch({ engines: [careful(engine)] });
  const filters = { domains: ["b.example", "a.example"], excludeDomains: ["x.b.example"] };
  const { results } = await search.search({ ...query, filters }, untilDone);
  expect(results.map(({ url }) => url)).toEqual(["https://a.example/"]);
  expect(engine.queries).toEqual([{ text: "Eastmere ferry", limit: 5, filters }]);
});

test.each([
  ["2024-03-01", true],
  ["2024-06-30T23:00:00.000Z", true],
  ["2024-07-01", false],
  ["2024-02-28", false],
  ["2024-03", true],
  ["2024", true],
  ["2023", false],
  [undefined, true],
])("a result of %s is kept between March and June 2024: %s", (published, expected) => {
  const result = { url: "https://a.example/", ...present({ published }) };
  expect(keepsFilters(result, { since: "2024-03-01", until: "2024-06-30" })).toBe(expected);
  expect(keepsFilters(result, { since: "2024-03", until: "2024-06" })).toBe(expected);
});
