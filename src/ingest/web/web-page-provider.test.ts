import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { makePdf } from "../../../test/documents/make-pdf.ts";
import { verifies } from "../../../test/promises.ts";
import { fakeClock } from "../../core/clock.ts";
import { sha256 } from "../../core/hash.ts";
import {
  type Answer,
  clientFor,
  type LoopbackSite,
  startSite,
  untilDone,
} from "../../web/loopback-site.fixture.ts";
import type { OpenOutcome, PageProvider } from "../../web/page-provider.ts";
import { blockedUrls } from "../../web/policy/blocked-urls.fixture.ts";
import { openWebStore } from "../../web/store/web-store.ts";
import { guardedWorld } from "../../web/transport/guarded-world.fixture.ts";
import { createParsePool } from "../parse-pool.ts";
import { webPageProvider, type WebPageProviderOptions } from "./web-page-provider.ts";

const pool = createParsePool({ size: 2, timeoutMs: 20_000, maxMb: 256 });
afterAll(() => pool.close());

const prose =
  "Snow was measured every spring by the people of the valley, who wrote the figures into a book. ";
const article = (title: string, rest = ""): string =>
  `<html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${prose.repeat(9)}</p>${rest}</main></body></html>`;

const html =
  (body: string): Answer =>
  (request, response) => {
    if (request.url !== "/robots.txt") response.writeHead(200, { "content-type": "text/html" }).end(body);
  };

type Opening = PageProvider & AsyncDisposable;

function providerFor(sites: readonly LoopbackSite[], options: Partial<WebPageProviderOptions> = {}): Opening {
  const client = clientFor(sites, { pause: async () => {} });
  const provider = webPageProvider({ client, pool, ...options });
  return {
    name: provider.name,
    canOpen: (ref) => provider.canOpen(ref),
    open: (ref, signal) => provider.open(ref, signal),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

const codeOf = (outcome: OpenOutcome): string => (outcome.type === "failure" ? outcome.code : "page");

test("a page comes as a document with passages, its final URL and when it was fetched", async () => {
  const page = article("Snow in the valley", '<p><a href="/more#part">More about ice</a></p>');
  await using site = await startSite((request, response) => {
    if (request.url === "/old") response.writeHead(301, { location: "/snow" }).end();
    else html(page)(request, response);
  });
  await using provider = providerFor([site], { given: [`${site.origin}/old#x`] });
  expect(provider.canOpen(`${site.origin}/old`)).toBe(true);
  const outcome = await provider.open(`${site.origin}/old`, untilDone);
  if (outcome.type === "failure") throw new Error(outcome.message);
  expect(outcome.source).toMatchObject({
    id: sha256(outcome.text),
    url: `${site.origin}/snow`,
    title: "Snow in the valley",
    collection: "web",
    mediaType: "text/html",
  });
  expect(outcome.source.fetched).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(outcome.links).toEqual([{ text: "More about ice", url: `${site.origin}/more#part` }]);
  const bytes = Buffer.from(outcome.text);
  expect(outcome.passages.length).toBeGreaterThan(0);
  for (const { start, end, text } of outcome.passages)
    expect(bytes.subarray(start, end).toString()).toBe(text);
  // By its id and a second time by its URL it comes without its server.
  expect(await provider.open(outcome.source.id.slice(0, 16), untilDone)).toEqual(outcome);
  expect(await provider.open(`${site.origin}/old`, untilDone)).toEqual(outcome);
  expect(site.requests).toEqual(["GET /old", "GET /snow"]);
});

test("the kind of a file is told by its content, whatever the server calls it", async () => {
  const pdf = makePdf([{ texts: [{ text: "The council met.", x: 72, y: 100, size: 12 }] }]);
  const gbk = Buffer.concat([
    Buffer.from("<p>"),
    Buffer.from("d1a9d4dad3ead6aec7b0", "hex"),
    Buffer.from("</p>".repeat(3)),
  ]);
  await using site = await startSite((request, response) => {
    if (request.url === "/paper") response.writeHead(200, { "content-type": "text/html" }).end(pdf);
    else if (request.url === "/gbk")
      response.writeHead(200, { "content-type": "text/html; charset=gbk" }).end(gbk);
    else if (request.url === "/movie")
      response.writeHead(200).end(Buffer.from("0000002066747970697366", "hex"));
    else response.writeHead(404).end();
  });
  const given = ["paper", "gbk", "movie"].map((name) => `${site.origin}/${name}`);
  await using provider = providerFor([site], { given });
  const [paper, chinese, movie] = await Promise.all(given.map((url) => provider.open(url, untilDone)));
  expect(paper).toMatchObject({ type: "page", text: "The council met.", source: { pageCount: 1 } });
  expect(chinese).toMatchObject({ type: "page", text: "雪在雨之前" });
  expect(movie).toMatchObject({ type: "failure", code: "UNSUPPORTED" });
});

test("failures have a code each and are told item by item", async () => {
  const answers: Readonly<Record<string, Answer>> = {
    "/gone": (_request, response) => response.writeHead(404).end("no"),
    "/broken": (_request, response) => response.writeHead(500).end("no"),
    "/empty": (_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(""),
    "/login": html("<title>Sign in</title><form>Please log in <input type=password></form>"),
    "/shell": html('<title>App</title><div id="root"></div><script src="a.js"></script>'),
    "/soft": html("<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>"),
    "/wall": html(
      `<title>Ice</title><script type="application/ld+json">{"isAccessibleForFree": false}</script><article><p>${prose}</p></article>`,
    ),
    "/robot": (_request, response) =>
      response
        .writeHead(403, { "cf-mitigated": "challenge", "content-type": "text/html" })
        .end("<title>x</title>"),
    "/good": html(article("Good")),
  };
  await using site = await startSite((request, response) => answers[request.url ?? ""]?.(request, response));
  const given = Object.keys(answers).map((path) => `${site.origin}${path}`);
  await using provider = providerFor([site], { given });
  const outcomes = await Promise.all(given.map((url) => provider.open(url, untilDone)));
  expect(outcomes.map(codeOf)).toEqual([
    "HTTP_ERROR",
    "HTTP_ERROR",
    "EMPTY",
    "LOGIN_REQUIRED",
    "NEEDS_JAVASCRIPT",
    "SOFT_404",
    "PAYWALL",
    "BOT_CHECK",
    "page",
  ]);
  expect(outcomes.map((outcome) => outcome.type === "failure" && outcome.retryable).slice(0, 2)).toEqual([
    false,
    true,
  ]);
});

test("a stored page is there for the next run under its id", async () => {
  const store = openWebStore(":memory:");
  await using site = await startSite(html(article("Kept")));
  await using first = providerFor([site], { store, given: [site.origin] });
  const outcome = await first.open(site.origin, untilDone);
  await using second = providerFor([], { store });
  const id = outcome.type === "page" ? outcome.source.id : "";
  expect(second.canOpen(id)).toBe(true);
  expect(await second.open(id, untilDone)).toEqual(outcome);
  expect(second.canOpen("0123456789abcdef")).toBe(false);
  store.close();
});

test("of a page that is gone the archived copy is read, when that is asked for", async () => {
  await using site = await startSite((request, response) => {
    const url = new URL(request.url ?? "", site.origin);
    if (url.pathname === "/available") {
      const archived = `${site.origin}/web/20200101000000/${url.searchParams.get("url")}`;
      const closest = { available: true, url: archived, timestamp: "20200101000000" };
      response.end(JSON.stringify({ archived_snapshots: { closest } }));
    } else if (url.pathname.startsWith("/web/20200101000000id_/"))
      html(article("As it was"))(request, response);
    else response.writeHead(410).end();
  });
  const url = `${site.origin}/gone`;
  await using plain = providerFor([site], { given: [url] });
  expect(codeOf(await plain.open(url, untilDone))).toBe("HTTP_ERROR");
  await using provider = providerFor([site], { given: [url], archiveUrl: `${site.origin}/available` });
  expect(await provider.open(url, untilDone)).toMatchObject({
    type: "page",
    source: { title: "As it was", url: `${site.origin}/web/20200101000000id_/${url}` },
  });
});

test(`no blocked URL is fetched when a page links to it ${verifies("fetch.ssrf")}`, async () => {
  await using world = await guardedWorld();
  const targets = blockedUrls(world.port);
  const escape = (url: string): string =>
    url.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const links = targets.map((url, at) => `<p><a href="${escape(url)}">The linked page number ${at}</a></p>`);
  const client = { ...world.client, fetchBytes: world.client.fetchBytes.bind(world.client) };
  await using site = await startSite(html(article("Links", links.join(""))));
  await using named = clientFor([site]);
  const provider = webPageProvider({
    client: {
      ...client,
      fetchBytes: (request, signal) =>
        request.url === `${site.origin}/`
          ? named.fetchBytes(request, signal)
          : world.client.fetchBytes(request, signal),
    },
    pool,
    given: [site.origin],
    siteLimits: { maxPages: 1_000, maxMs: 60_000 },
  });
  const start = await provider.open(site.origin, untilDone);
  const found = start.type === "page" ? (start.links ?? []) : [];
  expect(found.length).toBeGreaterThan(100);
  const publicHost = (url: string): boolean => URL.parse(url)?.port === String(site.port);
  const opened = await Promise.all(
    found.filter(({ url }) => !publicHost(url)).map(({ url }) => provider.open(url, untilDone)),
  );
  expect(opened.filter((outcome) => outcome.type === "page")).toEqual([]);
  expect({ touches: world.touches(), reached: world.reached }).toEqual({ touches: 0, reached: [] });
});

test(`pages that explode when they are parsed are stopped by nodes and memory ${verifies("fetch.bomb")}`, async () => {
  const many = (count: number, make: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => make(at)).join("");
  const bombs = [
    many(1_000, (at) => `<b id=${at}>`) + many(1_000, (at) => `<p>${at}`),
    many(1_500, (at) => `<font id=${at}><i>`) + many(2_000, () => "<table><tr><td>x"),
    "<div>".repeat(100_000),
    `<p ${many(50_000, (at) => `a${at}=b `)}>x</p>`,
    `<p>${"x".repeat(5_000_000)}</p>`,
    many(220_000, () => "<p>a</p>"),
    `<style>${many(20_000, (at) => `.a${at} .b${at}{display:none}`)}</style>${many(2_000, (at) => `<p class=a${at}>x`)}`,
  ];
  await using site = await startSite((request, response) => {
    const bomb = bombs[Number(request.url?.slice(1))];
    if (bomb !== undefined)
      response
        .writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" })
        .end(gzipSync(`<html>${bomb}`));
  });
  const given = bombs.map((_, at) => `${site.origin}/${at}`);
  await using provider = providerFor([site], { given });
  for (const url of given) {
    const outcome = await provider.open(url, untilDone);
    // A page of this size comes as what could be read of it, or not at all; never is the process in danger.
    if (outcome.type === "page") expect(outcome.text.length).toBeLessThan(6_000_000);
    else expect(outcome.code).toMatch(/^(?:EMPTY|TOO_LARGE|OUT_OF_MEMORY|TIMEOUT)$/);
  }
}, 120_000);

test(`the deadline covers the parsing ${verifies("fetch.slow")}`, async () => {
  await using site = await startSite(html(article("Slow")));
  const stuck = {
    ...pool,
    parse: () => new Promise<never>(() => {}),
  };
  await using provider = providerFor([site], { given: [site.origin], pool: stuck, timeoutMs: 300 });
  expect(await provider.open(site.origin, untilDone)).toMatchObject({ code: "TIMEOUT", retryable: true });
});

test(`a maze costs twenty pages and no more ${verifies("fetch.trap")}`, async () => {
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  const words = "ice snow valley spring river figure book winter measure people".split(" ");
  const text = (): string => Array.from({ length: 120 }, () => words[next() % words.length]).join(" ");
  await using site = await startSite((request, response) => {
    const links = Array.from(
      { length: 10 },
      () => `<li><a href="/maze/${next()}">Room ${next()} of it</a></li>`,
    );
    html(article(`Room ${request.url}`, `<p>${text()}.</p><ul>${links.join("")}</ul>`))(request, response);
  });
  await using provider = providerFor([site], { given: [site.origin] });
  // The worst reader there is: it opens everything it is shown.
  const queue = [site.origin];
  const codes: string[] = [];
  while (queue.length > 0 && codes.length < 200) {
    const outcome = await provider.open(queue.shift() ?? "", untilDone);
    codes.push(codeOf(outcome));
    if (outcome.type === "page") queue.push(...(outcome.links ?? []).map(({ url }) => url));
  }
  expect(codes.slice(20).every((code) => code === "SITE_BUDGET")).toBe(true);
  expect(site.requests).toHaveLength(20);
});

test(`a slow maze costs a minute and no more ${verifies("fetch.trap")}`, async () => {
  const clock = fakeClock();
  let room = 0;
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    clock.advance(9_000);
    html(article("Room", `<p><a href="/${(room += 1)}">The next room</a></p>`))(request, response);
  });
  await using provider = providerFor([site], { given: [site.origin], clock });
  let url: string | undefined = site.origin;
  for (let step = 0; step < 30 && url !== undefined; step += 1) {
    const outcome: OpenOutcome = await provider.open(url, untilDone);
    url = outcome.type === "page" ? outcome.links?.[0]?.url : undefined;
  }
  expect(site.requests.length).toBe(Math.ceil(60_000 / 9_000));
});
