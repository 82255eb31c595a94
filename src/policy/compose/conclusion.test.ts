import { describe, expect, test } from "vitest";
import { type BriefFixture, briefFrom } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";
import { sizeOf } from "./value-size.ts";
import { findValues } from "./values.ts";

const size = (text: string) => {
  const [value] = findValues(text);
  return value === undefined ? undefined : sizeOf(value);
};

describe("sizeOf", () => {
  test.each([
    ["born July 14, 1939", "born 7 January 1976"],
    ["in January 1960", "in March 1960"],
    ["in 1959", "in January 1960"],
    ["2018年10月26日", "2023年12月29日"],
    ["$900", "$1.5 million"],
    ["five weeks", "two months"],
    ["百分之三", "百分之八十"],
  ])("%s is less than %s", (less, more) => {
    expect(size(less)).toBeLessThan(size(more) ?? 0);
  });

  test("ranges have no one size", () => {
    expect(size("$100 to $200")).toBeUndefined();
    expect(size("百分之五十以上百分之一百以下")).toBeUndefined();
  });
});

describe("concludeComparison", () => {
  const lives = (question: string): BriefFixture => ({
    question,
    topic: "",
    asks: [
      { id: "q1", text: "When was Ada Alpha born?", heading: "Ada Alpha", kind: "date", side: "Ada Alpha" },
      { id: "q2", text: "When was Bob Beta born?", heading: "Bob Beta", kind: "date", side: "Bob Beta" },
      { id: "q3", text: question, heading: "Which of the two", kind: "comparison", dependsOn: ["q1", "q2"] },
    ],
    passages: [
      { title: "Ada Alpha", text: "Ada Alpha (born July 14, 1939) is an actor." },
      { title: "Bob Beta", text: "Bob Beta (born 7 January 1976) is a boxer." },
    ],
  });

  test("says who comes first or later where the question asks it", () => {
    expect(composeReport(briefFrom(lives("Who is older, Ada Alpha or Bob Beta?")))).toMatch(
      /Going by these dates, \*\*Ada Alpha\*\* comes first\.\\cite\{web_\w+\}\\cite\{web_\w+\}/,
    );
    expect(composeReport(briefFrom(lives("Who is younger, Ada Alpha or Bob Beta?")))).toContain(
      "**Bob Beta** comes later",
    );
  });

  test("draws no conclusion where the question asks for none, or a side has no date", () => {
    expect(composeReport(briefFrom(lives("When were Ada Alpha and Bob Beta born?")))).not.toContain(
      "Going by",
    );
    const [first] = lives("").passages;
    const alone = {
      ...lives("Who is older, Ada Alpha or Bob Beta?"),
      passages: first === undefined ? [] : [first],
    };
    expect(composeReport(briefFrom(alone))).not.toContain("Going by");
  });
});
