import { describe, expect, it } from "vitest";
import { loadSupportModel } from "../support/support-model.ts";
import { findDisagreements } from "./find-disagreement.ts";

const { rarity } = loadSupportModel();
const cited = (...texts: readonly string[]) =>
  texts.map((text, index) => ({ citationId: `web_0000000${index}`, text }));

describe("findDisagreements", () => {
  it.each([
    [
      "number",
      "A standard passport book costs 130 dollars.",
      "A standard passport book costs 130 dollars. Photos are extra.",
      "A standard passport book costs 165 dollars for an adult.",
    ],
    [
      "opposite",
      "The museum closed its northern wing to visitors.",
      "In March the museum closed its northern wing to visitors.",
      "The museum opened its southern wing to visitors, the director said.",
    ],
    [
      "negation",
      "Visitors may take photographs in the reading room.",
      "Visitors may take photographs in the reading room without flash light.",
      "Visitors may not take photographs in the reading room.",
    ],
    ["number", "试用期不得超过六个月。", "试用期不得超过六个月。", "试用期不得超过三个月。"],
  ])("%s: a second source that says otherwise is named", (reason, claim, agreeing, other) => {
    const [, second] = cited(agreeing, other);
    const found = findDisagreements(claim, cited(agreeing, other), rarity);
    expect(found).toEqual([{ citationId: second?.citationId, reason, sentence: other }]);
  });

  it("sources that agree, or speak of something else, do not disagree", () => {
    const claim = "A standard passport book costs 130 dollars.";
    expect(findDisagreements(claim, cited(claim, claim), rarity)).toEqual([]);
    expect(
      findDisagreements(claim, cited(claim, "A driving licence costs 40 dollars in most states."), rarity),
    ).toEqual([]);
  });

  it("one source alone disagrees with nobody", () => {
    const claim = "A standard passport book costs 130 dollars.";
    expect(findDisagreements(claim, cited("A standard passport book costs 165 dollars."), rarity)).toEqual(
      [],
    );
  });
});
