import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { clientFor, startRawSite, startSite, untilDone } from "./loopback-site.fixture.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("a page is read with its status, headers, final URL and the redirects on the way", async () => {
  await using site = await startSite((request, response) => {
    if (request.url === "/old") response.writeHead(301, { location: "/new?a=1#part" }).end("moved");
    else response.writeHead(200, { "content-type": "text/plain", "x-a": "1" }).end("snow");
  });
  await using client = clientFor([site]);
  const outcome = await client.fetchBytes({ url: `${site.origin}/old#top` }, untilDone);
  expect(outcome).toMatchObject({
    type: "response",
    status: 200,
    url: `${site.origin}/new?a=1`,
    redirects: [`${site.origin}/old`],
    headers: { "content-type": "text/plain", "x-a": "1" },
    cached: "no",
  });
  expect(outcome.type === "response" && text(outcome.bytes)).toBe("snow");
});

test("an error page is a response with its status", async () => {
  await using site = await startSite((_request, response) => response.writeHead(404).end("nothing here"));
  await using client = clientFor([site]);
  expect(await client.fetchBytes({ url: site.origin }, untilDone)).toMatchObject({ status: 404 });
});

test("it says who it is, keeps no cookies and gives no referrer", async () => {
  const seen: Record<string, unknown>[] = [];
  await using site = await startSite((request, response) => {
    seen.push({ ...request.headers });
    if (request.url === "/a") response.writeHead(302, { location: "/b", "set-cookie": "id=1" }).end();
    else response.end("ok");
  });
  await using client = clientFor([site], { contactUrl: "https://example.org/bot" });
  await client.fetchBytes({ url: `${site.origin}/a` }, untilDone);
  expect(seen).toHaveLength(3);
  for (const headers of seen) {
    expect(headers["user-agent"]).toMatch(/^deepwell\/\S+ \(\+https:\/\/example\.org\/bot\)$/);
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
  }
});

test("a connection that breaks is tried again, and one that stays broken is a failure", async () => {
  let attempts = 0;
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    attempts += 1;
    if (request.url === "/once" && attempts > 1) response.end("late");
    else response.destroy();
  });
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => void pauses.push(ms);
  await using client = clientFor([site], { pause });
  expect(await client.fetchBytes({ url: `${site.origin}/once` }, untilDone)).toMatchObject({ status: 200 });
  expect(await client.fetchBytes({ url: `${site.origin}/never` }, untilDone)).toMatchObject({
    code: "BAD_RESPONSE",
    retryable: true,
  });
  expect(attempts).toBe(2 + 3);
});

test("a busy server is asked again after the time it names, if there is that much time", async () => {
  let asked = 0;
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    asked += 1;
    if (asked === 1) response.writeHead(429, { "retry-after": "7" }).end();
    else response.end("ok");
  });
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => void pauses.push(ms);
  await using client = clientFor([site], { pause });
  expect(await client.fetchBytes({ url: site.origin }, untilDone)).toMatchObject({ status: 200 });
  expect(pauses[0]).toBe(7_000);
  asked = 0;
  const short = await client.fetchBytes({ url: site.origin, timeoutMs: 6_000 }, untilDone);
  expect(short).toMatchObject({ status: 429 });
});

test("a host that answers no connection and a name without address are failures", async () => {
  const site = await startSite((_request, response) => response.end());
  await site[Symbol.asyncDispose]();
  const resolve = async (): Promise<readonly string[]> => {
    throw new Error("ENOTFOUND");
  };
  await using client = clientFor([site], { resolve });
  expect(await client.fetchBytes({ url: site.origin }, untilDone)).toMatchObject({ code: "CONNECT_FAILED" });
  expect(await client.fetchBytes({ url: "https://gone.example/" }, untilDone)).toMatchObject({
    code: "DNS_FAILED",
  });
});

test("what is no HTTP is a failure", async () => {
  await using site = await startRawSite((socket) => socket.end("SSH-2.0-server\r\n"));
  await using client = clientFor([site], { pause: async () => {} });
  expect(await client.fetchBytes({ url: site.origin }, untilDone)).toMatchObject({
    type: "failure",
    code: "BAD_RESPONSE",
  });
});

test("an abort rejects with its reason", async () => {
  await using site = await startSite(() => {});
  await using client = clientFor([site]);
  const controller = new AbortController();
  const fetched = client.fetchBytes({ url: site.origin }, controller.signal);
  controller.abort(new Error("enough"));
  await expect(fetched).rejects.toThrow("enough");
});

test("JSON of an API comes with any status, without asking robots.txt; other bodies are failures", async () => {
  let askedRobots = false;
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") askedRobots = true;
    if (request.method === "POST") {
      request.resume();
      const body = gzipSync(
        JSON.stringify({ accept: request.headers.accept, key: request.headers["x-key"] }),
      );
      response.writeHead(403, { "content-encoding": "gzip" }).end(body);
    } else response.end("<p>");
  });
  await using client = clientFor([site]);
  const url = `${site.origin}/search`;
  const request = { url, method: "POST", body: "{}", headers: { "x-key": "k" } } as const;
  expect(await client.fetchJson(request, untilDone)).toEqual({
    type: "json",
    url,
    status: 403,
    value: { accept: "application/json", key: "k" },
  });
  expect(await client.fetchJson({ url }, untilDone)).toMatchObject({ code: "BAD_JSON" });
  expect(askedRobots).toBe(false);
});

test("a host serves two requests at a time and no more", async () => {
  let waiting: (() => void)[] = [];
  let open = 0;
  let most = 0;
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    open += 1;
    most = Math.max(most, open);
    waiting.push(() => {
      open -= 1;
      response.end("ok");
    });
    if (waiting.length < 2) return;
    for (const answer of waiting) setImmediate(answer);
    waiting = [];
  });
  await using client = clientFor([site]);
  const urls = Array.from({ length: 20 }, (_, at) => `${site.origin}/${at}`);
  const outcomes = await Promise.all(urls.map((url) => client.fetchBytes({ url }, untilDone)));
  expect(outcomes.every((outcome) => outcome.type === "response")).toBe(true);
  expect({ most, requests: site.requests.length }).toEqual({ most: 2, requests: 20 });
});

test("the server is asked for exactly the URL that was judged", async () => {
  const seen: string[] = [];
  await using site = await startSite((request, response) => {
    seen.push(`http://${request.headers.host}${request.url}`);
    response.end("ok");
  });
  await using client = clientFor([site]);
  const part = fc.string({
    unit: fc.constantFrom(...Array.from("aZ0 /\\.%2e;:@&=+$,!*'()[]{}|^`~\"<>?é雪😀\t\n\u007f")),
  });
  await fc.assert(
    fc.asyncProperty(part, part, async (path, query) => {
      const written = `${site.origin}/${path}?${query}#${path}`;
      const judged = new URL(written);
      judged.hash = "";
      seen.length = 0;
      const outcome = await client.fetchJson({ url: written }, untilDone);
      expect(outcome).toMatchObject({ code: "BAD_JSON" });
      expect(seen).toEqual([judged.href]);
    }),
    { numRuns: 150 },
  );
});

test("a redirect to an address in Chinese is followed, percent-encoded or not", async () => {
  await using site = await startRawSite((socket) =>
    socket.on("data", (data) => {
      const path = / (\S+) HTTP/.exec(data.toString())?.[1] ?? "";
      const isPage = path === encodeURI("/雪") || path === "/robots.txt";
      const head = isPage ? "200 OK" : `302 Found\r\nlocation: ${path === "/raw" ? "/雪" : encodeURI("/雪")}`;
      socket.write(`HTTP/1.1 ${head}\r\ncontent-length: 0\r\n\r\n`);
    }),
  );
  await using client = clientFor([site]);
  for (const path of ["/raw", "/encoded"]) {
    const outcome = await client.fetchBytes({ url: `${site.origin}${path}` }, untilDone);
    expect(outcome, path).toMatchObject({ status: 200, url: `${site.origin}${encodeURI("/雪")}` });
  }
});

test("whether a page may be read is asked of the site once, for whoever reads its pages", async () => {
  let asked = 0;
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") {
      asked += 1;
      response.end("User-agent: *\nDisallow: /private/");
    } else response.end("a page");
  });
  await using client = clientFor([site]);
  expect(await client.mayRead(`${site.origin}/private/a`, untilDone)).toMatchObject({
    code: "ROBOTS_DENIED",
  });
  expect(await client.mayRead(`${site.origin}/open`, untilDone)).toMatchObject({ type: "allowed" });
  expect(await client.fetchBytes({ url: `${site.origin}/open` }, untilDone)).toMatchObject({
    type: "response",
  });
  expect(asked).toBe(1);
});
