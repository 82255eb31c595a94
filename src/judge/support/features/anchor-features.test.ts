import { describe, expect, it } from "vitest";
import { anchorFeatureNames, anchorFeatures } from "./anchor-features.ts";
import { readClaimPair } from "./claim-pair.ts";

type Name = (typeof anchorFeatureNames)[number];

const value = (name: Name, claim: string, text: string): number =>
  anchorFeatures(readClaimPair(claim, { text }, () => 1))[anchorFeatureNames.indexOf(name)] ?? Number.NaN;

describe("anchorFeatures", () => {
  it.each([
    ["Statins promote bone growth in mice.", "In mice bone mass is enhanced by statins.", 1],
    ["Statins promote bone density in mice.", "Statins hamper bone density in mice.", -1],
    ["Statins promote bone density in mice.", "Statins do not hamper bone density in mice.", 1],
    ["Statins promote bone density in mice.", "Statins were given to mice with low bone density.", -1],
    ["Statins affect bone density in mice.", "Statins hamper bone density in mice.", 0],
    ["税率上升使消费减少", "税率下降使消费减少", -1],
  ])("%s / %s: the direction around the shared words agrees or not", (claim, text, wanted) => {
    expect(value("anchor.region", claim, text)).toBe(wanted);
  });

  it("turns round by what is said of a thing that was taken away", () => {
    const [claim, text] = ["Alk3 drives fibrosis.", "Deletion of Alk3 increased fibrosis."];
    expect(value("anchor.region", claim, text)).toBe(1);
    expect(value("anchor.region-loss", claim, text)).toBe(-1);
  });

  it("compares only what stands between the words that both have", () => {
    const claim = "Alcohol raises blood pressure.";
    const text = "Alcohol raises blood pressure. Salt was lower in one of the groups, and sugar too.";
    expect(value("anchor.between", claim, text)).toBeGreaterThan(0);
    expect(value("anchor.between", claim, "Alcohol lowers blood pressure.")).toBeLessThan(0);
  });

  it("sees that things stand the other way round", () => {
    expect(value("anchor.order", "Wolves eat sheep.", "Wolves eat sheep.")).toBe(0);
    expect(value("anchor.order", "Wolves eat sheep.", "Sheep eat wolves.")).toBeGreaterThan(0);
  });

  it("has a value for every name, also without a shared word", () => {
    const features = anchorFeatures(readClaimPair("A claim.", { text: "" }, () => 1));
    expect(features).toHaveLength(anchorFeatureNames.length);
    expect(features.every((one) => one === 0)).toBe(true);
  });
});
