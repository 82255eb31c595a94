import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { clientFor, startSite, untilDone } from "../../loopback-site.fixture.ts";
import { engineWorld } from "./engine-world.fixture.ts";
import { stackExchange } from "./stack-exchange.ts";

const answer = (more: Record<string, unknown>) => JSON.stringify({ items: [], quota_remaining: 99, ...more });
const failure = (name: string, message: string) => ({
  status: 400,
  body: JSON.stringify({ error_id: 502, error_name: name, error_message: message }),
});

test("an answer that asks for a pause is used, and nothing is sent until the pause is over", async () => {
  await using world = await engineWorld(stackExchange, [answer({ backoff: 10 }), answer({})]);
  expect(await world.ask()).toMatchObject({ type: "results" });
  world.clock.advance(9_000);
  expect(await world.ask()).toMatchObject({ code: "RATE_LIMITED", retryable: true, retryAfterMs: 1_000 });
  expect(world.received).toHaveLength(1);
  world.clock.advance(1_000);
  expect(await world.ask()).toMatchObject({ type: "results" });
  expect(world.received).toHaveLength(2);
});

test("a spent quota holds until the day ends in UTC", async () => {
  await using world = await engineWorld(stackExchange, [answer({ quota_remaining: 0 }), answer({})]);
  expect(await world.ask()).toMatchObject({ type: "results" });
  expect(await world.ask()).toMatchObject({ code: "QUOTA", retryable: false, retryAfterMs: 12 * 3_600_000 });
  world.clock.advance(12 * 3_600_000);
  expect(await world.ask()).toMatchObject({ type: "results" });
});

test.each([
  [
    "throttle_violation",
    "too many requests from this IP, more requests available in 77 seconds",
    "RATE_LIMITED",
    77_000,
  ],
  ["throttle_violation", "Violation of backoff parameter", "RATE_LIMITED", undefined],
  ["bad_parameter", "`key` doesn't match a known application", "KEY_REFUSED", undefined],
  ["bad_parameter", "site is required", "REFUSED", undefined],
  ["temporarily_unavailable", "read only", "UNREACHABLE", undefined],
])("the error %s (%s) is %s", async (name, message, code, retryAfterMs) => {
  await using world = await engineWorld(stackExchange, [failure(name, message)]);
  const outcome = await world.ask();
  expect(outcome).toMatchObject({ type: "failure", code });
  expect("retryAfterMs" in outcome ? outcome.retryAfterMs : undefined).toBe(retryAfterMs);
});

test.each([
  ["math.stackexchange.com", "math"],
  ["stackoverflow.com", "stackoverflow"],
  ["mathoverflow.net", "mathoverflow.net"],
])("the domain %s is asked for as a site of its own", async (domain, site) => {
  await using world = await engineWorld(stackExchange, [answer({})]);
  expect(await world.ask({ filters: { domains: [domain] } })).toMatchObject({ unmapped: [] });
  expect(world.received[0]?.query["site"]).toBe(site);
});

test("answers are read as they come, compressed", async () => {
  await using site = await startSite((_request, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(answer({}))),
  );
  await using client = clientFor([site]);
  const engine = stackExchange({ client, baseUrl: site.origin });
  expect(await engine.search({ text: "x", limit: 1 }, untilDone)).toMatchObject({ type: "results" });
});
