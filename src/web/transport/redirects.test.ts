import { expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { clientFor, type LoopbackSite, startSite, untilDone } from "../loopback-site.fixture.ts";
import type { HopRequest, HopResponse } from "./exchange.ts";
import type { FetchOutcome } from "./fetch-outcome.ts";
import { nextHop } from "./next-hop.ts";

interface TwoSites extends AsyncDisposable {
  readonly first: LoopbackSite;
  readonly second: LoopbackSite;
  /** Headers that each request to the second site had. */
  readonly crossed: readonly Readonly<Record<string, unknown>>[];
  readonly bodies: readonly string[];
}

const secretHeaders = {
  authorization: "Bearer s3cret",
  cookie: "session=s3cret",
  "proxy-authorization": "Basic s3cret",
  "x-api-key": "s3cret",
  "x-custom": "s3cret",
};

/** `/STATUS/n` redirects n times, each time to `/STATUS/n-1`; `/to/STATUS/TARGET` redirects to the target. */
async function twoSites(): Promise<TwoSites> {
  const crossed: Readonly<Record<string, unknown>>[] = [];
  const bodies: string[] = [];
  const second = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    crossed.push({ ...request.headers });
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.end(`${request.method} second`);
    });
  });
  const first = await startSite((request, response) => {
    const url = request.url ?? "";
    const chain = /^\/(\d{3})\/(\d+)$/.exec(url);
    const jump = /^\/to\/(\d{3})\/(.*)$/.exec(url);
    if (chain?.[1] !== undefined && chain[2] !== "0") {
      response.writeHead(Number(chain[1]), { location: `/${chain[1]}/${Number(chain[2]) - 1}` }).end("moved");
    } else if (jump?.[1] !== undefined) {
      response.writeHead(Number(jump[1]), { location: decodeURIComponent(jump[2] ?? "") }).end();
    } else if (url !== "/robots.txt")
      response.end(`${request.method} ${String(request.headers["x-api-key"])}`);
  });
  return {
    first,
    second,
    crossed,
    bodies,
    async [Symbol.asyncDispose]() {
      await first[Symbol.asyncDispose]();
      await second[Symbol.asyncDispose]();
    },
  };
}

const textOf = (outcome: FetchOutcome): string =>
  outcome.type === "response" ? new TextDecoder().decode(outcome.bytes) : outcome.code;
const statuses = [301, 302, 303, 307, 308];

test(`chains end at ten redirects, circles at the first repetition ${verifies("fetch.loop")}`, async () => {
  await using sites = await twoSites();
  await using client = clientFor([sites.first, sites.second]);
  const read = async (path: string): Promise<string> =>
    textOf(await client.fetchBytes({ url: `${sites.first.origin}${path}` }, untilDone));
  for (const status of statuses) {
    expect(await read(`/${status}/10`), String(status)).toBe("GET undefined");
    expect(await read(`/${status}/11`), String(status)).toBe("TOO_MANY_REDIRECTS");
    expect(await read(`/to/${status}/%2Fto%2F${status}%2F`), String(status)).toBe("REDIRECT_LOOP");
    const self = `/to/${status}/`;
    expect(await read(self), String(status)).toBe("REDIRECT_LOOP");
  }
  const before = sites.first.requests.length;
  expect(await read("/302/1000")).toBe("TOO_MANY_REDIRECTS");
  expect(sites.first.requests.length - before).toBe(11);
});

test(`no header of the caller crosses to another origin ${verifies("fetch.loop")}`, async () => {
  await using sites = await twoSites();
  await using client = clientFor([sites.first, sites.second]);
  for (const status of statuses) {
    const url = `${sites.first.origin}/to/${status}/${encodeURIComponent(`${sites.second.origin}/x`)}`;
    const outcome = await client.fetchBytes({ url, headers: secretHeaders }, untilDone);
    expect(textOf(outcome)).toBe("GET second");
    const same = await client.fetchBytes(
      { url: `${sites.first.origin}/${status}/2`, headers: secretHeaders },
      untilDone,
    );
    expect(textOf(same)).toBe("GET s3cret");
  }
  expect(sites.crossed).toHaveLength(statuses.length);
  expect(JSON.stringify(sites.crossed)).not.toContain("s3cret");
});

test(`a body stays with its origin, and becomes a plain GET where HTTP says so ${verifies("fetch.loop")}`, async () => {
  await using sites = await twoSites();
  await using client = clientFor([sites.first, sites.second]);
  const post = async (path: string): Promise<string> => {
    const request = { url: `${sites.first.origin}${path}`, method: "POST", body: "s3cret" } as const;
    return textOf(await client.fetchBytes(request, untilDone));
  };
  const across = encodeURIComponent(`${sites.second.origin}/x`);
  for (const status of [301, 302, 303]) {
    expect(await post(`/${status}/1`)).toBe("GET undefined");
    expect(await post(`/to/${status}/${across}`)).toBe("GET second");
  }
  for (const status of [307, 308]) {
    expect(await post(`/${status}/1`)).toBe("POST undefined");
    expect(await post(`/to/${status}/${across}`)).toBe("BAD_REDIRECT");
  }
  expect(sites.bodies.join("")).toBe("");
});

test(`a redirect that is none, or leads out of the web, ends the fetch ${verifies("fetch.loop")}`, async () => {
  await using sites = await twoSites();
  await using client = clientFor([sites.first, sites.second]);
  const read = async (target: string): Promise<string> => {
    const url = `${sites.first.origin}/to/302/${encodeURIComponent(target)}`;
    return textOf(await client.fetchBytes({ url }, untilDone));
  };
  expect(await read("http://")).toBe("BAD_REDIRECT");
  expect(await read("https://[::1")).toBe("BAD_REDIRECT");
  expect(await read("ftp://www.example.com/")).toBe("BLOCKED_SCHEME");
  expect(await read("javascript:alert(1)")).toBe("BLOCKED_SCHEME");
  expect(await read("http://user:secret@www.example.com/")).toBe("BLOCKED_CREDENTIALS");
  expect(await read("http://127.0.0.1:1/")).toBe("BLOCKED_ADDRESS");
  expect(await read("//[::1]/")).toBe("BLOCKED_ADDRESS");
});

test(`nothing goes from https down to http, up it does ${verifies("fetch.loop")}`, () => {
  const policy = { namedHosts: new Set<string>(), ports: new Set([80, 443]) };
  const history = { visited: ["https://first.example/"], maxRedirects: 10, policy };
  const hop = (from: string, to: string): unknown => {
    const request: HopRequest = { url: new URL(from), method: "GET", headers: { "x-a": "1" } };
    const response: HopResponse = {
      type: "hop",
      status: 301,
      headers: { location: to },
      bytes: new Uint8Array(),
    };
    return nextHop(request, response, history);
  };
  expect(hop("https://a.example/", "http://a.example/b")).toMatchObject({ code: "INSECURE_REDIRECT" });
  expect(hop("https://a.example/", "http://b.example/")).toMatchObject({ code: "INSECURE_REDIRECT" });
  expect(hop("http://a.example/", "https://a.example/")).toMatchObject({ headers: {} });
  expect(hop("https://a.example/", "//a.example/b#c")).toMatchObject({
    url: new URL("https://a.example/b"),
    headers: { "x-a": "1" },
  });
});
