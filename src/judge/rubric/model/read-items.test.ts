import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../../core/tokens.ts";
import { quoteTarget } from "../../../report/check/quote-target.ts";
import { checkEvidence } from "./check-evidence.ts";
import { divideReport, sectionsOf } from "./divide-report.ts";
import { readItems } from "./read-items.ts";

describe("readItems", () => {
  const verdicts = (answer: string, ids = ["c1", "c2"]) => {
    const items = readItems(answer, ids);
    return items && Object.fromEntries([...items].map(([id, item]) => [id, item["verdict"]]));
  };

  it.each([
    ["a list", '{"verdicts":[{"id":"c1","verdict":"full"},{"id":"c2","verdict":"none"}]}'],
    ["a bare list", '[{"id":"c1","verdict":"full"},{"id":"c2","verdict":"none"}]'],
    ["ids as keys", '{"c1":{"verdict":"full"},"c2":{"verdict":"none"}}'],
    ["a fence", '```json\n{"results":[{"id":"c1","verdict":"full"},{"id":"c2","verdict":"none"}]}\n```'],
    ["broken JSON", "{verdicts: [{'id': 'c1', 'verdict': 'full'}, {'id': 'c2', 'verdict': 'none'},]}"],
    [
      "criteria nobody asked for",
      '{"v":[{"id":"c1","verdict":"full"},{"id":"c9","verdict":"full"},{"id":"c2","verdict":"none"}]}',
    ],
  ])("reads %s", (_, answer) => expect(verdicts(answer)).toEqual({ c1: "full", c2: "none" }));

  it("keeps what is whole of an answer that was cut off", () => {
    const cut = '{"verdicts":[{"id":"c1","verdict":"full","reason":"a"},{"id":"c2","verd';
    expect(verdicts(cut)).toEqual({ c1: "full" });
  });

  it("takes no side where an answer contradicts itself", () => {
    const torn =
      '{"v":[{"id":"c1","verdict":"full"},{"id":"c1","verdict":"none"},{"id":"c2","verdict":"none"}]}';
    expect(verdicts(torn)).toEqual({ c2: "none" });
  });

  it("needs no id where one criterion was asked about, and finds nothing in prose", () => {
    expect(verdicts('{"verdict":"partial"}', ["c1"])).toEqual({ c1: "partial" });
    expect(verdicts('{"verdict":"partial"}')).toBeUndefined();
    expect(verdicts("It is all there.")).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readItems(text, ["c1"])));
  });
});

describe("checkEvidence", () => {
  const target = quoteTarget(
    "# Loans\n\nBooks are lent for **28 days**; a late return costs 20 cents. 图书可借二十八天。",
  );

  it("finds quotes in other typesetting, and says where", () => {
    const [found] = checkEvidence(["books are lent for 28 days"], target);
    expect(target.text.slice(found?.start, found?.end)).toBe("Books are lent for **28 days");
    expect(checkEvidence(["图书可借二十八天", "lent … 20 cents"], target)).toHaveLength(2);
  });

  it.each([["Books are lent for 29 days"], ["Books are not lent"], ["28"], [""], [7], [null], ["b"]])(
    "takes %j for no evidence",
    (quote) => {
      const found = checkEvidence([quote], target);
      expect(found.map(({ text }) => text)).toEqual(quote === "28" ? ["28"] : []);
    },
  );
});

describe("divideReport", () => {
  it("loses and repeats nothing, and keeps parts within their size", () => {
    const line = fc.constantFrom(
      "# One",
      "## Two",
      "words and more words",
      "",
      "一句中文。",
      "x".repeat(200),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 8, max: 80 }), (lines, maxTokens) => {
        const report = lines.join("\n");
        const parts = divideReport(report, maxTokens);
        expect(parts.join("")).toBe(report);
        for (const part of parts) expect(estimateTokens(part)).toBeLessThanOrEqual(maxTokens);
      }),
    );
  });

  it("cuts before headings, and sections are those of the first two levels", () => {
    const report = "# A\n\nsome words here\n\n## B\n\nmore words here\n\n### b\n\nx\n\n## C\n\nlast words";
    for (const part of divideReport(report, 12)) expect(part).toMatch(/^#/);
    expect(sectionsOf(report)).toHaveLength(3);
  });
});
