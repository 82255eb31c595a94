import { expect, it } from "vitest";
import { resultTable } from "./bench.ts";

it("puts a metric, its interval and the baselines on one line", () => {
  const lines = resultTable({
    suite: "retrieval",
    data: "data/scifact",
    n: 300,
    metrics: {
      ndcg10: { value: 0.68123, low: 0.64, high: 0.72 },
      queries: { value: 300, low: 300, high: 300 },
    },
    baselines: { bm25: { ndcg10: 0.665 } },
    config: {},
  });
  expect(lines).toEqual([
    "retrieval · 300 cases · data/scifact",
    "metric   deepwell  95% interval      bm25",
    "ndcg10   0.6812    [0.6400, 0.7200]  0.6650",
    "queries  300",
  ]);
});
