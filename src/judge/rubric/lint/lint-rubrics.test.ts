import { describe, expect, it } from "vitest";
import { rubricTask } from "../rubric.ts";
import { lintRubrics } from "./lint-rubrics.ts";

const prompts = {
  en: "Write a report on how public libraries lend books and electronic media to their members.",
  zh: "请写一份关于公共图书馆如何向读者出借图书和电子资源的报告。",
};
type Loose = {
  readonly criterion: string;
  readonly weight?: number;
  readonly role?: "implicit" | "explicit";
};
const rulesOf = (language: "en" | "zh", ...rubrics: readonly Loose[]) =>
  lintRubrics(rubricTask({ prompt: prompts[language], rubrics: [...rubrics] }, "t")).map(({ rule }) => rule);

describe("lintRubrics", () => {
  it.each([
    ["en", "States that books are lent for 28 days."],
    ["en", "Lists at least 3 electronic media that members may borrow."],
    ["zh", "指出图书可借28天。"],
    ["zh", "列出至少3种读者可借的电子资源。"],
  ] as const)("finds nothing in %s: %s", (language, criterion) =>
    expect(rulesOf(language, { criterion })).toEqual([]),
  );

  it.each([
    ["en", "several-demands", "Explains how libraries lend books and compares two of them."],
    ["zh", "several-demands", "说明图书馆的出借规则，并比较两家图书馆。"],
    ["en", "matter-of-taste", "The report on libraries is engaging."],
    ["zh", "matter-of-taste", "对图书馆出借的论述深入。"],
    ["en", "truth-not-given", "The loan period of books is correct."],
    ["zh", "truth-not-given", "图书的借期正确。"],
    ["en", "vague-amount", "Names several books."],
    ["zh", "vague-amount", "列出若干图书。"],
    ["en", "open-list", "Covers books, films etc."],
    ["zh", "open-list", "涵盖图书、影片等等。"],
    ["en", "no-subject", "It covers books."],
    ["zh", "no-subject", "其涵盖图书。"],
    ["en", "double-negative", "Does not fail to name books."],
    ["zh", "double-negative", "不得遗漏图书。"],
  ] as const)("finds in %s: %s", (language, rule, criterion) =>
    expect(rulesOf(language, { criterion })).toContain(rule),
  );

  it("finds taste and truth checkable where a measure or the answer stands beside them", () => {
    expect(rulesOf("en", { criterion: "Correctly gives the loan period of books as 28 days." })).toEqual([]);
    expect(rulesOf("zh", { criterion: "准确给出图书借期为28天。" })).toEqual([]);
  });

  it("finds flaws and merits whose wording turns their sign round", () => {
    expect(rulesOf("en", { criterion: "Avoids jargon about books.", weight: -2 })).toContain("sign-turned");
    expect(rulesOf("en", { criterion: "Fails to name books.", weight: 2 })).toContain("sign-turned");
    expect(rulesOf("en", { criterion: "Fails to name books.", weight: -2 })).toEqual([]);
    expect(rulesOf("zh", { criterion: "避免使用图书馆术语。", weight: -2 })).toContain("sign-turned");
  });

  it("finds rubrics that ask for the same, or count one thing twice, but not those that differ in a number", () => {
    const one = { criterion: "States the fee that members pay for a late return of books." };
    const same = { criterion: "States the fee which members pay for late return of books." };
    expect(rulesOf("en", one, same)).toEqual(["overlaps"]);
    expect(rulesOf("en", one, { ...same, weight: -1 })).toEqual(["counts-twice"]);
    const days = (count: number) => ({ criterion: `States that members may keep books for ${count} days.` });
    expect(rulesOf("en", days(14), days(28))).toEqual([]);
  });

  it("finds rubrics of another language and another matter", () => {
    expect(rulesOf("en", { criterion: "指出图书可借28天。" })).toEqual(["other-language"]);
    const foreign = { criterion: "Names the capital cities of Scandinavian kingdoms." };
    expect(rulesOf("en", { criterion: "Names the books." }, foreign)).toEqual(["off-topic"]);
    const related = { criterion: "Names the Scandinavian kingdoms without sea ports." };
    expect(rulesOf("en", foreign, related)).toEqual(["not-in-task", "not-in-task"]);
  });
});
