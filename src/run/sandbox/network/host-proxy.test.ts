import { existsSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { publicAddress } from "../../../web/fake-hosts.ts";
import { type LoopbackSite, startSite } from "../../../web/loopback-site.fixture.ts";
import { findPrograms } from "../find-programs.ts";
import { openTerminals, type SandboxTerminals } from "../terminals.ts";
import type { HostProxyOptions } from "./host-proxy.ts";
import { readNamedHosts } from "./named-hosts.ts";

describe("named hosts", () => {
  it.each([
    ["example.org", ["example.org:80", "example.org:443"]],
    ["EXAMPLE.org:8080", ["example.org:8080"]],
    ["例え.jp", ["xn--r8jz45g.jp:80", "xn--r8jz45g.jp:443"]],
    ["[2001:db8::1]:443", ["[2001:db8::1]:443"]],
    ["2130706433:80", ["127.0.0.1:80"]],
  ])("are read as URLs are: %s", (text, hosts) => expect(readNamedHosts(text)).toEqual(hosts));

  it.each([
    "",
    "a b",
    "http://example.org",
    "example.org/path",
    "user@example.org",
    "example.org:99999",
    "*",
  ])("are nothing else: %s", (text) => expect(readNamedHosts(text)).toBeUndefined());
});

const isReady = findPrograms().type === "found" && existsSync("/usr/bin/curl");
const root = mkdtempSync(path.join(tmpdir(), "deepwell-network-"));
const minute = { timeout: 60_000 };
const asked: string[] = [];
let site: LoopbackSite;
beforeAll(async () => {
  site = await startSite((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    if (request.url === "/away") response.writeHead(302, { location: "http://other.example/" }).end();
    else response.end("hello from outside\n");
  });
});
const opened: SandboxTerminals[] = [];
afterEach(async () => {
  asked.length = 0;
  for (const terminals of opened.splice(0)) await terminals.close();
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

/** What a command says inside; everything that passed the check leads to the site. */
async function runner(network?: Partial<HostProxyOptions>) {
  const resolved: string[] = [];
  const usual: HostProxyOptions = {
    hosts: ["named.example:80", "named.example:443"],
    resolve: async (name) => {
      resolved.push(name);
      return [publicAddress];
    },
    route: () => ({ address: "127.0.0.1", port: site.port }),
  };
  const { signal } = new AbortController();
  const workspace = mkdtempSync(path.join(root, "workspace-"));
  const outcome = await openTerminals({
    workspace,
    signal,
    ...(network === undefined ? {} : { network: { ...usual, ...network } }),
  });
  if (outcome.type === "refused") throw new Error(outcome.refusal.why);
  opened.push(outcome.terminals);
  const run = async (command: string): Promise<string> => {
    const action = { type: "run" as const, command: `{ ${command}; } 2>&1; echo "code $?"` };
    const wait = { until: { type: "end" as const }, timeoutMs: 30_000 };
    const view = await outcome.terminals.act({ terminal: "main", action, wait, scrollback: 0 }, signal);
    return view.type === "view" ? (view.output?.text ?? "") : view.why;
  };
  return { run, resolved };
}

const curl = "curl -s --max-time 10 --retry 5 --retry-connrefused --retry-delay 1";

describe.skipIf(!isReady)("a sandbox with named hosts", () => {
  it("reaches them, by proxy and by tunnel, and nothing else", minute, async () => {
    const { run, resolved } = await runner({});
    expect(await run(`${curl} http://named.example/page?q=1`)).toContain("hello from outside");
    expect(await run(`${curl} -p http://named.example/tunnel`)).toContain("hello from outside");
    expect(asked).toEqual(["named.example/page?q=1", "named.example/tunnel"]);
    expect(resolved).toEqual(["named.example", "named.example"]);
    asked.length = 0;
    resolved.length = 0;
    const others: Readonly<Record<string, string>> = {
      "another host": `${curl} -f http://other.example/`,
      "another host by tunnel": `${curl} -f -p http://other.example/`,
      "another port": `${curl} -f -p http://named.example:22/`,
      "a host below it": `${curl} -f http://sub.named.example/`,
      "its address": `${curl} -f http://${publicAddress}/`,
      "the loopback of the machine by proxy": `${curl} -f http://127.0.0.1:${site.port}/ -x http://127.0.0.1:3128 --noproxy ''`,
      "the loopback of the machine": `timeout 5 bash -c ': </dev/tcp/127.0.0.1/${site.port}'`,
      "the network without the proxy": "timeout 5 bash -c ': </dev/tcp/1.1.1.1/80'",
      names: "getent hosts named.example",
      "another scheme": `${curl} -f -x http://127.0.0.1:3128 ftp://named.example/`,
    };
    for (const [name, command] of Object.entries(others)) {
      expect({ name, said: await run(command) }).toEqual({
        name,
        said: expect.not.stringContaining("code 0"),
      });
    }
    expect(asked).toEqual([]);
    expect(resolved).toEqual([]);
    expect(await run(`${curl} -L http://named.example/away`)).toContain("is not one of the allowed hosts");
    expect(asked).toEqual(["named.example/away"]);
  });

  it("does not reach a named host whose name leads to a private address", minute, async () => {
    const { run } = await runner({ resolve: async () => [publicAddress, "10.0.0.7"] });
    expect(await run(`${curl} http://named.example/`)).toContain("which is not public");
    expect(asked).toEqual([]);
  });

  it("reaches a private host that is named as one", minute, async () => {
    const host = `127.0.0.1:${site.port}`;
    const { run } = await runner({ hosts: [host], privateHosts: [host], route: (checked) => checked });
    expect(await run(`${curl} --noproxy '' http://${host}/`)).toContain("hello from outside");
    const { run: refused } = await runner({ hosts: [host], route: (checked) => checked });
    expect(await refused(`${curl} --noproxy '' http://${host}/`)).toContain("not a public address");
  });

  it("has no way out without them", minute, async () => {
    const { run } = await runner();
    expect(
      await run("ls /run; env | grep -i proxy; curl -s --max-time 5 http://named.example/"),
    ).not.toContain("proxy");
    expect(asked).toEqual([]);
  });
});
