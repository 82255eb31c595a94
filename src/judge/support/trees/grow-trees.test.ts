import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../core/seeded-random.ts";
import { type Examples, growTrees } from "./grow-trees.ts";
import { logOddsOf, probabilityOf } from "./tree-ensemble.ts";

const options = {
  depth: 3,
  trees: 60,
  learningRate: 0.1,
  rowShare: 0.8,
  featureShare: 1,
  leastWeight: 1,
  shrinkage: 1,
  seed: 7,
};

/** True where exactly one of the first two features is above one half; the third says nothing. */
function eitherOr(count: number, seed: number): Examples {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () => Float64Array.from([random(), random(), random()]));
  return {
    rows,
    targets: Float64Array.from(rows, ([a = 0, b = 0]) => (a > 0.5 === b > 0.5 ? 0 : 1)),
    weights: new Float64Array(count).fill(1),
  };
}

function accuracy(trained: ReturnType<typeof growTrees>, { rows, targets }: Examples): number {
  const right = rows.filter((row, at) => (logOddsOf(trained, row) > 0 ? 1 : 0) === targets[at]);
  return right.length / rows.length;
}

describe("growTrees", () => {
  it("learns what no single feature says, on rows it has not seen", () => {
    const trained = growTrees(eitherOr(600, 1), options);
    expect(accuracy(trained, eitherOr(400, 2))).toBeGreaterThan(0.93);
  });

  it("gives the same trees for the same seed and others for another", () => {
    const examples = eitherOr(200, 3);
    const one = growTrees(examples, options);
    expect(growTrees(examples, options)).toEqual(one);
    expect(growTrees(examples, { ...options, seed: 8 }).leaves).not.toEqual(one.leaves);
  });

  it("answers with the share of positives where the features say nothing", () => {
    const examples: Examples = {
      rows: Array.from({ length: 100 }, () => Float64Array.from([1, 1])),
      targets: Float64Array.from({ length: 100 }, (_, at) => (at < 30 ? 1 : 0)),
      weights: new Float64Array(100).fill(1),
    };
    const trained = growTrees(examples, { ...options, rowShare: 1 });
    expect(probabilityOf(logOddsOf(trained, Float64Array.from([1, 1])))).toBeCloseTo(0.3, 2);
  });

  it("lets a heavy example outweigh light ones that say the opposite", () => {
    const examples: Examples = {
      rows: Array.from({ length: 40 }, () => Float64Array.from([0])),
      targets: Float64Array.from({ length: 40 }, (_, at) => (at < 20 ? 1 : 0)),
      weights: Float64Array.from({ length: 40 }, (_, at) => (at < 20 ? 9 : 1)),
    };
    const trained = growTrees(examples, options);
    expect(probabilityOf(logOddsOf(trained, Float64Array.from([0])))).toBeGreaterThan(0.85);
  });
});
