import { describe, expect, test } from "vitest";
import { readSituation } from "./situation.ts";

function asker(question: string, constraints: readonly string[] = []) {
  return { question, constraints, wordings: [] };
}

describe("readSituation", () => {
  const abroad = readSituation(
    asker("I lost my passport abroad and fly home in three days", ["in three days"]),
    [],
  );

  test("prefers what fits the asker's place and hurry", () => {
    const embassy = abroad.fit("If you are outside the U.S., contact the nearest embassy.", "");
    const limited = abroad.fit("You may get a limited-validity passport.", "Replacements outside the U.S.");
    expect(embassy).toBeGreaterThan(0);
    expect(limited).toBeGreaterThan(0);
    expect(abroad.fit("The passport has 28 pages.", "")).toBe(0);
  });

  test("counts against what is about the other side, even where something else fits", () => {
    expect(
      abroad.fit(
        "If you are in the U.S. and your passport is lost, use Form DS-11.",
        "Replacements inside the U.S.",
      ),
    ).toBeLessThan(-0.8);
  });

  test("counts against groups that the asker did not name", () => {
    expect(abroad.fit("Report it.", "Foreign visitors: lost visas")).toBe(-1);
    expect(abroad.fit("Return the passport.", "If you find someone else's passport")).toBe(-1);
    const parent = readSituation(asker("My child lost a passport abroad"), []);
    expect(parent.fit("Children need both parents.", "Passports for children")).toBeGreaterThanOrEqual(0);
  });

  test("a group that most of the evidence is about is the topic", () => {
    const evidence = ["SSDI pays people with a disability.", "Disability benefits", "Work history"];
    const situation = readSituation(asker("What is SSDI?"), evidence);
    expect(situation.fit("It is for people with disabilities.", "")).toBe(0);
  });

  test("Chinese: 境外 against 境内", () => {
    const situation = readSituation(asker("在境外丢失护照怎么办？"), []);
    expect(situation.fit("在境外的，向驻外使领馆申请。", "")).toBeGreaterThan(0);
    expect(situation.fit("在境内的，向公安机关申请。", "")).toBeLessThan(0);
  });
});
