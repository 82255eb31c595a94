import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldTerms } from "../field-terms.ts";
import { openDatabase } from "../store/database.ts";
import { PageCache } from "./page-cache.ts";
import { createIndexTables } from "./schema.ts";
import { Segment } from "./segment.ts";
import { TokenColumns } from "./token-columns.ts";
import { writeSegment } from "./write-segment.ts";

test("a term is found where it is, and where it is not, none is", () => {
  const database = openDatabase(":memory:");
  createIndexTables(database);
  const none = fieldTerms([]);
  const letter = fc.constantFrom("a", "b", "c", "é", "护");
  const term = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(fc.array(term, { maxLength: 200 }), fc.array(term, { maxLength: 50 }), (terms, others) => {
      const columns = new TokenColumns();
      columns.add({ number: 1, fields: { title: none, heading: none, body: fieldTerms(terms) } });
      const { id } = writeSegment(database, columns, { live: true });
      const segment = new Segment(database, id, new PageCache(database, 1_000_000));
      const known = new Map(
        Array.from(segment.entries(), (entry) => [Buffer.from(entry.term).toString(), entry]),
      );
      expect(new Set(known.keys())).toEqual(new Set(terms));
      for (const wanted of [...terms, ...others]) {
        const found = segment.find(wanted);
        expect(found?.count).toBe(known.get(wanted)?.count);
        expect(found?.list()).toEqual(known.get(wanted)?.list());
        expect(found?.positions()).toEqual(known.get(wanted)?.positions());
      }
    }),
    { numRuns: 60 },
  );
  database.close();
});
