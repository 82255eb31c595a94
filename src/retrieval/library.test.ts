import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { present } from "../core/present.ts";
import type { SearchFilters, SearchHit } from "../web/search-provider.ts";
import { storedDocument } from "./library.fixture.ts";
import { openLibrary, type Library } from "./library.ts";
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

const passports = storedDocument("passports", ["Renew a passport by mail.", "护照遗失应当立即报警。"]);
const taxes = storedDocument("taxes", ["Pay taxes before the 15 April deadline."]);

async function search(text: string, filters?: SearchFilters): Promise<readonly SearchHit[]> {
  const outcome = await library.search({ text, limit: 10, ...present({ filters }) });
  return outcome.type === "hits" ? outcome.hits : [];
}

async function titles(text: string, filters?: SearchFilters): Promise<readonly string[]> {
  return (await search(text, filters)).map((hit) => hit.source.title);
}

test("finds passages in English and Chinese and gives them back byte-exact", async () => {
  await library.add([passports, taxes]);
  expect((await search("passport renewal by mail"))[0]?.passage).toEqual(passports.passages[0]);
  expect((await search("護照遺失"))[0]?.passage).toEqual(passports.passages[1]);
  expect(library.passages(passports.source.id)).toEqual(passports.passages);
  expect(library.text(passports.source.id)).toBe(passports.text);
});

test("a long source comes back whole, and each passage by itself", async () => {
  const paragraphs = Array.from(
    { length: 900 },
    (_, index) => `第${index}段 paragraph ${index} ${"filler ".repeat(40)}`,
  );
  const long = storedDocument(
    "long",
    paragraphs.map((text) => text.trim()),
  );
  await library.add([long]);
  expect(library.text(long.source.id)).toBe(long.text);
  expect(library.passages(long.source.id)).toEqual(long.passages);
  for (const index of [0, 450, 899])
    expect((await search(`"paragraph ${index}"`))[0]?.passage).toEqual(long.passages[index]);
});

test("a passage that is not the text between its offsets is refused, and nothing of the call stays", async () => {
  const [first] = taxes.passages;
  const broken = { ...taxes, passages: first === undefined ? [] : [{ ...first, end: first.end - 1 }] };
  await expect(library.add([passports, broken])).rejects.toThrow(RangeError);
  expect(library.stats()).toEqual({ sources: 0, passages: 0, bytes: 0 });
  expect(await titles("passport")).toEqual([]);
});

test("adding the same source twice keeps one; new metadata count at once, a new title is found", async () => {
  await library.add([passports]);
  await library.add([passports, passports]);
  expect(library.stats()).toMatchObject({ sources: 1, passages: 2 });
  const moved = {
    ...passports,
    source: { ...passports.source, url: "https://example.org/moved", language: "en" },
  };
  await library.add([moved]);
  expect(library.findByUrl("https://example.org/moved")?.language).toBe("en");
  expect(new Set(await titles("passport", { language: "en" }))).toEqual(new Set(["passports"]));
  await library.add([{ ...passports, source: { ...passports.source, title: "travel" } }]);
  expect(library.stats().sources).toBe(1);
  expect(await titles("travel")).toEqual(["travel", "travel"]);
});

test("a removed source is found no more, by search, id or url", async () => {
  await library.add([passports, taxes]);
  await library.remove([passports.source.id, "0".repeat(64)]);
  expect(await titles("renew a passport")).toEqual([]);
  expect(library.source(passports.source.id)).toBeUndefined();
  expect(library.findByUrl(passports.source.url)).toBeUndefined();
  expect(await titles("taxes")).toEqual(["taxes"]);
});

test("everything is there again after closing and opening, also for one who only reads", async () => {
  await library.add([passports]);
  const record = { path: "/a", size: 1, mtimeMs: 2, contentHash: "h", sourceIds: [passports.source.id] };
  library.recordFiles([record]);
  library.close();
  library = openLibrary(join(folder, "library.db"), { readOnly: true });
  expect((await titles("passport mail"))[0]).toBe("passports");
  expect(library.files().get("/a")).toEqual(record);
  library.close();
  library = openLibrary(join(folder, "library.db"));
  library.forgetFiles(["/a"]);
  expect(library.files().size).toBe(0);
});

test("a second library on the same file sees what the first one adds and removes", async () => {
  await library.add([taxes]);
  const other = openLibrary(join(folder, "library.db"), { readOnly: true });
  const found = async () => {
    const outcome = await other.search({ text: "passport taxes", limit: 5 });
    return outcome.type === "hits" ? outcome.hits.map((hit) => hit.source.title).toSorted() : [];
  };
  expect(await found()).toEqual(["taxes"]);
  await library.add([passports]);
  expect(new Set(await found())).toEqual(new Set(["passports", "taxes"]));
  await library.remove([taxes.source.id]);
  expect(new Set(await found())).toEqual(new Set(["passports"]));
  other.close();
});

test("filters keep to language, place, date and source", async () => {
  const page = (title: string, details: Parameters<typeof storedDocument>[2]) =>
    storedDocument(title, [`Rules about fishing, as told by ${title}.`], details);
  const old = page("old", { url: "https://a.gov/x", language: "en", published: "2019-03-01" });
  const recent = page("recent", {
    url: "https://www.a.gov/y",
    language: "en",
    published: "2018",
    modified: "2024-05",
  });
  const foreign = page("foreign", { url: "https://b.org/", language: "zh" });
  await library.add([old, recent, foreign]);
  const found = async (filters: SearchFilters) => new Set(await titles("fishing rules", filters));
  expect(await found({ language: "zh" })).toEqual(new Set(["foreign"]));
  expect(await found({ domains: ["a.gov"] })).toEqual(new Set(["old", "recent"]));
  expect(await found({ domains: ["gov"], excludeDomains: ["www.a.gov"] })).toEqual(new Set(["old"]));
  expect(await found({ since: "2020-01-01" })).toEqual(new Set(["recent"]));
  expect(await found({ since: "2024-05-20", until: "2024-12-31" })).toEqual(new Set(["recent"]));
  expect(await found({ until: "2019-03-01" })).toEqual(new Set(["old"]));
  expect(await found({ sourceIds: [foreign.source.id] })).toEqual(new Set(["foreign"]));
  await library.add([page("new", { url: "https://b.org/new", language: "zh" })]);
  expect(await found({ language: "zh" })).toEqual(new Set(["foreign", "new"]));
});

test("never fails for what a person may type", async () => {
  await library.add([passports]);
  for (const text of [
    "",
    " ",
    '"',
    '""',
    '"passport',
    "!!!",
    "的",
    "OR AND NOT *",
    "\ud800",
    "a".repeat(20_000),
  ]) {
    expect(await library.search({ text, limit: 3 })).toMatchObject({ type: "hits" });
  }
  expect(await library.search({ text: "passport", limit: 0 })).toMatchObject({ type: "hits", hits: [] });
});

test("a search that was given up is not made", async () => {
  await expect(library.search({ text: "x", limit: 1 }, AbortSignal.abort())).rejects.toThrow();
});

test("a file that is no library is refused with what to do", () => {
  const path = join(folder, "notes.txt");
  writeFileSync(path, "these are notes, and no database at all ".repeat(50));
  expect(() => openLibrary(path)).toThrow(expect.objectContaining({ code: "INDEX_CORRUPT" }));
});

test("the local provider opens by url and by id prefix, and answers a failure for the rest", async () => {
  await library.add([passports]);
  const provider = localSearchProvider(library);
  const { signal } = new AbortController();
  const page = { type: "page", text: passports.text };
  expect(await provider.open(passports.source.url, signal)).toMatchObject(page);
  expect(await provider.open(passports.source.id.slice(0, 8), signal)).toMatchObject(page);
  expect(provider.canOpen(passports.source.id.slice(0, 7))).toBe(false);
  expect(provider.canOpen("https://example.org/other")).toBe(false);
  expect(await provider.open("deadbeefdeadbeef", signal)).toMatchObject({
    type: "failure",
    code: "NOT_FOUND",
  });
});
