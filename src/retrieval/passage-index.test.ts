import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fieldTerms } from "./field-terms.ts";
import { openFts5Index } from "./fts5/fts5-index.ts";
import { naiveIndex } from "./naive-index.fixture.ts";
import type { IndexablePassage, IndexHit, PassageIndex, PassageRange } from "./passage-index.ts";
import type { IndexSizes } from "./postings/index-sizes.ts";
import { openPostingsIndex } from "./postings/postings-index.ts";
import { inTransaction, openDatabase } from "./store/database.ts";

type Open = (database: DatabaseSync, path: string) => PassageIndex;
/** So small that a few passages go through everything that a million would. */
const tinySizes: IndexSizes = {
  bulkPassages: 5,
  bulkTokens: 40,
  generationPassages: 3,
  generationBytes: 1_000,
  fanIn: 2,
  maxSegmentPassages: 20,
  maxRemovedShare: 0.2,
};
const implementations: readonly (readonly [string, Open])[] = [
  ["postings", (database, path) => openPostingsIndex(database, path)],
  [
    "postings, merging all the time",
    (database, path) => openPostingsIndex(database, path, { sizes: tinySizes, window: 3 }),
  ],
  ["fts5", (database) => openFts5Index(database)],
];

/** A passage from words, three fields apart by |: `title|heading|body`. */
function passage(number: number, text: string): IndexablePassage {
  const [title = "", heading = "", body = ""] = text.split("|").map((field) => field.trim());
  const terms = (field: string) => fieldTerms(field.split(/\s+/).filter((term) => term !== ""));
  return { number, fields: { title: terms(title), heading: terms(heading), body: terms(body) } };
}

function numbers(hits: readonly IndexHit[]): number[] {
  return hits.map((hit) => hit.number);
}

function words(text: string) {
  return text.split(" ").map((term) => ({ term, weight: 1 }));
}

describe.each(implementations)("%s", (_name, open) => {
  let folder: string;
  let database: DatabaseSync;
  let index: PassageIndex;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "deepwell-index-"));
    database = openDatabase(join(folder, "index.db"));
    index = open(database, join(folder, "index.db"));
  });
  afterEach(() => {
    index.close();
    database.close();
    rmSync(folder, { recursive: true });
  });

  function change(added: readonly IndexablePassage[], removed: readonly PassageRange[] = []): void {
    inTransaction(database, () => {
      const writer = index.writer();
      for (const one of added) writer.add(one);
      for (const range of removed) writer.remove(range);
      writer.finish();
    });
  }

  function find(text: string, limit = 10): number[] {
    return index.read((view) => numbers(view.search({ terms: words(text), limit })));
  }

  test("ranks by rare words, by field, and equal scores by number", () => {
    change([
      passage(1, "||common rare"),
      passage(2, "||common common other"),
      passage(3, "rare||common other"),
      passage(4, "||common rare"),
    ]);
    expect(find("rare common")).toEqual([3, 1, 4, 2]);
    expect(find("absent")).toEqual([]);
    expect(find("rare common", 2)).toEqual([3, 1]);
  });

  test("a phrase has to stand in one field, at its distances", () => {
    change([
      passage(1, "||bank of america"),
      passage(2, "||america bank"),
      passage(3, "bank|america|x"),
      passage(4, "america bank of america||x"),
    ]);
    const phrase = [
      { term: "bank", offset: 0 },
      { term: "america", offset: 2 },
    ];
    const search = { terms: words("bank america"), phrases: [phrase], limit: 10 };
    expect(index.read((view) => new Set(numbers(view.search(search))))).toEqual(new Set([1, 4]));
  });

  test("removed passages are gone at once and may make way for others", () => {
    change([passage(1, "||one"), passage(2, "||one two"), passage(3, "||three")]);
    change([passage(10, "||two")], [{ first: 2, count: 2 }]);
    expect(find("one two three")).toEqual([1, 10]);
    expect(index.read((view) => [view.size, view.idf("three")])).toEqual([2, 0]);
    change([passage(11, "||gone")], [{ first: 11, count: 1 }]);
    expect(find("gone")).toEqual([]);
  });

  test("what is rolled back was never there", () => {
    change([passage(1, "||kept")]);
    expect(() =>
      inTransaction(database, () => {
        const writer = index.writer();
        writer.add(passage(2, "||kept"));
        writer.remove({ first: 1, count: 1 });
        writer.finish();
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(find("kept")).toEqual([1]);
  });

  test("a filter leaves passages out without changing the scores of others", () => {
    change([passage(1, "||word"), passage(2, "||word word"), passage(3, "||word")]);
    const all = index.read((view) => view.search({ terms: words("word"), limit: 10 }));
    const filter = { admits: (number: number) => number !== 2 };
    const filtered = index.read((view) => view.search({ terms: words("word"), limit: 10, filter }));
    expect(filtered).toEqual(all.filter((hit) => hit.number !== 2));
  });

  const vocabulary = fc.constantFrom(..."a b c d e f g 护照 照遗 𠮷野 naïf".split(" "));
  const text = fc.array(vocabulary, { maxLength: 12 }).map((all) => all.join(" "));
  const longText = fc
    .tuple(vocabulary, fc.integer({ min: 1, max: 40 }))
    .map(([word, count]) => Array.from({ length: count }, () => word).join(" "));
  const fields = fc
    .tuple(text, text, fc.oneof({ weight: 4, arbitrary: text }, longText))
    .map((all) => all.join("|"));
  const step = fc.record({
    added: fc.array(fields, { maxLength: 8 }),
    removed: fc.array(fc.record({ first: fc.nat(30), count: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 2,
    }),
  });
  const question = fc.record({
    terms: fc.uniqueArray(fc.record({ term: vocabulary, weight: fc.constantFrom(0.5, 1, 2) }), {
      selector: ({ term }) => term,
      minLength: 1,
      maxLength: 4,
    }),
    phrase: fc.array(vocabulary, { maxLength: 3 }),
    limit: fc.integer({ min: 1, max: 30 }),
  });

  test("agrees with a naive computation on any sequence of additions and removals", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 5 }),
        fc.array(question, { minLength: 1, maxLength: 4 }),
        (steps, questions) => {
          const fresh = openDatabase(":memory:");
          const tested = open(fresh, ":memory:");
          const naive = naiveIndex();
          let next = 0;
          for (const { added, removed } of steps) {
            const passages = added.map((fieldsOf) => passage(next++, fieldsOf));
            const ranges = removed.filter(({ first, count }) => first + count <= next);
            inTransaction(fresh, () => {
              const writer = tested.writer();
              for (const one of passages) writer.add(one);
              for (const range of ranges) writer.remove(range);
              writer.finish();
            });
            naive.change(passages, ranges);
            // Reading lets due merges happen between changes.
            expect(tested.read((view) => view.size)).toBe(naive.size());
          }
          for (const { terms, phrase, limit } of questions) {
            const phrases = phrase.length > 0 ? [phrase.map((term, offset) => ({ term, offset }))] : [];
            const found = tested.read((view) => view.search({ terms, phrases, limit }));
            expectSameHits(found, naive.search({ terms, phrases, limit: 1_000 }), limit);
            const asked = [...numbers(found), 999];
            tested
              .read((view) => view.score(terms, asked))
              .forEach((score, place) => {
                expect(score).toBeCloseTo(naive.score(terms, asked[place] ?? -1), 9);
              });
          }
          tested.close();
          fresh.close();
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 20_000, endOnFailure: true },
    );
  });
});

/** The same scores in the same order, and the same passages wherever scores differ. */
function expectSameHits(found: readonly IndexHit[], all: readonly IndexHit[], limit: number): void {
  expect(found.length).toBe(Math.min(limit, all.length));
  found.forEach((hit, place) => {
    expect(hit.score).toBeCloseTo(all[place]?.score ?? -1, 9);
    const same = all.find((other) => other.number === hit.number);
    expect(hit.score).toBeCloseTo(same?.score ?? -1, 9);
    expect(hit.length).toBe(same?.length);
  });
}
