import fc from "fast-check";
import { expect, test } from "vitest";
import { sortTerms } from "./sort-terms.ts";

test("terms come in the order of their UTF-8 bytes, whatever they are", () => {
  const term = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("inform", "informat", "informal", "护照", "护照遗", "𠮷野", "\ud842", "\uffff", ""),
    fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 9 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(term, { maxLength: 30 }), (terms) => {
      const sorted = sortTerms(terms);
      const bytes = Array.from(sorted.order, (place) => Buffer.from(sorted.bytesOf(place)));
      expect(bytes).toEqual(
        terms.map((each) => Buffer.from(each)).sort((one, other) => Buffer.compare(one, other)),
      );
      expect(Array.from(sorted.order).sort((one, other) => one - other)).toEqual([...terms.keys()]);
    }),
  );
});
