import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldTerms, termsOf } from "../field-terms.ts";
import { type IndexablePassage, passageFields } from "../passage-index.ts";
import { openDatabase } from "../store/database.ts";
import { ByteReader } from "./byte-writer.ts";
import { PageCache } from "./page-cache.ts";
import { PostingListReader } from "./posting-list.ts";
import { packPassages, unpackPassages } from "./recent-codec.ts";
import { createIndexTables } from "./schema.ts";
import { Segment } from "./segment.ts";
import { TokenColumns } from "./token-columns.ts";
import { writeSegment } from "./write-segment.ts";

const fieldOrder = ["body", "title", "heading"] as const;
const term = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "b", "common", "护照", "照遗", "𠮷野") },
  fc.string({ minLength: 1, maxLength: 6 }),
);
const token = fc.record({ term, distance: fc.constantFrom(0, 1, 1, 1, 2, 300) });
const field = fc.array(token, { maxLength: 30 }).map((tokens) => {
  let position = 0;
  const positions = tokens.map(({ distance }) => (position += distance));
  return fieldTerms(
    tokens.map((each) => each.term),
    positions,
  );
});
const fields = fc.record({ title: field, heading: field, body: field });
const passages = fc
  .array(fields, { minLength: 1, maxLength: 90 })
  .map((all) => all.map((each, number): IndexablePassage => ({ number: 7 + 3 * number, fields: each })));

function columnsOf(all: readonly IndexablePassage[]): TokenColumns {
  const columns = new TokenColumns();
  for (const passage of all) columns.add(passage);
  return columns;
}

/** Every occurrence as a line: term, passage, field, position. */
function occurrencesIn(all: readonly IndexablePassage[]): string[] {
  return all.flatMap(({ number, fields: of }) =>
    passageFields.flatMap((name) =>
      termsOf(of[name]).map((each, at) => `${each} ${number} ${name} ${of[name].positions[at]}`),
    ),
  );
}

function occurrencesOf(segment: Segment): string[] {
  const found: string[] = [];
  for (const entry of segment.entries()) {
    const places = new ByteReader(entry.positions());
    const reader = new PostingListReader(entry.list().postings);
    while (reader.next()) {
      for (const name of fieldOrder) {
        let position = 0;
        for (let left = reader[name]; left > 0; left--) {
          position += places.varint();
          found.push(
            `${Buffer.from(entry.term).toString()} ${segment.numbers.at(reader.local)} ${name} ${position}`,
          );
        }
      }
    }
  }
  return found;
}

test("a segment holds every occurrence of every term at its place, and nothing else", () => {
  const database = openDatabase(":memory:");
  createIndexTables(database);
  fc.assert(
    fc.property(passages, (all) => {
      const { id } = writeSegment(database, columnsOf(all), { live: true });
      const segment = new Segment(database, id, new PageCache(database, 1_000_000));
      expect(occurrencesOf(segment).sort()).toEqual(occurrencesIn(all).sort());
      const terms = Array.from(segment.entries(), (entry) => Buffer.from(entry.term).toString("hex"));
      expect(terms).toEqual([...new Set(terms)].sort());
      expect([...segment.lengths.title]).toEqual(all.map((each) => each.fields.title.length));
    }),
    { numRuns: 60 },
  );
  database.close();
});

test("passages come back from a row of recent additions as they went in", () => {
  fc.assert(
    fc.property(passages, (all) => {
      const back = unpackPassages(packPassages(columnsOf(all)));
      expect(back.map(({ number }) => number)).toEqual(all.map(({ number }) => number));
      expect(occurrencesIn(back)).toEqual(occurrencesIn(all));
    }),
    { numRuns: 60 },
  );
});
