import fc from "fast-check";
import { expect, test } from "vitest";
import {
  blockedUrls,
  harmlessUrls,
  intranetNames,
  publicAddresses,
  specialAddresses,
} from "./blocked-urls.fixture.ts";
import { isIntranetName } from "./is-intranet-name.ts";
import { isPublicAddress } from "./is-public-address.ts";
import { hostOf, judgeUrl, parseNamedHost, webPorts } from "./url-policy.ts";

const policy = { namedHosts: new Set<string>(), ports: webPorts };

test("special addresses are not public, and their neighbours are", () => {
  expect(specialAddresses.filter(isPublicAddress)).toEqual([]);
  expect(publicAddresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test("what is no address is not public", () => {
  fc.assert(fc.property(fc.string(), (text) => !isPublicAddress(`${text}!`)));
  expect(["", "1.2.3", "2606:4700::1%eth0", "[::1]", "localhost"].filter(isPublicAddress)).toEqual([]);
});

test("no IPv6 address that carries a private IPv4 address by a known scheme is public", () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(part, part, fc.constantFrom("10", "127"), (b, c, first) => {
      const word = (high: number, low: number): string => (high * 256 + low).toString(16);
      const address = `${word(Number(first), b)}:${word(c, 1)}`;
      return [
        `::ffff:${address}`,
        `::${address}`,
        `64:ff9b::${address}`,
        `2002:${address}::1`,
        `2001::${address}`,
      ].every((carrier) => !isPublicAddress(carrier));
    }),
  );
});

test("names of local networks are known by their last label, others are not", () => {
  const canonical = intranetNames.map((name) => new URL(`http://${name}/`).hostname);
  expect(canonical.filter((name) => !isIntranetName(name))).toEqual([]);
  const open = [
    "www.example.com",
    "localhost.example.com",
    "internal.co.uk",
    "www.gov.cn",
    "xn--fiqs8s.xn--fiqs8s",
  ];
  expect(open.filter(isIntranetName)).toEqual([]);
});

test("blocked URLs are blocked with a code and a reason, harmless ones are not", () => {
  const verdicts = blockedUrls(8080).map((url) => [url, judgeUrl(url, policy)] as const);
  expect(verdicts.filter(([, verdict]) => verdict.type === "allowed").map(([url]) => url)).toEqual([]);
  const codes = new Set(verdicts.map(([, verdict]) => (verdict.type === "blocked" ? verdict.code : "")));
  expect([...codes].toSorted()).toEqual([
    "BLOCKED_ADDRESS",
    "BLOCKED_CREDENTIALS",
    "BLOCKED_HOST",
    "BLOCKED_PORT",
    "BLOCKED_SCHEME",
    "INVALID_URL",
  ]);
  const refused = harmlessUrls(8080).filter((url) => judgeUrl(url, policy).type === "blocked");
  expect(refused).toEqual([]);
});

test("a reason never repeats a password", () => {
  const verdict = judgeUrl("http://user:hunter2@127.0.0.1/?key=hunter2", policy);
  expect(JSON.stringify(verdict)).not.toContain("hunter2");
});

test("a host that is named is allowed with exactly its port, in whatever spelling", () => {
  const named = parseNamedHost("LocalHost:4711");
  expect(named).toBe("localhost:4711");
  const open = { ...policy, namedHosts: new Set([named ?? ""]) };
  expect(judgeUrl("http://localhost:4711/a", open).type).toBe("allowed");
  expect(judgeUrl("http://LOCALHOST:4711/a", open).type).toBe("allowed");
  expect(judgeUrl("http://localhost:4712/a", open).type).toBe("blocked");
  expect(judgeUrl("http://127.0.0.1:4711/a", open).type).toBe("blocked");
  expect(judgeUrl("ftp://localhost:4711/a", open).type).toBe("blocked");
  expect(judgeUrl("http://a:b@localhost:4711/", open).type).toBe("blocked");
});

test("a named host has a port and nothing else", () => {
  expect(parseNamedHost("127.0.0.1:80")).toBe("127.0.0.1:80");
  expect(parseNamedHost("[::1]:8080")).toBe("[::1]:8080");
  for (const wrong of [
    "localhost",
    "localhost:",
    "a:99999",
    "http://a:80",
    "a:80/b",
    "b@a:80",
    "*:80 ",
    "",
  ]) {
    expect(parseNamedHost(wrong), wrong).toBeUndefined();
  }
});

test("the canonical host of an allowed URL is what the WHATWG says", () => {
  const verdict = judgeUrl("HTTP://WWW.Example.COM:80/a/../b", policy);
  expect(verdict).toMatchObject({ type: "allowed", url: { href: "http://www.example.com/b" } });
  expect(hostOf(new URL("http://[2606:4700:4700::1111]/"))).toBe("2606:4700:4700::1111");
});
