import fc from "fast-check";
import { expect, test } from "vitest";
import { pageKey } from "./canonical-url.ts";
import { type EngineList, mergeResults } from "./merge-results.ts";
import type { WebResult } from "./search-engine.ts";

const at = (url: string, more: Partial<WebResult> = {}): WebResult => ({
  url,
  title: url,
  snippet: "",
  ...more,
});
const list = (engine: string, ...results: readonly WebResult[]): EngineList => ({ engine, results });

test("a page that several engines found comes before one that a single engine ranked higher", () => {
  const merged = mergeResults([
    list("one", at("https://a.example/"), at("https://www.b.example/x?utm_source=one")),
    list("two", at("https://c.example/"), at("http://b.example/x/")),
  ]);
  expect(merged.map(({ url, engines }) => [url, engines])).toEqual([
    ["https://www.b.example/x", ["one", "two"]],
    ["https://a.example/", ["one"]],
    ["https://c.example/", ["two"]],
  ]);
  expect(merged[0]?.score).toBeCloseTo(2 / 62);
});

test("a page takes from each engine what the other leaves out, and https where there is a choice", () => {
  const merged = mergeResults([
    list("one", at("http://a.example/", { published: "2024" })),
    list("two", at("https://a.example/", { snippet: "snow", text: "# Snow", published: "2023" })),
  ]);
  expect(merged).toEqual([
    expect.objectContaining({
      url: "https://a.example/",
      snippet: "snow",
      text: "# Snow",
      published: "2024",
    }),
  ]);
});

test("an engine that lists a page twice does not vote for it twice", () => {
  const [once] = mergeResults([list("one", at("https://a.example/"))]);
  const [twice] = mergeResults([list("one", at("https://a.example/"), at("http://a.example/"))]);
  expect(twice).toEqual(once);
});

test("copies of one text on other sites are one result; pages of one site that share a title are not", () => {
  const title = "Thermal runaway in solid-state batteries reviewed";
  const merged = mergeResults([
    list("one", at("https://a.example/1", { title }), at("https://a.example/2", { title })),
    list("two", at("https://b.example/", { title: `${title} | Copy & Paste`, text: "abstract" })),
  ]);
  expect(merged.map(({ url, alsoAt, engines }) => ({ url, alsoAt, engines }))).toEqual([
    { url: "https://a.example/1", alsoAt: ["https://b.example/"], engines: ["one", "two"] },
    { url: "https://a.example/2", alsoAt: [], engines: ["one"] },
  ]);
  expect(merged[0]?.text).toBe("abstract");
  const short = mergeResults([
    list("one", at("https://a.example/", { title: "Home" })),
    list("two", at("https://b.example/", { title: "Home" })),
  ]);
  expect(short).toHaveLength(2);
});

test("whatever engines find, each page comes once, best first, and none is lost", () => {
  const url = fc.constantFrom(
    "http://a.example/",
    "https://www.a.example",
    "https://b.example/?x=1",
    "https://c.example/",
  );
  const results = fc.array(
    url.map((each) => at(each)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(fc.array(results, { maxLength: 4 }), (all) => {
      const merged = mergeResults(all.map((each, index) => list(`e${index}`, ...each)));
      const keys = merged.map((each) => pageKey(each.url));
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(keys)).toEqual(new Set(all.flat().map((each) => pageKey(each.url))));
      expect(merged.map(({ score }) => score)).toEqual(
        merged.map(({ score }) => score).toSorted((a, b) => b - a),
      );
    }),
  );
});
