import { describe, expect, test } from "vitest";
import { termWeights } from "./term-weights.ts";

const even = (...terms: readonly string[]): ReadonlyMap<string, number> =>
  new Map(terms.map((term) => [term, 4]));

describe("coverage", () => {
  test("a pair across two words does not count against a text that has both words", () => {
    const idf = new Map([...even("租赁", "期限"), ["赁期", 10]]);
    const text = new Set(["租赁", "期限"]);
    expect(termWeights(idf).coverage(["租赁", "赁期", "期限"], text)).toBe(1);
  });

  test("each character of a run weighs as much as the commoner of its pairs", () => {
    const idf = new Map([
      ["电梯", 6],
      ["梯井", 2],
    ]);
    expect(termWeights(idf).coverage(["电梯", "梯井"], new Set(["梯井"]))).toBeCloseTo(2 / 5);
    expect(termWeights(idf).coverage(["电梯", "梯井"], new Set(["电梯"]))).toBeCloseTo(4 / 5);
  });

  test("words of a spaced script count whole, and a word that no document has is missing", () => {
    const idf = new Map([
      ["permit", 4],
      ["zeppelin", 0],
    ]);
    const { coverage, weight } = termWeights(idf);
    expect(weight("zeppelin")).toBe(2);
    expect(coverage(["permit", "zeppelin"], new Set(["permit"]))).toBeCloseTo(4 / 6);
    expect(coverage([], new Set(["permit"]))).toBe(0);
  });
});
