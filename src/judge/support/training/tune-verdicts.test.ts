import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../core/seeded-random.ts";
import type { Support } from "../support-judge.ts";
import { actionShares, chooseVerdict, headInput } from "../verdict-head.ts";
import {
  fitHead,
  measureChoices,
  tuneHead,
  tuneVerdicts,
  type TuningExample,
  verdictReward,
} from "./tune-verdicts.ts";

/** Labels that follow the probabilities, so that the best head is known: sure at both ends, open between. */
function examples(seed: number, count = 600): readonly TuningExample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const full = random();
    const label: Support = random() < full ? "full" : "none";
    return { probabilities: { full, some: full }, label, set: index % 2 === 0 ? "a" : "b" };
  });
}

describe("verdictReward", () => {
  it("pays for the label only, and makes guessing worse than not knowing", () => {
    expect(verdictReward("full", "full")).toBe(1);
    expect(verdictReward("full", "none")).toBeLessThan(verdictReward("partial", "none"));
    expect(verdictReward("partial", "none")).toBeLessThan(verdictReward("unknown", "none"));
  });
});

describe("the two phases", () => {
  const [training, validation] = [examples(1), examples(2)];
  const report = tuneVerdicts({ training, validation }, () => "unknown");

  it("learn from labels first, then to leave open what a guess would lose on, also on unseen claims", () => {
    const [thresholds, supervised, tuned] = report.rows;
    expect(thresholds?.validation).toMatchObject({ reward: 0, decided: 0 });
    expect(supervised?.validation.decided).toBe(1);
    expect(tuned?.validation.reward).toBeGreaterThan((supervised?.validation.reward ?? 1) + 0.05);
    expect(tuned?.validation.decided).toBeLessThan(0.95);
    expect(tuned?.validation.accuracy).toBeGreaterThan(supervised?.validation.accuracy ?? 1);
    const chosen = [0.02, 0.5, 0.98].map((full) => chooseVerdict(report.head, { full, some: full }));
    expect(chosen).toEqual(["none", "unknown", "full"]);
  });

  it("never lower the expected reward they ascend", () => {
    const start = fitHead(training);
    const expected = (head: typeof start): number =>
      training.reduce((sum, { probabilities, label }) => {
        const shares = actionShares(head, headInput(probabilities));
        return (
          sum +
          (["full", "partial", "none", "unknown"] as const).reduce(
            (one, action) => one + shares[action] * verdictReward(action, label),
            0,
          )
        );
      }, 0);
    expect(expected(tuneHead(start, training))).toBeGreaterThan(expected(start));
  });

  it("count sets alike", () => {
    const choose = (): Support => "full";
    const lopsided = [...training.slice(0, 1), ...training.filter(({ set }) => set === "b")];
    const { n, decided } = measureChoices(lopsided, choose);
    expect([n, decided]).toEqual([301, 1]);
  });
});
