import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { storedDocument } from "./library.fixture.ts";
import { openLibrary } from "./library.ts";

const corpora = join(import.meta.dirname, "../../corpora");
const documents = 6;
const paragraphs = 8;

interface CorpusRecord {
  readonly title: string;
  readonly text: string;
}

function recordsOf(corpus: string): readonly CorpusRecord[] {
  return brotliDecompressSync(readFileSync(join(corpora, `${corpus}.jsonl.br`)))
    .toString("utf8")
    .split("\n", documents)
    .map((line) => JSON.parse(line) as CorpusRecord);
}

function paragraphsOf({ text }: CorpusRecord): readonly string[] {
  const all = text.split(/\n+/).map((paragraph) => paragraph.trim());
  return all.filter((paragraph) => paragraph !== "").slice(0, paragraphs);
}

test("the fast index ranks real texts as the reference does", { timeout: 120_000 }, async () => {
  const records = ["usagov", "china-laws"].flatMap(recordsOf);
  const added = records.map((record) => storedDocument(record.title, paragraphsOf(record)));
  const fast = openLibrary(":memory:");
  const reference = openLibrary(":memory:", { index: "fts5" });
  await fast.add(added);
  await reference.add(added);
  for (const { passages } of added) {
    const text = passages.at(-1)?.text.slice(0, 60) ?? "";
    const [one, other] = await Promise.all([
      fast.search({ text, limit: 5 }),
      reference.search({ text, limit: 5 }),
    ]);
    expect(one.type).toBe("hits");
    if (one.type !== "hits" || other.type !== "hits") continue;
    expect(one.hits.length).toBeGreaterThan(0);
    expect(one.hits.map((hit) => hit.citationId)).toEqual(other.hits.map((hit) => hit.citationId));
    for (const [place, hit] of one.hits.entries())
      expect(hit.score).toBeCloseTo(other.hits[place]?.score ?? -1, 9);
  }
  fast.close();
  reference.close();
});
