import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectReport } from "./inspect-report.ts";
import { countWords, readShape } from "./read-shape.ts";
import { measureRepetition } from "./repetition.ts";

const question = "How long may a book be kept, and what does a late return cost?";
const good = `# Loans

Books may be kept for 28 days [1]. The day of the loan does not count.

## Costs

A late return costs 20 cents per day [2], up to 18 euros.

## References

1. Rules of the library, https://library.example/rules
2. Fees, https://library.example/fees
`;
const problemsOf = (report: string, language = "en") =>
  inspectReport(report, { question, language }).flatMap(({ problems }) => problems.map(({ type }) => type));

describe("inspectReport", () => {
  it("passes a decent report in every respect", () => {
    expect(problemsOf(good)).toEqual([]);
    expect(inspectReport(good, { question, language: "en" }).every(({ passes }) => passes)).toBe(true);
  });

  it.each([
    ["nothing at all", "", "empty"],
    ["marks of a protocol", `<answer>\n${good}</answer>`, "leftover"],
    ["unresolved citations", good.replace("[1]", "\\cite{web_12345678}"), "leftover"],
    ["a code block without an end", `${good}\n\`\`\`\nx`, "open-code-block"],
    ["an empty section", good.replace("## References", "## Empty\n\n## References"), "empty-section"],
    ["a mark that nothing explains", good.replace("[2]", "[2, 7]"), "mark-without-reference"],
    [
      "a loop",
      good.replace("## References", `${"It is open every day of the week. ".repeat(20)}\n\n## References`),
      "repeats",
    ],
    ["a part of the question left out", good.replace(/## Costs[^#]*/, ""), "sub-question-missing"],
    [
      "lists in place of prose",
      "# Loans\n\n- book kept long\n- late return cost\n- kept and cost",
      "mostly-lists",
    ],
  ])("finds %s", (_, report, problem) => expect(problemsOf(report)).toContain(problem));

  it("finds another language, missing headings and missing sources", () => {
    expect(problemsOf("图书可以借二十八天，逾期每天收费二角。", "en")).toContain("other-language");
    const long = Array.from(
      { length: 60 },
      (_, at) => `Sentence number ${at} speaks of shelf ${at * 7} alone.`,
    );
    expect(problemsOf(long.join(" "))).toEqual(expect.arrayContaining(["no-headings", "no-references"]));
  });

  it("passes the example reports of this project", () => {
    const folder = new URL("../../../docs/examples/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith("report.md"),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const report = readFileSync(new URL(file, folder), "utf8");
      const { language = "" } = readShape(report);
      const found = inspectReport(report, { question: "", language }).filter(
        ({ name }) => name !== "sub-questions",
      );
      expect({ file, problems: found.flatMap(({ problems }) => problems) }).toEqual({ file, problems: [] });
    }
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => void inspectReport(text, { question: text, language: "en" })),
      { numRuns: 25 },
    );
  });
});

describe("readShape", () => {
  it("counts words and Chinese characters, tables, lists, addresses and marks", () => {
    expect(countWords("It's 28 days: 图书可借。")).toBe(7);
    const shape = readShape(`${good}\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y`);
    expect(shape).toMatchObject({ language: "en", listItems: 4, marks: ["1", "2"] });
    expect(shape.urls).toEqual(["https://library.example/rules", "https://library.example/fees"]);
    expect(shape.tables[0]?.[0]).toEqual(["a", "b"]);
    expect(shape.headings.map(({ level }) => level)).toEqual([1, 2, 2]);
  });
});

it("measureRepetition tells loops without sentences from prose", () => {
  expect(measureRepetition("and then the fee the fee ".repeat(30)).runs).toBeGreaterThan(0.8);
  expect(measureRepetition(good)).toEqual({ sentences: 0, runs: 0 });
});
