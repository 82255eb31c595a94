import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { retrievalSuite } from "./retrieval.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepwell-beir-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, rows: readonly object[]): void {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

test("scores the library and every baseline on the same judged queries", async () => {
  write("corpus.jsonl", [
    { _id: "p", title: "Passports", text: "Renew it by mail, with the old one enclosed." },
    { _id: "t", title: "Taxes", text: "Pay before the 15th of April." },
    { _id: "z", title: "护照", text: "遗失的，应当立即报案。" },
  ]);
  write("queries.jsonl", [
    { _id: 1, text: "How do I renew my passport?" },
    { _id: 2, text: "护照遗失怎么办" },
    { _id: 3, text: "a question nobody judged" },
  ]);
  writeFileSync(join(folder, "qrels_test.tsv"), "query-id\tcorpus-id\tscore\n1\tp\t2\n2\tz\t1\n3\tt\t0\n");
  const result = await retrievalSuite.run({ data: folder });
  expect(result.n).toBe(2);
  expect(result.metrics["ndcg@10"]).toEqual({ value: 1, low: 1, high: 1 });
  expect(Object.keys(result.baselines)).toHaveLength(5);
  expect(result.baselines["bm25, text"]?.["recall@100"]).toBe(1);
  // Without overlapping pairs Chinese is found only by whole runs of characters.
  expect(result.baselines["sqlite fts5 porter"]?.["recall@100"]).toBe(0.5);
});

test("says what is missing when the folder holds no judged data", async () => {
  await expect(retrievalSuite.run({ data: folder })).rejects.toMatchObject({ code: "DATA_INVALID" });
});
