import { expect, test } from "vitest";
import { createWebClient } from "../../web/web-client.ts";
import { startSite, untilDone } from "../../web/loopback-site.fixture.ts";
import type { PageProvider } from "../../web/page-provider.ts";
import { openSearch } from "./open-search.ts";
import { searchSettings } from "../search-settings.ts";

const noPages: PageProvider = {
  name: "none",
  canOpen: () => false,
  open: async () => ({ type: "failure", code: "NOT_FOUND", message: "nothing", retryable: false }),
};

test("an engine on a private host is asked where it was set up, and no page can be read from there", async () => {
  await using site = await startSite((_request, response) => {
    const results = [{ url: "https://example.org/a", title: "Snow", content: "All about snow." }];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ results }));
  });
  const environment = { SEARX_URL: site.origin };
  const { engines } = searchSettings({ search: ["searxng"] }, { environment, isWebOn: true });
  const opened = openSearch(engines, { pages: noPages });
  const ask = () => opened.provider.search({ text: "snow", limit: 3 }, untilDone);
  const [outcome] = [await ask(), await ask()];
  await opened.close();
  expect(outcome).toMatchObject({
    engines: [{ engine: "searxng", state: "answered", found: 1 }],
    leads: [{ url: "https://example.org/a", why: "it cannot be opened here" }],
  });
  expect(site.requests[0]).toMatch(/^GET \/search\?q=snow/);
  const pagesClient = createWebClient();
  expect(await pagesClient.fetchBytes({ url: site.origin }, untilDone)).toMatchObject({ type: "failure" });
  await pagesClient.close();
  expect(site.requests).toHaveLength(1);
});

test("that there is no network is said once", async () => {
  const site = await startSite(() => undefined);
  await site[Symbol.asyncDispose]();
  const environment = { SEARXNG_URL: site.origin };
  const { engines } = searchSettings({ search: ["searxng"] }, { environment, isWebOn: true });
  const said: string[] = [];
  const opened = openSearch(engines, { pages: noPages, onNoNetwork: (why) => void said.push(why) });
  for (const text of ["snow", "ice", "hail"]) await opened.provider.search({ text, limit: 3 }, untilDone);
  await opened.close();
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("SearXNG");
});
