import { describe, expect, it } from "vitest";
import { rubricTask } from "../rubric.ts";
import { scoreRubrics } from "../score.ts";
import { embeddedRubricJudge } from "./embedded-rubric-judge.ts";
import { readCriterion } from "./read-criterion.ts";

const report = `# Rules of the library

## Loans

Books are lent for 28 days. The day of the loan does not count [1]. A late return costs 20 cents per item and day.

## Members

Membership costs 18 euros a year, and a card is valid for 12 months from the day it is issued [2].

| medium | days |
|---|---|
| book | 28 |
| film | 7 |

1. Rules, https://library.example/rules
2. Fees, https://library.example/fees
`;
const { signal } = new AbortController();

async function words(criteria: readonly string[], text = report, prompt = "How long may I keep a book?") {
  const task = rubricTask({ prompt, rubrics: criteria.map((criterion) => ({ criterion })) }, "t");
  const { outcomes } = await embeddedRubricJudge().judge({ task, report: text }, signal);
  return outcomes.map((outcome) => (outcome.type === "verdict" ? outcome.verdict : outcome.type));
}

describe("embeddedRubricJudge", () => {
  it.each<[string, string]>([
    ["The report is written in English.", "full"],
    ["The report is written in Chinese.", "none"],
    ["The response does not exceed 200 words.", "full"],
    ["The response is at least 1,000 words long.", "none"],
    ["Includes a table.", "full"],
    ["Cites at least two sources.", "full"],
    ["Includes a link.", "full"],
    ["Cites at least one reference.", "full"],
    ["Cites at least five sources.", "none"],
    ["Contains sections titled 'Loans' and 'Members'.", "full"],
    ["Contains sections titled 'Loans' and 'Opening hours'.", "partial"],
    ["Uses the term 'membership'.", "full"],
    ["Uses the term 'interlibrary loan'.", "none"],
  ])("counts: %s %s", async (criterion, verdict) => expect(await words([criterion])).toEqual([verdict]));

  it.each<[string, string]>([
    ["报告使用中文撰写。", "full"],
    ["全文不超过10字。", "none"],
    ["包含至少1个表格。", "none"],
    ["使用了术语“借期”。", "full"],
  ])("counts in Chinese: %s %s", async (criterion, verdict) => {
    const chinese = "# 图书馆\n\n图书的借期为二十八天，逾期每天收费二角。";
    expect(await words([criterion], chinese, "图书可以借多久？")).toEqual([verdict]);
  });

  it("finds what the report says, quotes it, and knows what it does not say", async () => {
    const task = rubricTask(
      {
        prompt: "How long may I keep a book?",
        rubrics: [
          { criterion: "States that books are lent for 28 days." },
          { criterion: "The report should mention that spacecraft orbit Saturn's icy moon Enceladus." },
        ],
      },
      "t",
    );
    const { outcomes } = await embeddedRubricJudge().judge({ task, report }, signal);
    expect(outcomes).toMatchObject([
      { type: "verdict", verdict: "full" },
      { type: "verdict", verdict: "none", evidence: [] },
    ]);
    const [first] = outcomes;
    const [quote] = first?.type === "verdict" ? first.evidence : [];
    expect(report.slice(quote?.start, quote?.end)).toBe("Books are lent for 28 days.");
  });

  it("never takes another number or a turned sentence for what was asked", async () => {
    expect(
      await words([
        "States that books are lent for 29 days.",
        "States that the day of the loan does count.",
        "States that membership costs 18 dollars a year.",
      ]),
    ).not.toContain("full");
  });

  it("never takes another digit within a name", async () => {
    const text = "People with type 2 diabetes tend to have a higher ratio than people without it.";
    const asked = (digit: number) => [
      `States that people with type ${digit} diabetes tend to have a higher ratio than people without it.`,
    ];
    expect(await words(asked(2), text)).toEqual(["full"]);
    expect(await words(asked(3), text)).not.toEqual(["full"]);
  });

  it("does not take words of another language for words that are missing", async () => {
    const chinese = "# 图书馆\n\n图书的借期为二十八天，逾期每天收费二角。";
    const criteria = ["States that books are lent for 28 days.", "Explains how a late return is charged."];
    expect(await words(criteria, chinese)).toEqual(["unknown", "unknown"]);
    expect(await words(["指出图书的借期为二十八天。"])).toEqual(["unknown"]);
    expect(await words(["指出图书的借期为二十八天。"], chinese)).toEqual(["full"]);
  });

  it("gives its reasons in the language of the task", async () => {
    const reasonOf = async (prompt: string, criterion: string) => {
      const task = rubricTask({ prompt, rubrics: [{ criterion }] }, "t");
      const [outcome] = (await embeddedRubricJudge().judge({ task, report }, signal)).outcomes;
      return outcome?.reason;
    };
    expect(await reasonOf("How long?", "Includes a table.")).toBe("it has 1 table");
    expect(await reasonOf("可以借多久？", "包含表格。")).toBe("表格：1 个");
    expect(await reasonOf("How long?", "States that books are lent for 28 days.")).toMatch(
      /probability of \d+ %/,
    );
  });

  it("does not look for parts of a report by what they are called", async () => {
    expect(await words(["Includes an executive summary.", "Lists three worked examples of fees."])).toEqual([
      "unknown",
      "unknown",
    ]);
    const said = "The two lists of the library are lent for 28 days.";
    for (const criterion of [`States that ${said}`, `States: ${said}`]) {
      expect(await words([criterion], `# Loans\n\n${said}`)).toEqual(["full"]);
    }
    expect(
      await words(["包含思维导图。", "列出了参考文献"], "# 借期\n\n借期二十八天。", "可以借多久？"),
    ).toEqual(["unknown", "unknown"]);
  });

  it("takes the name of a quality for no demand to treat of it", async () => {
    expect(
      await words(
        ["分析框架的整合性与系统性", "分析对象（黄金）的严格聚焦"],
        "# 黄金\n\n黄金价格上涨。",
        "黄金走势？",
      ),
    ).toEqual(["unknown", "unknown"]);
  });

  it("turns round flaws of omission", async () => {
    const omission = ["Fails to state that books are lent for 28 days."];
    expect(await words(omission)).toEqual(["none"]);
  });

  it("does not take the name of a matter for a sentence that is missing", async () => {
    expect(await words(["Mentions the period of card validity."])).not.toEqual(["none"]);
    expect(await words(["Omits the period of card validity."])).not.toEqual(["full"]);
    expect(await words(["Omits the moons of Saturn."])).toEqual(["full"]);
  });

  it("says that it does not know what takes understanding, and that is neither a verdict nor a zero", async () => {
    const criteria = [
      "The argument is compelling.",
      "Explains how the late fee and the loan period of books are related.",
      "报告逻辑严谨。",
    ];
    expect(await words(criteria)).toEqual(["unknown", "unknown", "unknown"]);
    const task = rubricTask({ prompt: "p", rubrics: criteria.map((criterion) => ({ criterion })) }, "t");
    const { outcomes } = await embeddedRubricJudge().judge({ task, report }, signal);
    expect(scoreRubrics(task, outcomes, { mapping: "evaluation" })).toEqual({
      mapping: "evaluation",
      aggregation: "flat",
      low: 0,
      high: 1,
      coverage: 0,
      fatal: [],
    });
  });
});

describe("readCriterion", () => {
  it.each([
    ["Clearly state that LSTM uses gates.", "says", "LSTM uses gates"],
    ["The response should point out that demand fell.", "says", "demand fell"],
    ["明确指出2021年收入为5.6万亿元。", "says", "2021年收入为5.6万亿元"],
    ["【Clinical】Clearly state that A helps B.", "says", "A helps B"],
    ["In the section on markets, clearly stated that demand fell.", "says", "demand fell"],
    ["对于‘土地’一行，明确指出其缺点是税收最少。", "says", "其缺点是税收最少"],
    ["遗漏了补发所需的时间。", "says", "补发所需的时间"],
    ["Explains why demand fell.", "treats", "demand fell"],
    ["能够解释需求为何下降。", "treats", "需求为何下降"],
  ])("takes the demand off %s", (criterion, type, matter) =>
    expect(readCriterion(criterion)).toMatchObject({ type, matter }),
  );

  it("leaves a demand for more than can be counted to judgement or to content", () => {
    expect(readCriterion("Includes a table that compares all vendors by price.").type).not.toBe("count");
    expect(readCriterion("Contains a section titled 'A' with three examples.").type).not.toBe("heading");
    expect(readCriterion("Definitions are at most 20 words.").type).toBe("other");
  });
});
