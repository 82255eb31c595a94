import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimateStanding, tierChances } from "./estimate-standing.ts";
import { readNameWords } from "./name-features.ts";

const model = {
  words: readNameWords(
    "[cures] speaks of cures / 涉及疗法\ncure cures\n[art] speaks of art / 涉及艺术\nart arts\n",
  ),
  weights: new Map([
    ["every name", [1, 0, -2]],
    ["cures", [-1, 2, 0]],
    ["art", [1, -1, 0]],
  ]),
};

describe("estimateStanding", () => {
  test("adds up what the words of a name are worth and names those that told", () => {
    expect(estimateStanding("silver-cures.org", model)).toEqual({
      tier: "low",
      probability: 0.87,
      reason: {
        en: "Not listed; probably unreliable by its name alone, which speaks of cures (“cures”)",
        zh: "未列入名单；仅据域名推测可能不可靠：涉及疗法（“cures”）",
      },
    });
    expect(estimateStanding("arts.org", model)).toMatchObject({ tier: "high" });
  });

  test("says so where the name tells nothing, and nothing at all where there is no name", () => {
    expect(estimateStanding("qwertz.org", model)?.reason.en).toMatch(/its name tells little/);
    for (const host of ["", "10.0.0.1", "localhost"]) expect(estimateStanding(host)).toBeUndefined();
  });

  test("gives the chance of the likeliest tier, at least a third, and a reason in both languages", () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        const estimate = estimateStanding(host);
        if (estimate === undefined) return;
        expect(estimate.probability).toBeGreaterThanOrEqual(0.33);
        expect(estimate.probability).toBeLessThanOrEqual(1);
        expect(estimate.reason.zh).toMatch(/^未列入名单/);
      }),
    );
  });

  test("as bundled, tells a page of remedies from a regional newspaper", () => {
    expect(estimateStanding("naturalremediestruth.info")?.tier).toBe("low");
    expect(estimateStanding("springfieldtribune.com")?.tier).toBe("high");
  });
});

test("chances sum to one, also for weights that no exponential can hold", () => {
  const sum = (weights: readonly number[]) =>
    tierChances(["x"], new Map([["x", weights]])).reduce((total, each) => total + each, 0);
  expect(sum([1000, -1000, 0])).toBeCloseTo(1);
  expect(sum([0, 0, 0])).toBeCloseTo(1);
});
