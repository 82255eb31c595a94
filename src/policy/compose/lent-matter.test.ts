import { describe, expect, test } from "vitest";
import { briefFrom, type BriefFixture, type PassageFixture } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";
import { lender } from "./lent-matter.ts";
import { readEvidence } from "./reading.ts";
import { createTermSpace } from "./terms.ts";
import { wantedBy } from "./wanted.ts";

const sign: PassageFixture = {
  title: "Meter fraud",
  headings: ["Signs of meter fraud"],
  index: 1,
  text: "Meter fraud happens when a stranger tapped the cable behind your house.",
};
const remedy: PassageFixture = {
  title: "Meter fraud",
  headings: ["How to report meter fraud"],
  index: 2,
  text: "Call the grid office and ask for an inspection of the cable.",
};
const other: PassageFixture = {
  ...remedy,
  title: "Billing",
  index: 3,
  text: "Call the billing desk about invoices.",
};
const ask: BriefFixture = {
  question: "A stranger tapped the cable behind my house, what should I do?",
  topic: "stranger tapped cable behind house",
  asks: [
    {
      id: "q1",
      text: "Stranger tapped cable behind house: what to do?",
      heading: "What to do",
      kind: "procedure",
    },
  ],
  passages: [sign, remedy, other],
};

function lentTo(fixture: BriefFixture, index: number) {
  const brief = briefFrom(fixture);
  const readings = readEvidence(brief);
  const space = createTermSpace(brief.idf, []);
  const [sub] = brief.analysis.subQuestions;
  const reading = readings.find(({ passage }) => passage.index === index);
  if (sub === undefined || reading === undefined) throw new Error("fixture has no such passage");
  return lender(readings, wantedBy(sub, brief.analysis, space), space)(reading);
}

describe("what a page lends to its passages", () => {
  test("is the matter that one of them names, where that one does not answer", () => {
    expect(lentTo(ask, 2)?.terms.has("cabl")).toBe(true);
    expect(lentTo(ask, 3)).toBeUndefined();
    expect(composeReport(briefFrom(ask))).toContain("Call the grid office");
  });

  test("is nothing where the passage that names the matter answers itself", () => {
    const answers = {
      ...sign,
      text: `${sign.text} You must call the police about the tapped cable behind the house.`,
    };
    expect(lentTo({ ...ask, passages: [answers, remedy] }, 2)).toBeUndefined();
  });

  test("is its title where that has what the question turns on", () => {
    const titled = { ...remedy, title: "A stranger tapped the cable behind your house" };
    expect(lentTo({ ...ask, passages: [titled] }, 2)?.terms.has("cabl")).toBe(true);
  });

  test("is nothing for a law", () => {
    const law = { ...remedy, title: "中华人民共和国电力法", text: "第三条 应当申请检查。" };
    expect(lentTo({ ...ask, passages: [sign, law] }, 2)).toBeUndefined();
  });
});
