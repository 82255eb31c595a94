import { expect, test } from "vitest";
import { inverseDocumentFrequency } from "../bm25f.ts";
import { fieldTerms } from "../field-terms.ts";
import { inTransaction, openDatabase } from "../store/database.ts";
import type { IndexSizes } from "./index-sizes.ts";
import { openPostingsIndex } from "./postings-index.ts";

const sizes: IndexSizes = {
  bulkPassages: 10,
  bulkTokens: 1_000,
  generationPassages: 6,
  generationBytes: 10_000,
  fanIn: 3,
  maxSegmentPassages: 1_000,
  maxRemovedShare: 0.9,
};

test("how rare a term is follows every commit: stored, recent, removed and merged passages", () => {
  const database = openDatabase(":memory:");
  const index = openPostingsIndex(database, ":memory:", { sizes });
  const none = fieldTerms([]);
  let next = 0;
  const live: number[] = [];
  const commit = (count: number, removed?: number): void =>
    inTransaction(database, () => {
      const writer = index.writer();
      for (let added = 0; added < count; added++) {
        live.push(next);
        const terms = next % 3 === 0 ? ["all", "third"] : ["all"];
        writer.add({ number: next++, fields: { title: none, heading: none, body: fieldTerms(terms) } });
      }
      if (removed !== undefined) {
        writer.remove({ first: removed, count: 1 });
        live.splice(live.indexOf(removed), 1);
      }
      writer.finish();
    });
  for (const [count, removed] of [[20], [2], [3, 0], [4], [2, 21], [20], [1], [2, 40], [12], [1]]) {
    commit(count ?? 0, removed);
    const thirds = live.filter((number) => number % 3 === 0).length;
    const idf = index.read((view) => [view.idf("third"), view.idf("all"), view.idf("absent")]);
    const expected = [thirds, live.length, 0].map((passages) =>
      inverseDocumentFrequency(live.length, passages),
    );
    expect(idf).toEqual(expected);
  }
  index.close();
  database.close();
});
