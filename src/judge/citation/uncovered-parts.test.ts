import { describe, expect, it } from "vitest";
import { loadSupportModel } from "../support/support-model.ts";
import { uncoveredParts } from "./uncovered-parts.ts";

const { rarity } = loadSupportModel();

describe("uncoveredParts", () => {
  it.each([
    [
      "The library was opened in 1904, and its dome was painted by a Venetian artist.",
      "The library of the town was opened in 1904. It has two reading rooms.",
      ["and its dome was painted by a Venetian artist."],
    ],
    [
      "试用期最长六个月，工资不得低于当地平均收入的九成。",
      "劳动合同期限三年以上的，试用期最长六个月。",
      ["工资不得低于当地平均收入的九成。"],
    ],
  ])("names the part that the evidence does not have", (claim, evidence, parts) => {
    expect(uncoveredParts(claim, evidence, rarity)).toEqual(parts);
  });

  it("names nothing of a claim whose words are all there", () => {
    const sentence = "Membership costs 18 euros a year, and a card is valid for 12 months.";
    expect(uncoveredParts(sentence, sentence, rarity)).toEqual([]);
  });
});
