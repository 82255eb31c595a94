import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../core/seeded-random.ts";
import { f1Of } from "../measures.ts";
import { probabilityOf } from "../trees/tree-ensemble.ts";
import { bestThreshold, calibrate, reliabilityOf, unsureRange } from "./calibrate.ts";

/** Margins that are twice too bold and shifted by one. */
function boldExamples(count: number) {
  const random = seededRandom(5);
  return Array.from({ length: count }, () => {
    const honest = 4 * random() - 1;
    return { margin: 2 * honest + 1, isPositive: random() < probabilityOf(honest), weight: 1, set: "one" };
  });
}

describe("calibration", () => {
  it("takes back what a model is too bold by", () => {
    const { scale, shift } = calibrate(boldExamples(20_000));
    expect(scale).toBeCloseTo(0.5, 1);
    expect(shift).toBeCloseTo(-0.5, 1);
  });

  it("leaves probabilities that are observed as often as predicted", () => {
    const examples = boldExamples(20_000);
    const { scale, shift } = calibrate(examples);
    const cases = examples.map(({ margin, isPositive }) => {
      const score = probabilityOf(scale * margin + shift);
      return { score, isPositive, isSaid: score >= 0.5 };
    });
    for (const { n, predicted, observed } of reliabilityOf(cases))
      if (n > 500) expect(Math.abs(predicted - observed)).toBeLessThan(0.04);
  });

  it("chooses the threshold by the mean over the sets, whatever their sizes", () => {
    const of = (set: string, cut: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        score: (at + 0.5) / count,
        isPositive: (at + 0.5) / count > cut,
        weight: 1,
        set,
      }));
    const alone = bestThreshold(of("large", 0.6, 1000), f1Of);
    const both = bestThreshold([...of("large", 0.6, 1000), ...of("small", 0.3, 20)], f1Of);
    expect(alone).toBeCloseTo(0.6, 1);
    expect(both).toBeLessThan(alone);
  });

  it("says that it does not know where verdicts are wrong too often", () => {
    const examples = Array.from({ length: 1000 }, (_, at) => ({
      score: at / 1000,
      isPositive: (at * 7919) % 1000 < at,
      weight: 1,
    }));
    const { from, to } = unsureRange(examples, 0.5);
    expect(from).toBeGreaterThan(0.1);
    expect(from).toBeLessThanOrEqual(0.5);
    expect(to).toBeGreaterThan(0.5);
    expect(to).toBeLessThanOrEqual(0.7);
  });

  it("doubts at most one supported claim in ten, however sure it could be of the rest", () => {
    const examples = Array.from({ length: 1000 }, (_, at) => ({
      score: at / 1000,
      isPositive: at % 10 === 0,
      weight: 1,
    }));
    const { from } = unsureRange(examples, 0.5);
    const doubted = examples.filter(({ score, isPositive }) => isPositive && score < from);
    expect(doubted.length).toBeLessThanOrEqual(10);
  });
});
