import { expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { publicAddress } from "../fake-hosts.ts";
import { untilDone } from "../loopback-site.fixture.ts";
import {
  blockedUrls,
  harmlessUrls,
  publicAddresses,
  specialAddresses,
} from "../policy/blocked-urls.fixture.ts";
import { isPublicAddress } from "../policy/is-public-address.ts";
import type { FetchOutcome } from "./fetch-outcome.ts";
import { type GuardedWorld, guardedWorld } from "./guarded-world.fixture.ts";

const refusals = /^(?:BLOCKED_|INVALID_URL$|BAD_REDIRECT$|REDIRECT_LOOP$)/;

function wasRefused(outcome: FetchOutcome): boolean {
  return outcome.type === "failure" && refusals.test(outcome.code);
}

function expectUntouched(world: GuardedWorld): void {
  expect(world.touches()).toBe(0);
  expect(world.reached.filter((address) => !isPublicAddress(address))).toEqual([]);
}

test(`no blocked URL is fetched when it is asked for ${verifies("fetch.ssrf")}`, async () => {
  await using world = await guardedWorld();
  const urls = blockedUrls(world.port);
  const outcomes = await Promise.all(
    urls.map(async (url) => [url, await world.client.fetchBytes({ url }, untilDone)] as const),
  );
  expect(outcomes.filter(([, outcome]) => !wasRefused(outcome))).toEqual([]);
  const asJson = await Promise.all(urls.map((url) => world.client.fetchJson({ url }, untilDone)));
  expect(asJson.filter((outcome) => outcome.type === "json")).toEqual([]);
  expect(world.reached).toEqual([]);
  expectUntouched(world);
});

test(`no blocked URL is fetched when a page redirects to it ${verifies("fetch.ssrf")}`, async () => {
  await using world = await guardedWorld();
  const wrong: unknown[] = [];
  const start = `http://www.example.com:${world.port}/go`;
  // `http:/127.0.0.1/` is a path where the page itself is http. A header carries no line breaks and only Latin-1.
  const leadsElsewhere = (url: string): boolean => URL.parse(url, start)?.hostname !== "www.example.com";
  const targets = blockedUrls(world.port).filter((url) => leadsElsewhere(url) && !/[^\x20-\x7e]/.test(url));
  expect(targets.length).toBeGreaterThan(120);
  for (const target of targets) {
    world.redirectTo = target;
    const outcome = await world.client.fetchBytes(
      { url: `http://www.example.com:${world.port}/go` },
      untilDone,
    );
    if (!wasRefused(outcome)) wrong.push([target, outcome]);
  }
  expect(wrong).toEqual([]);
  expectUntouched(world);
});

test(`a name with an address that is not public is not connected ${verifies("fetch.ssrf")}`, async () => {
  await using world = await guardedWorld();
  const wrong: unknown[] = [];
  for (const [index, address] of specialAddresses.entries()) {
    const answers = [[address], [publicAddress, address], [address, publicAddress]];
    for (const [order, answer] of answers.entries()) {
      const name = `a${index}-${order}.example.com`;
      world.addresses.set(name, answer);
      const outcome = await world.client.fetchBytes({ url: `http://${name}:${world.port}/` }, untilDone);
      if (!wasRefused(outcome)) wrong.push([answer, outcome]);
    }
  }
  expect(wrong).toEqual([]);
  expect(world.reached).toEqual([]);
  expectUntouched(world);
});

test(`what only looks dangerous is fetched ${verifies("fetch.ssrf")}`, async () => {
  await using world = await guardedWorld();
  const outcomes = await Promise.all(
    harmlessUrls(world.port).map(
      async (url) => [url, await world.client.fetchBytes({ url }, untilDone)] as const,
    ),
  );
  expect(outcomes.filter(([, outcome]) => outcome.type === "failure")).toEqual([]);
  expect(publicAddresses.filter((address) => !world.reached.includes(address))).toEqual([]);
  expectUntouched(world);
});

test(`the private site can be reached by a client that names it ${verifies("fetch.ssrf")}`, async () => {
  await using outside = await guardedWorld();
  const namedHosts = [`127.0.0.1:${outside.port}`];
  await using world = await guardedWorld({ namedHosts });
  const outcome = await world.client.fetchBytes({ url: `http://127.0.0.1:${outside.port}/` }, untilDone);
  expect(outcome).toMatchObject({ type: "response", status: 200 });
  expect(outside.touches()).toBeGreaterThan(0);
});

test(`a name whose answer changes is connected only where it was checked ${verifies("fetch.rebind")}`, async () => {
  const answers: readonly (readonly string[])[] = [
    [publicAddress],
    ["127.0.0.1"],
    [publicAddress, "127.0.0.1"],
    ["::ffff:127.0.0.1"],
    ["2606:4700:4700::1111", publicAddress],
    ["169.254.169.254", publicAddress],
  ];
  let asked = 0;
  let seed = 20_261;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  const given: (readonly string[])[] = [];
  const resolve = async (): Promise<readonly string[]> => {
    asked += 1;
    // Answers come at once, after a turn of the event loop, or late within the same one.
    const kind = next() % 3;
    if (kind === 1) await new Promise(setImmediate);
    if (kind === 2) await Promise.resolve();
    const answer = answers[next() % answers.length] ?? [];
    given.push(answer);
    return answer;
  };
  await using world = await guardedWorld({ resolve });
  let read = 0;
  let refused = 0;
  for (let flip = 0; flip < 1_000; flip += 8) {
    const urls = Array.from({ length: 8 }, (_, at) => `http://n${flip + at}.example.com:${world.port}/`);
    const outcomes = await Promise.all(urls.map((url) => world.client.fetchBytes({ url }, untilDone)));
    read += outcomes.filter((outcome) => outcome.type === "response").length;
    refused += outcomes.filter(wasRefused).length;
  }
  expect(read + refused).toBe(1_000);
  expect(Math.min(read, refused)).toBeGreaterThan(50);
  // Every connection asked once, and what passed was in an answer that is public throughout.
  expect(world.reached.length).toBe(
    given.filter((answer) => answer.every(isPublicAddress)).reduce((sum, answer) => sum + answer.length, 0),
  );
  expect(asked).toBe(given.length);
  expectUntouched(world);
});
