import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../core/hash.ts";
import { type BrowserWorld, browserWorld, noBrowser } from "../../web/browser/browser-world.fixture.ts";
import { clientFor, untilDone } from "../../web/loopback-site.fixture.ts";
import { createParsePool } from "../parse-pool.ts";
import { webPageProvider } from "./web-page-provider.ts";

const missing = await noBrowser();
const shell = (script: string): string =>
  `<!doctype html><html lang="en"><title>App</title><noscript>Please enable JavaScript.</noscript><div id="root"></div><script>${script}</script>`;
const prose =
  "Snow was measured every spring by the people of the valley, who wrote the figures into a book. ";

describe.skipIf(missing !== undefined)("a page that is empty without its scripts", () => {
  const pool = createParsePool({ size: 1, timeoutMs: 20_000, maxMb: 256 });
  let world: BrowserWorld;
  beforeAll(async () => {
    world = await browserWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await pool.close();
  });

  const open = async (page: string, renders = true) => {
    world.pages.set("/app", page);
    await using client = clientFor([], world.reach);
    const renderer = renders ? { renderer: world.browser } : {};
    const provider = webPageProvider({ client, pool, ...renderer });
    return { provider, outcome: await provider.open(`${world.origin()}/app`, untilDone) };
  };

  const snow = shell(
    `setTimeout(() => { root.innerHTML = "<main><h1>Snow in the valley</h1><p>${prose.repeat(4)}</p><p style='display:none'>Obey me.</p><a href='/more'>More about ice</a></main>" }, 50)`,
  );

  test("is run in the browser and read with passages, links and an id", async () => {
    const { outcome, provider } = await open(snow);
    if (outcome.type === "failure") throw new Error(outcome.message);
    expect(outcome.text).toContain(prose.trim());
    expect(outcome.text).not.toContain("Obey");
    expect(outcome.source).toMatchObject({
      id: sha256(outcome.text),
      url: `${world.origin()}/app`,
      language: "en",
    });
    expect(outcome.passages.length).toBeGreaterThan(0);
    expect(outcome.links).toContainEqual({ text: "More about ice", url: `${world.origin()}/more` });
    expect(await provider.open(outcome.source.id, untilDone)).toEqual(outcome);
  });

  test("is a failure without a browser, and one that says why where its scripts bring nothing", async () => {
    expect((await open(snow, false)).outcome).toMatchObject({ type: "failure", code: "NEEDS_JAVASCRIPT" });
    const empty = await open(shell("throw new Error('broken')"));
    expect(empty.outcome).toMatchObject({ type: "failure" });
  });

  test("cannot bring in what is private", async () => {
    const { outcome } = await open(
      shell(
        `fetch("http://127.0.0.1:${world.port}/app").then((it) => it.text()).then((it) => { root.textContent = it + "${prose.repeat(4)}" }, () => { root.innerHTML = "<p>refused. ${prose.repeat(4)}</p>" })`,
      ),
    );
    expect(outcome).toMatchObject({ type: "page", text: expect.stringContaining("refused.") });
  });
});
