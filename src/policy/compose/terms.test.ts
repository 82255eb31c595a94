import { describe, expect, test } from "vitest";
import { findAliases } from "./aliases.ts";
import { createTermSpace } from "./terms.ts";
import { fillSlots, wantedBy } from "./wanted.ts";

describe("findAliases", () => {
  test("finds short forms that a text explains", () => {
    const texts = [
      "Social Security Disability Insurance (SSDI) pays workers.",
      "Call the Federal Trade Commission (FTC). See Note (A).",
      "The Department of Motor Vehicles (DMV) and the Uniformed and Overseas Citizens Absentee Voting Act (UOCAVA).",
    ];
    expect(Object.fromEntries(findAliases(texts))).toEqual({
      SSDI: "Social Security Disability Insurance",
      FTC: "Federal Trade Commission",
      DMV: "Department of Motor Vehicles",
      UOCAVA: "Uniformed and Overseas Citizens Absentee Voting Act",
    });
  });
});

describe("createTermSpace", () => {
  test("weighs rare terms more and unknown ones in between", () => {
    const space = createTermSpace(
      new Map([
        ["passport", 2],
        ["card", 3],
        ["clasp", 9],
      ]),
    );
    expect(space.weight("clasp")).toBeGreaterThan(space.weight("unknown"));
    expect(space.weight("unknown")).toBeGreaterThan(space.weight("passport"));
    expect(space.coverage(["passport", "clasp"], space.terms("My passport."))).toBeCloseTo(2 / 11);
    expect(space.coverage([], space.terms("My passport."))).toBe(0);
  });

  test("a short form counts as the words it stands for", () => {
    const space = createTermSpace(new Map(), ["Social Security Disability Insurance (SSDI)"]);
    expect(space.coverage(space.terms("disability insurance"), space.terms("SSDI pays."))).toBe(1);
  });
});

describe("wantedBy", () => {
  const analysis = {
    question: "股东出资期限",
    language: "zh",
    restatement: "",
    entities: [],
    constraints: [],
    topicTerms: [],
    wordings: [],
  };

  test("a pair of characters across two words never counts against a text that has both", () => {
    const ask = {
      id: "q1",
      text: "股东出资",
      heading: "",
      kind: "fact",
      terms: ["股东", "东出", "出资"],
      phrases: [],
      dependsOn: [],
    } as const;
    const space = createTermSpace(
      new Map([
        ["股东", 3],
        ["东出", 9],
        ["出资", 3],
      ]),
    );
    const wanted = wantedBy(ask, { ...analysis, subQuestions: [ask] }, space);
    expect(fillSlots(wanted.slots, [{ terms: space.terms("股东应当缴纳出资"), share: 1 }])).toBe(1);
    expect(fillSlots(wanted.slots, [{ terms: space.terms("股东应当签名"), share: 1 }])).toBeCloseTo(0.5);
  });
});
