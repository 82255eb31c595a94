import { expect, test } from "vitest";
import { untilDone } from "./loopback-site.fixture.ts";
import type { PageProvider } from "./page-provider.ts";
import { createRolloutCache } from "./rollout-cache.ts";
import { careful, failing, found, scriptedEngine } from "./search/scripted-engine.fixture.ts";
import { createWebSearch } from "./search/web-search.ts";
import type { SearchOutcome, SearchProvider, SearchQuery } from "./search-provider.ts";

const nothing: SearchOutcome = { type: "hits", hits: [], terms: [] };
const passing: SearchOutcome = { type: "failure", code: "TIMEOUT", message: "late", retryable: true };
const lasting: SearchOutcome = { type: "failure", code: "GONE", message: "gone", retryable: false };

interface Counted extends SearchProvider {
  readonly asked: readonly SearchQuery[];
  readonly signals: readonly AbortSignal[];
}

/** Answers when it is told to. */
function providerOf(answer: (query: SearchQuery, signal: AbortSignal) => Promise<SearchOutcome>): Counted {
  const asked: SearchQuery[] = [];
  const signals: AbortSignal[] = [];
  return {
    name: "counted",
    asked,
    signals,
    search(query, signal) {
      asked.push(query);
      signals.push(signal);
      return answer(query, signal);
    },
  };
}

const query = (text: string, filters = {}): SearchQuery => ({ text, limit: 5, filters });

test("identical queries are asked once, also at the same time, and others are not mixed up", async () => {
  const provider = providerOf(async () => nothing);
  const cache = createRolloutCache();
  const runs = [cache.search(provider), cache.search(provider)];
  const filtered = query("snow", { since: "2024", language: "en" });
  const turned = query("snow", { language: "en", since: "2024" });
  await Promise.all(
    runs.flatMap((run) => [run.search(query("snow"), untilDone), run.search(filtered, untilDone)]),
  );
  await runs[0]?.search(turned, untilDone);
  await runs[1]?.search(query("ice"), untilDone);
  expect(provider.asked).toEqual([query("snow"), filtered, query("ice")]);
  expect(cache.counts().queries).toEqual({ asked: 6, shared: 3 });
});

test("a failure that can pass is asked for again, and one that cannot is not", async () => {
  for (const [outcome, times] of [
    [passing, 2],
    [lasting, 1],
  ] as const) {
    const provider = providerOf(async () => outcome);
    const run = createRolloutCache().search(provider);
    for (let n = 0; n < 2; n++) expect(await run.search(query("snow"), untilDone)).toEqual(outcome);
    expect(provider.asked).toHaveLength(times);
  }
});

test("a run that gives up leaves the answer to the others; when all have, the work is stopped and done anew", async () => {
  const answers: ((outcome: SearchOutcome) => void)[] = [];
  const provider = providerOf(() => new Promise((resolve) => void answers.push(resolve)));
  const run = createRolloutCache().search(provider);
  const [one, two] = [new AbortController(), new AbortController()];
  const first = run.search(query("snow"), one.signal);
  const second = run.search(query("snow"), two.signal);
  one.abort(new Error("first gave up"));
  await expect(first).rejects.toThrow("first gave up");
  expect(provider.signals[0]?.aborted).toBe(false);
  answers[0]?.(nothing);
  expect(await second).toEqual(nothing);
  const last = new AbortController();
  const third = run.search(query("ice"), last.signal);
  last.abort(new Error("all gave up"));
  await expect(third).rejects.toThrow("all gave up");
  expect(provider.signals[1]?.aborted).toBe(true);
  const again = run.search(query("ice"), untilDone);
  answers[2]?.(nothing);
  expect(await again).toEqual(nothing);
  expect(provider.asked).toHaveLength(3);
});

test("what throws is thrown to everybody who waits, and tried again", async () => {
  let calls = 0;
  const provider = providerOf(async () => {
    calls += 1;
    if (calls === 1) throw new Error("a bug");
    return nothing;
  });
  const run = createRolloutCache().search(provider);
  const both = await Promise.allSettled([1, 2].map(() => run.search(query("snow"), untilDone)));
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await run.search(query("snow"), untilDone)).toEqual(nothing);
});

test("pages are opened once, and engines asked once", async () => {
  const opened: string[] = [];
  const pages: PageProvider = {
    name: "web",
    canOpen: (ref) => ref.startsWith("https:"),
    async open(ref) {
      opened.push(ref);
      return { type: "failure", code: "GONE", message: "gone", retryable: false };
    },
  };
  const answering = scriptedEngine("one", [found("https://a.example/")]);
  const failingFirst = scriptedEngine("two", [failing("QUOTA"), found("https://b.example/")]);
  const cache = createRolloutCache();
  const asked = { text: "snow", limit: 5, language: "en" };
  for (let n = 0; n < 2; n++) {
    const own = cache.pages(pages);
    expect(own.canOpen("file:///etc/passwd")).toBe(false);
    await own.open("https://a.example/", untilDone);
    await cache.engines(createWebSearch({ engines: [careful(answering)] })).search(asked, untilDone);
    await cache
      .engines(createWebSearch({ engines: [careful(failingFirst)] }))
      .search({ ...asked, text: "ice" }, untilDone);
  }
  expect(opened).toEqual(["https://a.example/"]);
  expect(answering.queries).toHaveLength(1);
  expect(failingFirst.queries).toHaveLength(2);
  expect(cache.counts()).toMatchObject({ pages: { asked: 2, shared: 1 }, engines: { asked: 4, shared: 1 } });
});

test("the oldest leaves where there are too many", async () => {
  const provider = providerOf(async () => nothing);
  const run = createRolloutCache({ most: 2 }).search(provider);
  for (const text of ["a", "b", "c", "c", "b", "a"]) await run.search(query(text), untilDone);
  expect(provider.asked.map(({ text }) => text)).toEqual(["a", "b", "c", "a"]);
});
