import fc from "fast-check";
import { expect, test } from "vitest";
import { arxiv } from "./arxiv.ts";
import { jatsText } from "./crossref.ts";
import { engineWorld } from "./engine-world.fixture.ts";
import { europePmc } from "./europe-pmc.ts";
import { openalex, rebuiltAbstract } from "./openalex.ts";
import { pubmed } from "./pubmed.ts";
import { semanticScholar } from "./semantic-scholar.ts";

test("an abstract is rebuilt from the positions of its words", () => {
  const words = fc.array(fc.stringMatching(/^[a-z,.]{1,6}$/), { maxLength: 60 });
  fc.assert(
    fc.property(words, (abstract) => {
      const index = new Map<string, number[]>();
      for (const [position, word] of abstract.entries())
        index.set(word, [...(index.get(word) ?? []), position]);
      expect(rebuiltAbstract(Object.fromEntries(index))).toBe(abstract.join(" "));
    }),
  );
});

test("positions that no abstract has are not believed", () => {
  expect(rebuiltAbstract({ far: [1e12], before: [-1], between: [0.5], first: [0], third: [7] })).toBe(
    "first third",
  );
});

test("OpenAlex: a spent day is told from too many requests by what is left", async () => {
  const body = JSON.stringify({ error: "Rate limit exceeded", message: "Daily limit exceeded" });
  const spent = { "x-ratelimit-remaining-usd": "0", "x-ratelimit-reset": "3600" };
  await using world = await engineWorld(openalex, [
    { status: 429, headers: spent, body },
    { status: 429, headers: { "x-ratelimit-remaining-usd": "0.5", "retry-after": "1" }, body },
  ]);
  expect(await world.ask()).toMatchObject({ code: "QUOTA", retryAfterMs: 3_600_000 });
  expect(await world.ask()).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 1_000 });
});

test("Crossref: markup of abstracts becomes paragraphs", () => {
  expect(jatsText("<p>Plain <b>HTML</b></p><p>too</p>")).toBe("Plain HTML\n\ntoo");
  expect(jatsText("<jats:title>摘要</jats:title><jats:p>样品</jats:p>")).toBe("样品");
  expect(jatsText("no markup")).toBe("no markup");
});

test("arXiv: an error comes as a feed with one entry", async () => {
  const entry = (id: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>${id}</id><title>Error</title><summary>incorrect id format for x</summary></entry></feed>`;
  await using world = await engineWorld(arxiv, [
    entry("http://arxiv.org/api/errors#incorrect_id_format_for_x"),
    { status: 503, headers: { "retry-after": "3" }, body: "busy" },
    { status: 429, body: "Rate exceeded." },
  ]);
  expect(await world.ask()).toEqual({
    type: "failure",
    code: "REFUSED",
    message: "arXiv refuses the request: incorrect id format for x",
    retryable: false,
  });
  expect(await world.ask()).toMatchObject({ code: "UNREACHABLE", retryAfterMs: 3_000 });
  expect(await world.ask()).toMatchObject({ code: "RATE_LIMITED" });
});

test("arXiv: operators and quotes of a query are words like others", async () => {
  await using world = await engineWorld(arxiv, [`<feed></feed>`]);
  await world.ask({ text: 'ti:"graph (neural)" ANDNOT all:x-ray 图' });
  expect(world.received[0]?.query["search_query"]).toBe(
    "all:ti OR all:graph OR all:neural OR all:ANDNOT OR all:all OR all:x-ray OR all:图",
  );
});

test.each([
  [{ error: "API rate limit exceeded", count: "4" }, "RATE_LIMITED"],
  [{ esearchresult: { ERROR: "Invalid db name specified: x" } }, "REFUSED"],
  [{ error: "API key invalid" }, "KEY_REFUSED"],
])("PubMed: %j is %s, and no work is asked for", async (body, code) => {
  await using world = await engineWorld(pubmed, [JSON.stringify(body)]);
  expect(await world.ask()).toMatchObject({ type: "failure", code });
  expect(world.received).toHaveLength(1);
});

test("PubMed: works that do not come are a failure, although their numbers came", async () => {
  const numbers = JSON.stringify({ esearchresult: { idlist: ["1", "2;drop"] } });
  await using world = await engineWorld(pubmed, [numbers, "<html><body>maintenance</body></html>"]);
  expect(await world.ask()).toMatchObject({ code: "BAD_ANSWER" });
  expect(world.received[1]?.query["id"]).toBe("1");
});

test("Europe PMC: errors come with a status of success; languages go by codes of libraries", async () => {
  await using world = await engineWorld(europePmc, [
    JSON.stringify({ version: "6.9", errCode: 404, errMsg: "Invalid query <b>x</b>" }),
  ]);
  const outcome = await world.ask({
    text: "固态电池 (寿命)",
    filters: { language: "zh-CN", since: "2024-01-01" },
  });
  expect(outcome).toMatchObject({
    code: "REFUSED",
    message: "Europe PMC refuses the request: Invalid query x",
  });
  expect(world.received[0]?.query["query"]).toBe(
    "(固态电池 寿命) AND FIRST_PDATE:[2024-01-01 TO 2026-11-22] AND LANG:chi",
  );
});

test("Semantic Scholar: an open range of dates stays open", async () => {
  await using world = await engineWorld(semanticScholar, [JSON.stringify({ total: 0 })]);
  await world.ask({ filters: { until: "2020-12-31" } });
  expect(world.received[0]?.query["publicationDateOrYear"]).toBe(":2020-12-31");
});
