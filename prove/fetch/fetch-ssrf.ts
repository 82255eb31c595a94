import { untilDone } from "../../src/web/loopback-site.fixture.ts";
import { blockedUrls, harmlessUrls, specialAddresses } from "../../src/web/policy/blocked-urls.fixture.ts";
import { isPublicAddress } from "../../src/web/policy/is-public-address.ts";
import type { FetchOutcome } from "../../src/web/transport/fetch-outcome.ts";
import { type GuardedWorld, guardedWorld } from "../../src/web/transport/guarded-world.fixture.ts";
import type { Proof } from "../proof.ts";

/** Every blocked URL as start and as target of a redirect, every special address as a DNS answer; and the harmless ones. */
export const fetchSsrf: Proof = {
  promise: "fetch.ssrf",
  async run({ say }) {
    await using world = await guardedWorld();
    const failures: string[] = [];
    let tried = 0;
    const expectRefusal = async (what: string, url: string): Promise<void> => {
      tried += 1;
      const outcome = await world.client.fetchBytes({ url }, untilDone);
      if (!wasRefused(outcome)) failures.push(`${what}: ${JSON.stringify(url)}`);
    };
    const urls = blockedUrls(world.port);
    for (const url of urls) await expectRefusal("start", url);
    say(`${urls.length} as start`);
    for (const url of redirectable(urls, world)) {
      world.redirectTo = url;
      await expectRefusal(`redirect to ${url}`, `http://www.example.com:${world.port}/go`);
    }
    say(`${tried} with redirects`);
    for (const [at, address] of specialAddresses.entries()) {
      world.addresses.set(`a${at}.example.com`, [address]);
      await expectRefusal(`DNS answer ${address}`, `http://a${at}.example.com:${world.port}/`);
    }
    for (const url of harmlessUrls(world.port)) {
      tried += 1;
      const outcome = await world.client.fetchBytes({ url }, untilDone);
      if (outcome.type === "failure") failures.push(`harmless, but ${outcome.code}: ${url}`);
    }
    if (world.touches() > 0) failures.push(`${world.touches()} connections reached the private site`);
    const special = world.reached.filter((address) => !isPublicAddress(address));
    failures.push(...special.map((address) => `connected to ${address}`));
    return { tried, failures };
  },
};

function wasRefused(outcome: FetchOutcome): boolean {
  return outcome.type === "failure" && /^(?:BLOCKED_|INVALID_URL$|BAD_REDIRECT$)/.test(outcome.code);
}

/** Those that lead elsewhere from a page of the public site, and that a header can carry. */
function redirectable(urls: readonly string[], { port }: GuardedWorld): readonly string[] {
  const base = `http://www.example.com:${port}/go`;
  return urls.filter(
    (url) => URL.parse(url, base)?.hostname !== "www.example.com" && !/[^\x20-\x7e]/.test(url),
  );
}
