import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { fakeClock } from "../../core/clock.ts";
import { clientFor, startRawSite, startSite, untilDone } from "../loopback-site.fixture.ts";

type RobotsAnswer = (response: ServerResponse, count: number) => void;

/** Reads `/page` of a site that answers for its robots.txt as given: what came, and how often the file was asked for. */
async function readBehind(
  robots: RobotsAnswer,
  path = "/page",
): Promise<{ readonly ended: string; readonly asked: number }> {
  let asked = 0;
  await using site = await startSite((request, response) => {
    if (request.url?.startsWith("/robots") === true) robots(response, (asked += 1));
    else response.end("page");
  });
  await using client = clientFor([site], { pause: async () => {} });
  const outcome = await client.fetchBytes({ url: `${site.origin}${path}` }, untilDone);
  return { ended: outcome.type === "failure" ? outcome.code : String(outcome.status), asked };
}

const deny = "User-agent: *\nDisallow: /page\n";

test(`a page that is disallowed is not asked for ${verifies("fetch.robots")}`, async () => {
  await using site = await startSite((request, response) => {
    response.end(request.url === "/robots.txt" ? deny : "page");
  });
  await using client = clientFor([site]);
  const outcome = await client.fetchBytes({ url: `${site.origin}/page?a#b` }, untilDone);
  expect(outcome).toMatchObject({ type: "failure", code: "ROBOTS_DENIED", retryable: false });
  expect(site.requests).toEqual([]);
  expect(await client.fetchBytes({ url: `${site.origin}/other` }, untilDone)).toMatchObject({ status: 200 });
});

test(`without a robots.txt everything may be read, behind a broken one nothing ${verifies("fetch.robots")}`, async () => {
  for (const status of [400, 401, 403, 404, 410, 418, 451]) {
    const { ended } = await readBehind((response) => response.writeHead(status).end(deny));
    expect(ended, String(status)).toBe("200");
  }
  for (const status of [500, 501, 502, 503, 504, 599]) {
    const { ended } = await readBehind((response) => response.writeHead(status).end(""));
    expect(ended, String(status)).toBe("ROBOTS_UNREACHABLE");
  }
  expect((await readBehind((response) => response.writeHead(204).end())).ended).toBe("200");
  expect((await readBehind((response) => response.end(""))).ended).toBe("200");
  expect((await readBehind((response) => response.destroy())).ended).toBe("BAD_RESPONSE");
});

test(`five redirects are followed, a sixth means that there is none ${verifies("fetch.robots")}`, async () => {
  const chain =
    (length: number): RobotsAnswer =>
    (response, count) => {
      if (count <= length) response.writeHead(302, { location: `/robots-${count}.txt` }).end();
      else response.end(deny);
    };
  expect(await readBehind(chain(1))).toEqual({ ended: "ROBOTS_DENIED", asked: 2 });
  expect(await readBehind(chain(5))).toEqual({ ended: "ROBOTS_DENIED", asked: 6 });
  expect(await readBehind(chain(6))).toEqual({ ended: "200", asked: 6 });
  const intoTheHouse: RobotsAnswer = (response) =>
    response.writeHead(302, { location: "http://10.0.0.1/" }).end();
  expect((await readBehind(intoTheHouse)).ended).toBe("BLOCKED_ADDRESS");
});

test(`of a file only the first 500 KiB count ${verifies("fetch.robots")}`, async () => {
  const filler = "# nothing\n";
  const until = (bytes: number): string =>
    `User-agent: *\n${filler.repeat(Math.ceil(bytes / filler.length))}Disallow: /page\n`;
  expect((await readBehind((response) => response.end(until(480 * 1024)))).ended).toBe("ROBOTS_DENIED");
  expect((await readBehind((response) => response.end(until(600 * 1024)))).ended).toBe("200");
  expect((await readBehind((response) => response.end(`${deny}${filler.repeat(1_000_000)}`))).ended).toBe(
    "ROBOTS_DENIED",
  );
});

test(`every hop of a redirect asks its own host ${verifies("fetch.robots")}`, async () => {
  await using closed = await startSite((request, response) => {
    response.end(request.url === "/robots.txt" ? "User-agent: deepwell\nDisallow: /" : "page");
  });
  await using open = await startSite((request, response) => {
    if (request.url !== "/robots.txt") response.writeHead(302, { location: closed.origin }).end();
  });
  await using client = clientFor([open, closed]);
  expect(await client.fetchBytes({ url: open.origin }, untilDone)).toMatchObject({ code: "ROBOTS_DENIED" });
  expect(closed.requests).toEqual([]);
});

test(`one answer serves a host for a day, and a broken one for minutes ${verifies("fetch.robots")}`, async () => {
  let asked = 0;
  let status = 200;
  await using site = await startSite((request, response) => {
    if (request.url !== "/robots.txt") response.end("page");
    else response.writeHead(status).end(`# ${(asked += 1)}`);
  });
  const clock = fakeClock();
  await using client = clientFor([site], { clock, pause: async () => {} });
  const read = async (path: string): Promise<string> => {
    const outcome = await client.fetchBytes({ url: `${site.origin}${path}` }, untilDone);
    return outcome.type === "failure" ? outcome.code : "page";
  };
  expect(await Promise.all(["/a", "/b", "/c"].map(read))).toEqual(["page", "page", "page"]);
  clock.advance(23 * 3_600_000);
  await read("/d");
  expect(asked).toBe(1);
  clock.advance(2 * 3_600_000);
  status = 500;
  expect(await read("/e")).toBe("ROBOTS_UNREACHABLE");
  status = 200;
  expect(await read("/f")).toBe("ROBOTS_UNREACHABLE");
  clock.advance(6 * 60_000);
  expect(await read("/g")).toBe("page");
});

test(`a pause that is asked for is kept, up to a limit ${verifies("fetch.robots")}`, async () => {
  for (const [asked, kept] of [
    ["2", 2_000],
    ["3600", 10_000],
  ] as const) {
    await using site = await startSite((request, response) => {
      response.end(request.url === "/robots.txt" ? `User-agent: *\nCrawl-delay: ${asked}` : "page");
    });
    const pauses: number[] = [];
    const clock = fakeClock();
    const pause = async (ms: number): Promise<void> => {
      pauses.push(ms);
      clock.advance(ms);
    };
    await using client = clientFor([site], { clock, pause, hostDelayMs: 100 });
    for (const path of ["/a", "/b", "/c"])
      await client.fetchBytes({ url: `${site.origin}${path}` }, untilDone);
    // Before the first page only the usual pause after robots.txt itself.
    expect(pauses).toEqual([100, kept, kept]);
  }
});

test("a host that answers no HTTP is told as such, not as a matter of robots.txt", async () => {
  await using site = await startRawSite((socket) => socket.destroy());
  await using client = clientFor([site], { pause: async () => {} });
  expect(await client.fetchBytes({ url: site.origin }, untilDone)).toMatchObject({ code: "BAD_RESPONSE" });
});
