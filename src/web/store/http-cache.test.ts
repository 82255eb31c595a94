import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "../../core/hash.ts";
import { clientFor, startSite, untilDone } from "../loopback-site.fixture.ts";
import { openWebStore, type StoredPage, type WebStore } from "./web-store.ts";

let folder = "";
let store: WebStore;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "deepwell-web-"));
  store = openWebStore(path.join(folder, "web.sqlite"));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const pageOf = (text: string): StoredPage => ({
  source: {
    id: sha256(text),
    url: "https://www.example.com/",
    title: "Snow",
    authors: [],
    mediaType: "text/html",
    collection: "web",
  },
  text,
  passages: [{ index: 0, kind: "paragraph", headingPath: [], text, start: 0, end: Buffer.byteLength(text) }],
  links: [{ text: "Next", url: "https://www.example.com/2" }],
});

test("a fresh answer serves again without its server, for other clients too", async () => {
  await using site = await startSite((request, response) => {
    if (request.url !== "/robots.txt")
      response.writeHead(200, { "cache-control": "max-age=600", "content-type": "text/plain" }).end("snow");
  });
  const url = `${site.origin}/page`;
  await using first = clientFor([site], { store });
  expect(await first.fetchBytes({ url }, untilDone)).toMatchObject({ cached: "no" });
  await using second = clientFor([site], { store });
  const again = await second.fetchBytes({ url }, untilDone);
  expect(again).toMatchObject({ type: "response", cached: "fresh", status: 200 });
  expect(again.type === "response" && Buffer.from(again.bytes).toString()).toBe("snow");
  expect(again.type === "response" && again.headers["content-type"]).toBe("text/plain");
  expect(site.requests).toEqual(["GET /page"]);
});

test("a stale answer is confirmed by its tag or date, and replaced when it has changed", async () => {
  let tag = '"one"';
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    const headers = { etag: tag, "cache-control": "max-age=0" };
    if (request.headers["if-none-match"] === tag) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(tag);
  });
  await using client = clientFor([site], { store });
  const read = async (): Promise<readonly string[]> => {
    const outcome = await client.fetchBytes({ url: `${site.origin}/page` }, untilDone);
    return outcome.type === "failure" ? [] : [outcome.cached, Buffer.from(outcome.bytes).toString()];
  };
  expect(await read()).toEqual(["no", '"one"']);
  expect(await read()).toEqual(["confirmed", '"one"']);
  tag = '"two"';
  expect(await read()).toEqual(["no", '"two"']);
  expect(await read()).toEqual(["confirmed", '"two"']);
});

test("what must not be stored is not, and neither is an answer to a request with headers or a body", async () => {
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    const control = request.url === "/secret" ? "no-store" : "max-age=600";
    response.writeHead(200, { "cache-control": control, vary: "authorization" }).end("{}");
  });
  await using client = clientFor([site], { store });
  for (const _ of [1, 2]) {
    await client.fetchBytes({ url: `${site.origin}/secret` }, untilDone);
    await client.fetchJson({ url: `${site.origin}/api`, headers: { authorization: "s3cret" } }, untilDone);
    await client.fetchJson({ url: `${site.origin}/api`, method: "POST", body: "{}" }, untilDone);
  }
  expect(site.requests).toHaveLength(6);
  expect(store.response(`${site.origin}/secret`)).toBeUndefined();
  expect(store.response(`${site.origin}/api`)).toBeUndefined();
});

test("a kept answer of a host that is not named any more is not given out", async () => {
  await using site = await startSite((_request, response) =>
    response.writeHead(200, { "cache-control": "max-age=600" }).end("inside"),
  );
  const url = `${site.origin}/page`;
  await using insider = clientFor([site], { store });
  await insider.fetchBytes({ url }, untilDone);
  await using outsider = clientFor([], { store });
  expect(await outsider.fetchBytes({ url }, untilDone)).toMatchObject({ code: "BLOCKED_ADDRESS" });
});

test("a store that cannot be used costs a fetch and nothing else", async () => {
  await using site = await startSite((_request, response) => response.end("snow"));
  const other = new DatabaseSync(path.join(folder, "web.sqlite"));
  other.exec("DROP TABLE item");
  other.close();
  await using client = clientFor([site], { store });
  await expect(client.fetchBytes({ url: site.origin }, untilDone)).resolves.toMatchObject({ status: 200 });
});

test("pages come back by their id or a prefix that fits one only", () => {
  const pages = Array.from({ length: 40 }, (_, at) => pageOf(`snow ${at}`));
  for (const page of pages) store.putPage(page);
  for (const page of pages) {
    expect(store.page(page.source.id)).toEqual(page);
    expect(store.page(page.source.id.slice(0, 12))).toEqual(page);
  }
  expect(store.page("0123456")).toBeUndefined();
  expect(store.page("ffffffffffff")).toBeUndefined();
});

test("the store stays under its size, and what was used least lately goes first", () => {
  const small = openWebStore(":memory:", { maxBytes: 100_000 });
  const key = (at: number): string => `https://www.example.com/${at}`;
  const response = {
    status: 200,
    bytes: new Uint8Array(9_000),
    fetchedAt: "2026-01-01T00:00:00.000Z",
    policy: "{}",
  };
  for (let at = 0; at < 40; at += 1) {
    small.putResponse(key(at), response);
    expect(small.size()).toBeLessThanOrEqual(100_000);
    expect(small.response(key(0)), `after ${at}`).toBeDefined();
  }
  expect(small.response(key(1))).toBeUndefined();
  expect(small.response(key(39))).toEqual(response);
  small.putResponse(key(99), { ...response, bytes: new Uint8Array(50_000) });
  expect(small.response(key(99))).toBeUndefined();
  small.close();
});

test("a damaged store is made anew", () => {
  const file = path.join(folder, "damaged.sqlite");
  writeFileSync(file, "this is no database at all, but long enough to be looked at as one".repeat(100));
  const made = openWebStore(file);
  made.putPage(pageOf("snow"));
  made.close();
  const again = openWebStore(file);
  expect(again.page(sha256("snow"))).toBeDefined();
  again.close();
});
