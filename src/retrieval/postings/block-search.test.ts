import { expect, test } from "vitest";
import { seededRandom } from "../../core/seeded-random.ts";
import { fieldTerms } from "../field-terms.ts";
import type { PassageIndex } from "../passage-index.ts";
import { inTransaction, openDatabase } from "../store/database.ts";
import { openPostingsIndex } from "./postings-index.ts";

const passages = 3_000;
const vocabulary = 150;
const none = fieldTerms([]);

/** A word, the frequent ones much more often than the others. */
function word(random: () => number): string {
  return `w${Math.floor(vocabulary ** random())}`;
}

function words(random: () => number, most: number): string[] {
  return Array.from({ length: 1 + Math.floor(random() * most) }, () => word(random));
}

/** The same passages again and again: three segments, one of them most of it, and some in memory. */
function filled(window: number): PassageIndex {
  const database = openDatabase(":memory:");
  const index = openPostingsIndex(database, ":memory:", { window });
  const random = seededRandom(5);
  const sizes = [2_200, 2_200 + 780, passages];
  let next = 0;
  for (const size of sizes) {
    inTransaction(database, () => {
      const writer = index.writer();
      for (; next < size; next++) {
        const title = random() < 0.1 ? fieldTerms(words(random, 3)) : none;
        writer.add({ number: next, fields: { title, heading: none, body: fieldTerms(words(random, 30)) } });
      }
      writer.finish();
    });
  }
  return index;
}

test("the best few are the first of all, whatever the window and however many are passed over", () => {
  const whole = filled(passages);
  const random = seededRandom(9);
  const queries = Array.from({ length: 60 }, () => [...new Set(words(random, 12))]);
  for (const window of [1, 50, 700, passages]) {
    const index = filled(window);
    for (const query of queries) {
      const terms = query.map((term) => ({ term, weight: 1 }));
      // All of them wanted, none is passed over.
      const all = whole.read((view) => view.search({ terms, limit: passages }));
      for (const limit of [1, 10]) {
        const best = index.read((view) => view.search({ terms, limit }));
        expect(best).toEqual(all.slice(0, limit));
      }
      const some = all.filter((_, place) => place % 7 === 0);
      const numbers = some.map(({ number }) => number);
      expect(index.read((view) => view.score(terms, numbers))).toEqual(some.map(({ score }) => score));
    }
    index.close();
  }
  whole.close();
});
