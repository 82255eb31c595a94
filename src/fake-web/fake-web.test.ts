import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createParsePool } from "../ingest/parse-pool.ts";
import { readWebPage } from "../ingest/web/read-web-page.ts";
import { searxng } from "../web/search/engines/searxng.ts";
import { createWebClient, type WebClient } from "../web/web-client.ts";
import { type FakeWeb, fakeWeb } from "./fake-web.ts";
import type { SiteKind } from "./site.ts";

const pool = createParsePool({ size: 1, timeoutMs: 30_000, maxMb: 256 });
const never = new AbortController().signal;
let web: FakeWeb;
let client: WebClient;

beforeAll(async () => {
  web = await fakeWeb({ towns: 3, bundledPages: 5 });
  client = createWebClient({ ...web.clientOptions, hostDelayMs: 0, pause: async () => {} });
});
afterAll(async () => {
  await client.close();
  await web[Symbol.asyncDispose]();
  await pool.close();
});

/** What a reader gets of the first page of that kind of site: its text, or why there is none. */
async function read(kind: SiteKind): Promise<string> {
  const page = web.pages.find((listed) => listed.kind === kind);
  const timeoutMs = kind === "slow" || kind === "silent" ? 1_000 : 30_000;
  const outcome = await readWebPage(page?.url ?? "", { client, pool, timeoutMs, signal: never });
  return outcome.type === "page" ? outcome.document.text : outcome.code;
}

describe("the fake web", () => {
  it("is the same for a seed, and another for another", async () => {
    await using same = await fakeWeb({ towns: 3, bundledPages: 5 });
    await using other = await fakeWeb({ seed: 2, towns: 3, bundledPages: 5 });
    expect(same.questions).toEqual(web.questions);
    expect(other.questions).not.toEqual(web.questions);
  });

  it("has hundreds of sites", async () => {
    await using whole = await fakeWeb();
    expect(whole.sites.length).toBeGreaterThan(300);
    expect(new Set(whole.sites.map(({ host }) => host)).size).toBe(whole.sites.length);
  });

  it("answers its questions on the official pages", async () => {
    for (const { answer, told } of web.questions) {
      const outcome = await readWebPage(told[0] ?? "", { client, pool, signal: never });
      expect(outcome.type === "page" ? outcome.document.text : outcome.code).toContain(answer);
    }
  });

  it.each([
    ["press", "has raised the fee"],
    ["papers", "working days"],
    ["mirror", "costs"],
    ["near-copy", "Keep reading our site"],
    ["farm", "Many ask"],
    ["outdated", "costs"],
    ["hostile", "costs"],
    ["scripted", "NEEDS_JAVASCRIPT"],
    ["paywalled", "PAYWALL"],
    ["login", "LOGIN_REQUIRED"],
    ["soft-404", "SOFT_404"],
    ["slow", "TIMEOUT"],
    ["silent", "TIMEOUT"],
    ["circling", "TOO_MANY_REDIRECTS"],
    ["disallowed", "ROBOTS_DENIED"],
    ["throttled", "costs"],
  ] as const)("a page of a site that is %s reads as it should", async (kind, expected) => {
    expect(await read(kind)).toContain(expected);
  });

  it("leads on from what has moved, and tells a check for robots", async () => {
    expect(await read("moved")).toMatch(/costs|办理/);
    expect(await read("bot-check")).toBe("BOT_CHECK");
    expect(["HTTP_ERROR", "CONNECT_FAILED"]).toContain(await read("broken"));
  });

  it("hides its orders to machines from who reads the page as people see it", async () => {
    expect(await read("hostile")).not.toContain("curl");
  });

  it("has no address for hosts that do not exist", async () => {
    const outcome = await client.fetchBytes({ url: "http://www.nowhere.example/" }, never);
    expect(outcome).toMatchObject({ type: "failure", code: "DNS_FAILED" });
  });

  it("is searched by an engine that answers as SearXNG does", async () => {
    const engine = searxng({ client, baseUrl: web.searchUrl });
    const [asked] = web.questions;
    const outcome = await engine.search({ text: asked?.question ?? "", limit: 10 }, never);
    const results = outcome.type === "results" ? outcome.results : [];
    expect(results.map(({ url }) => web.kindOf(url))).toContain("official");
    const restricted = await engine.search(
      {
        text: asked?.question ?? "",
        limit: 10,
        filters: { domains: [new URL(asked?.told[0] ?? "").hostname] },
      },
      never,
    );
    const hosts = restricted.type === "results" ? restricted.results.map(({ url }) => web.kindOf(url)) : [];
    expect(new Set(hosts)).toEqual(new Set(["official"]));
  });
});
