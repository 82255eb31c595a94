import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { untilDone } from "../../web/loopback-site.fixture.ts";
import { english } from "../messages.en.ts";
import { type ResearchFlags, resolveSettings } from "../settings.ts";
import { bundledAuthority } from "../../retrieval/ranking/authority.ts";
import { openReadingWeb } from "./reading-web.ts";
import { webEngines } from "./web-engines.ts";
import { webPages } from "./web-pages.ts";
import { openSources, sourceNames } from "./open-sources.ts";

const folder = mkdtempSync(path.join(tmpdir(), "deepwell-sources-"));
afterAll(() => rmSync(folder, { recursive: true }));
const paper = path.join(folder, "paper.md");
writeFileSync(
  paper,
  "# Ferry of Eastmere\n\nThe ferry of Eastmere crosses the bay four times on every day of the week.\n",
);

const settle = (flags: ResearchFlags) =>
  resolveSettings({ ...flags, runsDir: folder }, { DEEPWELL_CACHE_DIR: path.join(folder, "cache") });
const quiet = {
  say: () => {},
  preparing: () => {},
  event: () => {},
  aside: <T>(work: () => Promise<T>) => work(),
  stopping: () => {},
  end: () => {},
};
const asked = { given: [], messages: english, progress: quiet, signal: untilDone };

test("what will be searched is named before it is opened", () => {
  const given = ["https://example.org/a"];
  const names = (flags: ResearchFlags) => sourceNames(settle({ docs: [paper], ...flags }), given);
  expect(names({ pastRuns: true })).toBe(`${paper}, https://example.org/a, usagov, china-laws, past-runs`);
  expect(names({ docsOnly: true, pastRuns: true })).toBe(paper);
});

test("documents alone are searched and opened where nothing else is wanted", async () => {
  const opened = await openSources(settle({ docs: [paper], docsOnly: true }), asked);
  try {
    expect([opened.search.length, opened.pages.length, opened.senses]).toEqual([1, 1, undefined]);
    const outcome = await opened.search[0]?.search({ text: "ferry of Eastmere", limit: 1 }, untilDone);
    expect(outcome).toMatchObject({ type: "hits", hits: [{ source: { title: "Ferry of Eastmere" } }] });
  } finally {
    await opened.close();
  }
});

test("beside documents pages are opened by address, and engines are asked only when they are named", async () => {
  const flags = { docs: [paper], browser: false };
  const web = await openReadingWeb(settle(flags), []);
  if (web === undefined) throw new Error("the web is on");
  const opening = { ...asked, web, authorityOf: bundledAuthority };
  const pages = await webPages.open({ ...opening, settings: settle(flags) });
  const without = await webEngines.open({ ...opening, settings: settle(flags) });
  const engines = await webEngines.open({
    ...opening,
    settings: settle({ ...flags, search: ["wikipedia"] }),
  });
  await engines?.close?.();
  await web.close();
  expect(pages?.pages?.canOpen("https://example.org/")).toBe(true);
  expect([without, engines?.search?.name]).toEqual([undefined, "web"]);
});

test("documents that are not there stop the opening", async () => {
  const settings = settle({ docs: [path.join(folder, "none")], docsOnly: true });
  await expect(openSources(settings, asked)).rejects.toMatchObject({ code: "DOCUMENTS_NOT_FOUND" });
});
