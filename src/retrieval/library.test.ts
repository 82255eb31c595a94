import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "../core/hash.ts";
import { openLibrary, type Library, type StoredDocument } from "./library.ts";
import { localSearchProvider } from "./local-provider.ts";

let folder: string;
let library: Library;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepwell-library-"));
  library = openLibrary(join(folder, "library.db"));
});
afterEach(() => {
  library.close();
  rmSync(folder, { recursive: true });
});

function document(
  title: string,
  paragraphs: readonly string[],
  url = `https://example.org/${title}`,
): StoredDocument {
  const text = paragraphs.join("\n\n");
  let start = 0;
  return {
    source: {
      id: sha256(text),
      url,
      title,
      authors: [],
      mediaType: "text/markdown",
      collection: "documents",
    },
    text,
    passages: paragraphs.map((paragraph, index) => {
      const passage = {
        index,
        kind: "paragraph" as const,
        headingPath: [],
        text: paragraph,
        start,
        end: start + Buffer.byteLength(paragraph),
      };
      start = passage.end + 2;
      return passage;
    }),
  };
}

const passports = document("passports", ["Renew a passport by mail.", "护照遗失应当立即报警。"]);
const taxes = document("taxes", ["Pay taxes before the 15 April deadline."]);

async function firstHit(query: string): Promise<string | undefined> {
  const outcome = await library.search({ text: query, limit: 5 });
  return outcome.type === "hits" ? outcome.hits[0]?.passage.text : undefined;
}

test("finds passages in English and Chinese and gives them back byte-exact", async () => {
  await library.add([passports, taxes]);
  expect(await firstHit("passport renewal by mail")).toBe("Renew a passport by mail.");
  expect(await firstHit("护照遗失")).toBe("护照遗失应当立即报警。");
  expect(library.passages(passports.source.id)).toEqual(passports.passages);
  expect(library.text(passports.source.id)).toBe(passports.text);
});

test("adding the same source twice keeps one", async () => {
  await library.add([passports]);
  await library.add([passports, passports]);
  expect(library.stats()).toMatchObject({ sources: 1, passages: 2 });
});

test("a removed source is found no more, by search, id or url", async () => {
  await library.add([passports, taxes]);
  await library.remove([passports.source.id, "0".repeat(64)]);
  expect(await firstHit("renew a passport")).toBeUndefined();
  expect(library.source(passports.source.id)).toBeUndefined();
  expect(library.findByUrl(passports.source.url)).toBeUndefined();
  expect(await firstHit("taxes")).toBe(taxes.passages[0]?.text);
});

test("everything is there again after closing and opening", async () => {
  await library.add([passports]);
  library.recordFiles([
    { path: "/a", size: 1, mtimeMs: 2, contentHash: "h", sourceIds: [passports.source.id] },
  ]);
  library.close();
  library = openLibrary(join(folder, "library.db"));
  expect(await firstHit("passport")).toBe("Renew a passport by mail.");
  expect(library.files().get("/a")?.sourceIds).toEqual([passports.source.id]);
  library.forgetFiles(["/a"]);
  expect(library.files().size).toBe(0);
});

test("the local provider opens by url and by id prefix, and answers a failure for the rest", async () => {
  await library.add([passports]);
  const provider = localSearchProvider(library);
  const { signal } = new AbortController();
  expect(await provider.open(passports.source.url, signal)).toMatchObject({
    type: "page",
    text: passports.text,
  });
  expect(await provider.open(passports.source.id.slice(0, 8), signal)).toMatchObject({ type: "page" });
  expect(provider.canOpen("https://example.org/other")).toBe(false);
  expect(await provider.open("deadbeefdeadbeef", signal)).toMatchObject({
    type: "failure",
    code: "NOT_FOUND",
  });
});
