import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../core/hash.ts";
import { buildDocument } from "../document/build-document.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { untilDone } from "../web/loopback-site.fixture.ts";
import { indexPastRuns } from "./index-past-runs.ts";

const runsDir = (): string => mkdtempSync(path.join(tmpdir(), "deepwell-past-runs-"));

function storeSource(folder: string, run: string, text: string, collection = "web"): string {
  const document = buildDocument(
    [
      { type: "heading", level: 1, text: "Harbour" },
      { type: "paragraph", text },
      {
        type: "table",
        header: true,
        rows: [
          ["weight", "price"],
          ["1 | 2", "3"],
        ],
      },
    ],
    { mediaType: "text/html" },
  );
  const id = sha256(document.text);
  const url = `https://example.org/${run}`;
  const source = {
    id,
    url,
    title: "Harbour",
    authors: [],
    mediaType: "text/html",
    collection,
    fetched: "2026-01-01T00:00:00Z",
  };
  const sources = path.join(folder, run, "sources");
  mkdirSync(sources, { recursive: true });
  writeFileSync(path.join(sources, `${id}.json`), JSON.stringify(source));
  writeFileSync(path.join(sources, `${id}.md`), document.text);
  return id;
}

const index = (folder: string, library: Library): Promise<void> =>
  indexPastRuns({ runsDir: folder, library, without: ["usagov"], signal: untilDone });

async function urlsFor(library: Library, text: string): Promise<readonly string[]> {
  const outcome = await library.search({ text, limit: 5 });
  return outcome.type === "hits" ? outcome.hits.map(({ source }) => source.url) : [];
}

test("sources that runs have stored are found by their passages, byte by byte as they were", async () => {
  const folder = runsDir();
  const id = storeSource(folder, "one", "Harbour dues are three crowns for every tonne.");
  storeSource(folder, "two", "The passport office opens at nine.", "usagov");
  writeFileSync(path.join(folder, "one", "report.md"), "Harbour dues are forty crowns.");
  const library = openLibrary(":memory:");
  await index(folder, library);
  const outcome = await library.search({ text: "harbour dues for every tonne", limit: 5 });
  const [hit] = outcome.type === "hits" ? outcome.hits : [];
  expect(hit?.source).toMatchObject({ id, url: "https://example.org/one", fetched: "2026-01-01T00:00:00Z" });
  expect(hit?.passage.text).toBe("Harbour dues are three crowns for every tonne.");
  expect(library.stats().sources).toBe(1);
  library.close();
});

test("what is new is added, and what no run has any more leaves", async () => {
  const folder = runsDir();
  const library = openLibrary(":memory:");
  storeSource(folder, "one", "Harbour dues are three crowns.");
  storeSource(folder, "copy", "Harbour dues are three crowns.");
  await index(folder, library);
  storeSource(folder, "later", "Lighthouse keepers retire at sixty.");
  rmSync(path.join(folder, "copy"), { recursive: true });
  await index(folder, library);
  expect(await urlsFor(library, "dues")).toHaveLength(1);
  expect(await urlsFor(library, "lighthouse keepers")).toEqual(["https://example.org/later"]);
  rmSync(path.join(folder, "one"), { recursive: true });
  await index(folder, library);
  expect(await urlsFor(library, "dues")).toEqual([]);
  library.close();
});

test("a damaged source and a folder that does not exist are passed over", async () => {
  const folder = runsDir();
  const id = storeSource(folder, "one", "Harbour dues are three crowns.");
  writeFileSync(path.join(folder, "one", "sources", `${id}.md`), "Harbour dues are nine crowns.");
  writeFileSync(path.join(folder, "one", "sources", `${"0".repeat(64)}.json`), "{");
  const library = openLibrary(":memory:");
  await index(folder, library);
  await index(path.join(folder, "nowhere"), library);
  expect(library.stats().sources).toBe(0);
  library.close();
});
