import { parseDocument } from "../../src/document/parse-document.ts";
import { escapeHtml } from "../../src/report/render/html-text.ts";
import { publicAddress } from "../../src/web/fake-hosts.ts";
import { untilDone } from "../../src/web/loopback-site.fixture.ts";
import { blockedUrls, harmlessUrls, specialAddresses } from "../../src/web/policy/blocked-urls.fixture.ts";
import { isPublicAddress } from "../../src/web/policy/is-public-address.ts";
import type { FetchOutcome } from "../../src/web/transport/fetch-outcome.ts";
import { type GuardedWorld, guardedWorld } from "../../src/web/transport/guarded-world.fixture.ts";
import type { Proof } from "../proof.ts";

/**
 * Every blocked URL as start, as target of a redirect and as link of a page that was read, every special address as a
 * DNS answer, alone and beside a public one; and the harmless ones.
 */
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
    for (const url of await linksOf(urls, world)) await expectRefusal("link of a page", url);
    say(`${tried} with links`);
    for (const [at, address] of specialAddresses.entries()) {
      const mixes = [[address], [publicAddress, address], [address, publicAddress]];
      for (const [mix, answers] of mixes.entries()) {
        const name = `a${at}-${mix}.example.com`;
        world.addresses.set(name, answers);
        await expectRefusal(`DNS answer ${answers.join(", ")}`, `http://${name}:${world.port}/`);
      }
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

/** The URLs as a reader of a page gets them: what is no link to it cannot be followed. */
async function linksOf(urls: readonly string[], { port }: GuardedWorld): Promise<readonly string[]> {
  const html = urls.map((url, at) => `<p>See <a href="${escapeHtml(url)}">page ${at}</a>.</p>`).join("");
  const baseUrl = `http://www.example.com:${port}/`;
  const parsed = await parseDocument(Buffer.from(html), { contentType: "text/html; charset=utf-8", baseUrl });
  if (parsed.type === "failure") throw new Error(parsed.message);
  const found = parsed.document.links.map((link) => link.url);
  return found.filter((link) => URL.parse(link)?.hostname !== "www.example.com");
}

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
