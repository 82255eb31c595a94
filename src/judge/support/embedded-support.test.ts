import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddedSupportJudge, scoreSupport } from "./embedded-support.ts";
import { featureNames, readPair } from "./features.ts";
import { loadSupportModel } from "./support-model.ts";

const model = loadSupportModel();
const probability = (claim: string, text: string): number =>
  scoreSupport({ claim, evidence: { text } }, model).probability;

const library =
  "Membership costs 18 euros a year. A card is valid for 12 months from the day it is issued. Books are lent for 28 days, and a late return costs 20 cents per item and day.";
const law =
  "劳动合同期限三个月以上不满一年的，试用期不得超过一个月；劳动合同期限一年以上不满三年的，试用期不得超过二个月。同一用人单位与同一劳动者只能约定一次试用期。";

describe("scoreSupport", () => {
  it.each([
    ["Books are lent for 28 days.", library, "The cathedral of Cologne was finished in 1880."],
    ["A card is valid for 12 months from the day it is issued.", library, "The river rises in the Alps."],
    ["同一用人单位与同一劳动者只能约定一次试用期。", law, "长江是中国最长的河流，全长约六千三百公里。"],
  ])("%s: what the passage says is likelier supported than by another passage", (claim, own, foreign) => {
    expect(probability(claim, own)).toBeGreaterThan(probability(claim, foreign) + 0.2);
    expect(scoreSupport({ claim, evidence: { text: own } }, model).support).toBe("full");
    expect(scoreSupport({ claim, evidence: { text: foreign } }, model).support).toBe("none");
  });

  it("is sure of what a passage says to the letter, and that an English one about something else says nothing of it", () => {
    const said = (text: string) =>
      scoreSupport({ claim: "Books are lent for 28 days.", evidence: { text } }, model);
    expect(said("Books are lent for 28 days.")).toMatchObject({ support: "full", isSure: true });
    expect(said("The cathedral of Cologne was finished in 1880.")).toMatchObject({
      support: "none",
      isSure: true,
    });
  });

  it.each([
    [
      "Exercise raises the risk of heart disease.",
      "Exercise lowered the risk of heart disease in all groups.",
    ],
    ["Kinase A is dispensable for growth.", "Kinase A is required for growth."],
    ["药物增加了感染的风险。", "药物降低了感染的风险。"],
  ])("%s / %s: the same things in the other direction are likelier not supported", (claim, text) => {
    expect(probability(claim, text)).toBeLessThan(probability(text, text) - 0.1);
  });

  it("is the same every time and for every order of cases", async () => {
    const cases = [library, law].map((text) => ({
      claim: "Books are lent for 28 days.",
      evidence: { text },
    }));
    const judge = embeddedSupportJudge();
    const signal = new AbortController().signal;
    const there = await judge.judge(cases, signal);
    const back = await judge.judge(cases.toReversed(), signal);
    expect(back.toReversed()).toEqual(there);
  });

  it("has a finite row of features and a probability for any two texts", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.string({ unit: "grapheme", maxLength: 200 }),
        (claim, text) => {
          const { row } = readPair(claim, { text }, model.rarity);
          expect(row.length).toBe(featureNames.length);
          expect(row.every(Number.isFinite)).toBe(true);
          const said = probability(claim, text);
          expect(said).toBeGreaterThanOrEqual(0);
          expect(said).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
