import fc from "fast-check";
import { expect, test } from "vitest";
import { compareShingles, summariseShingles } from "./shingles.ts";

test("a text agrees with itself, whatever its punctuation and line breaks", () => {
  expect(compareShingles("One, two - three\nfour five.", "One two three four, five")).toEqual({
    precision: 1,
    recall: 1,
  });
});

test("shingles of four words are counted as often as they occur", () => {
  // Reference: abcd bcde. Prediction: abcd bcde cdea deab eabc abcd bcde; two of seven agree.
  expect(compareShingles("a b c d e", "a b c d e a b c d e")).toEqual({ precision: 2 / 7, recall: 1 });
  expect(compareShingles("a b c d e f", "a b c d e")).toEqual({ precision: 1, recall: 2 / 3 });
});

test("a shingle that occurs twice agrees at most twice", () => {
  expect(compareShingles("x x x x x", "x x x x x x")).toEqual({ precision: 2 / 3, recall: 1 });
});

test("a text of fewer than four words is one shingle", () => {
  expect(compareShingles("a b", "a b")).toEqual({ precision: 1, recall: 1 });
  expect(compareShingles("a b", "a b c")).toEqual({ precision: 0, recall: 0 });
});

test("a page without a prediction has no precision and counts for recall only", () => {
  expect(compareShingles("a b c d", "")).toEqual({ precision: undefined, recall: 0 });
  const summary = summariseShingles([compareShingles("a b c d", ""), compareShingles("a b c d", "a b c d")]);
  expect(summary).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
});

test("F1 is that of the mean precision and the mean recall", () => {
  expect(
    summariseShingles([
      { precision: 1, recall: 0.5 },
      { precision: 0.5, recall: 1 },
    ]).f1,
  ).toBe(0.75);
});

test("scores lie between 0 and 1 and swap with the texts", () => {
  const words = fc
    .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 20 })
    .map((list) => list.join(" "));
  fc.assert(
    fc.property(words, words, (left, right) => {
      const there = compareShingles(left, right);
      const back = compareShingles(right, left);
      expect(there.precision).toBe(back.recall);
      expect(there.recall).toBeGreaterThanOrEqual(0);
      expect(there.recall).toBeLessThanOrEqual(1);
    }),
  );
});
