import { describe, expect, it } from "vitest";
import { scoreList } from "./measures.ts";

const grades = new Map([
  ["a", 2],
  ["b", 1],
]);

describe("scoreList", () => {
  it("gives 1 to the ideal order and less to any other", () => {
    expect(scoreList(["a", "b", "x"], grades)).toEqual({
      "ndcg@10": 1,
      "ndcg@10, binary": 1,
      "mrr@10": 1,
      "recall@100": 1,
    });
    expect(scoreList(["b", "a"], grades)["ndcg@10"]).toBeCloseTo(
      (1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3)),
      10,
    );
  });

  it("tells grades apart unless asked for binary gain", () => {
    expect(scoreList(["b", "a"], grades)["ndcg@10"]).toBeLessThan(1);
    expect(scoreList(["b", "a"], grades)["ndcg@10, binary"]).toBe(1);
  });

  it("counts only the first 10 for nDCG and MRR, and the first 100 for recall", () => {
    const noise = Array.from({ length: 10 }, (_, index) => `x${index}`);
    expect(scoreList([...noise, "a"], grades)).toEqual({
      "ndcg@10": 0,
      "ndcg@10, binary": 0,
      "mrr@10": 0,
      "recall@100": 0.5,
    });
    expect(scoreList(["x", "b"], grades)["mrr@10"]).toBe(0.5);
    expect(scoreList([], grades)).toEqual({
      "ndcg@10": 0,
      "ndcg@10, binary": 0,
      "mrr@10": 0,
      "recall@100": 0,
    });
  });
});
