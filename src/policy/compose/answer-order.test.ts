import { describe, expect, test } from "vitest";
import { briefFrom, type BriefFixture, type PassageFixture } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";

const shortAnswer = (fixture: BriefFixture): string =>
  (composeReport(briefFrom(fixture)) ?? "").split(/^## (?:Short answer|简要回答)$/m)[1]?.split(/^## /m)[0] ??
  "";

const page = (text: string, more: Partial<PassageFixture> = {}): PassageFixture => ({
  title: "Boats",
  text,
  ...more,
});

describe("what answers first", () => {
  test("a definition of what is asked about, not one in which it only occurs", () => {
    const answer = shortAnswer({
      question: "什么是浮力？",
      language: "zh",
      topic: "浮力",
      asks: [{ id: "q1", text: "什么是浮力？", heading: "浮力", kind: "definition" }],
      passages: [
        {
          title: "船舶说明",
          language: "zh",
          index: 1,
          text: "所称载重，是指在浮力等因素的作用下船舶能够装载的货物。",
        },
        { title: "船舶说明", language: "zh", index: 2, text: "浮力是液体对物体向上的作用力。" },
      ],
    });
    expect(answer).toContain("浮力是液体");
    expect(answer).not.toContain("所称载重");
  });

  test("the general case before one that the question does not speak of", () => {
    const answer = shortAnswer({
      question: "How do I register a boat?",
      topic: "register boat",
      asks: [
        { id: "q1", text: "How do I register a boat?", heading: "How to register a boat", kind: "procedure" },
      ],
      passages: [
        page("If you own a rescue station, register the boat at the harbour school.", { index: 1 }),
        page("Register the boat at the harbour office.", { index: 2 }),
      ],
    });
    expect(answer.trim().startsWith("Register the boat")).toBe(true);
  });

  test("conditions that are listed, with the sentence that their lead-in leans on, not what happens afterwards", () => {
    const answer = shortAnswer({
      question: "What are the requirements to steer a boat?",
      topic: "steer boat",
      asks: [
        {
          id: "q1",
          text: "What are the requirements to steer a boat?",
          heading: "Requirements",
          kind: "requirement",
        },
      ],
      passages: [
        page("Once you submit the form to steer a boat, the time depends on the harbour.", { index: 1 }),
        page(
          "Steering a boat has its conditions. These include being:\n\n- At least 16 years old\n- Able to swim",
          {
            index: 2,
          },
        ),
      ],
    });
    expect(answer).toContain("Steering a boat has its conditions.");
    expect(answer).toMatch(/- At least .*16 years/);
    expect(answer).not.toContain("Once you submit");
  });

  test.each([
    "Many people wonder what a mooring costs in Port Alpha.",
    "Here is what a mooring costs in Port Alpha.",
    "In this guide we look at what a mooring costs in Port Alpha.",
  ])("what only talks of the question is told nowhere: %s", (filler) => {
    const question = "How much does a mooring cost in Port Alpha?";
    const report = composeReport(
      briefFrom({
        question,
        topic: "mooring Port Alpha",
        asks: [{ id: "q1", text: question, heading: "Cost", kind: "amount" }],
        passages: [page(`${filler} A mooring costs 40 euros in Port Alpha.`)],
      }),
    );
    expect(report).toContain("40 euros");
    expect(report).not.toContain(filler);
  });

  test("a list of what can be learned elsewhere is no answer where there is one", () => {
    const answer = shortAnswer({
      question: "How do I sell a boat?",
      topic: "sell boat",
      asks: [{ id: "q1", text: "How do I sell a boat?", heading: "How to sell a boat", kind: "procedure" }],
      passages: [
        page("You will learn:\n\n- How to sell a boat\n- How to file the sale of a boat", { index: 1 }),
        page("To sell a boat, sign the title over to the buyer.", { index: 2 }),
      ],
    });
    expect(answer).toContain("sign the title over");
    expect(answer).not.toContain("You will learn");
  });

  test("a law before a rule under it, and both where they set different values", () => {
    const law = (title: string, text: string): PassageFixture => ({
      title,
      language: "zh",
      published: "2020-01-01",
      text,
    });
    const answer = shortAnswer({
      question: "船员休假有多少天？",
      language: "zh",
      topic: "船员休假",
      asks: [
        {
          id: "q1",
          text: "船员休假有多少天？",
          heading: "船员休假",
          kind: "duration",
          terms: ["船员", "休假"],
        },
      ],
      passages: [
        law("船员休假管理规定", "第三条 船员休假为三十日。"),
        law("中华人民共和国船员休假法", "第九条 船员休假为二十日。"),
      ],
    });
    expect(answer.indexOf("二十日")).toBeGreaterThan(-1);
    expect(answer.indexOf("三十日")).toBeGreaterThan(answer.indexOf("二十日"));
  });
});

describe("what is named and not found", () => {
  const fixture = (text: string): BriefFixture => ({
    question: "帆船灯塔的费用由谁承担？",
    language: "zh",
    topic: "帆船 灯塔 费用 承担",
    asks: [
      {
        id: "q1",
        text: "帆船灯塔的费用由谁承担？",
        heading: "费用",
        kind: "fact",
        terms: ["帆船", "灯塔", "费用", "承担"],
      },
    ],
    passages: [{ title: "港口说明", language: "zh", text }],
  });
  const composed = (text: string): string => {
    const brief = briefFrom(fixture(text));
    return composeReport({ ...brief, idf: new Map([...brief.idf, ["灯塔", 5]]) }) ?? "";
  };

  test("the subject of a Chinese question: what comes closest is called so", () => {
    expect(composed("帆船停泊的费用由船主承担。")).toContain("所查来源中没有找到直接回答。最接近的内容：");
    expect(composed("帆船灯塔的费用由船主承担。")).not.toContain("没有找到");
  });
});

describe("a comparison", () => {
  test("sets no sentence beside itself", () => {
    const both = "Sloops and ketches are boats with sails.";
    const text = composeReport(
      briefFrom({
        question: "What is the difference between a sloop and a ketch?",
        topic: "sloop ketch",
        asks: [
          { id: "q1", text: "What is a sloop?", heading: "Sloop", kind: "definition", side: "sloop" },
          { id: "q2", text: "What is a ketch?", heading: "Ketch", kind: "definition", side: "ketch" },
          {
            id: "q3",
            text: "Difference",
            heading: "Sloop and ketch",
            kind: "comparison",
            dependsOn: ["q1", "q2"],
          },
        ],
        passages: [page(both, { index: 1 }), page(both, { index: 2, title: "Ships" })],
      }),
    );
    expect(text).not.toContain("| --- | --- |");
  });
});
