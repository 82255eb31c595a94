import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuote, isVerbatim } from "./find-quote.ts";
import { foldText, relaxText } from "./fold-text.ts";
import { quoteTarget } from "./quote-target.ts";
import { quotedSpans } from "./quoted-spans.ts";

const passage =
  "Applicants “must appear” in person — at least 3.5 weeks before travel.[4] The [fee](https://a.example/fee) is **$130**,\nand the ofﬁce won’t refund it.";
const chinese = "第十条　申请人应当自收到通知之日起 三十日 内，向人民法院提起诉讼；\n逾期不予受理。";

const matchOf = (quote: string, text: string) => findQuote(quote, quoteTarget(text)).match;

describe("foldText", () => {
  test("offsets point to where each character came from, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
        for (const folded of [foldText(text), relaxText(foldText(text))]) {
          let previous = 0;
          for (let index = 0; index < folded.text.length; index += 1) {
            const start = folded.starts[index] ?? -1;
            expect(start).toBeGreaterThanOrEqual(previous);
            expect(folded.ends[index]).toBeGreaterThan(start);
            expect(folded.ends[index]).toBeLessThanOrEqual(text.length);
            previous = start;
          }
        }
      }),
    );
  });

  test("keeps letters and digits, drops typesetting", () => {
    expect(foldText(passage).text).toBe(
      'Applicants "must appear" in person - at least 3.5 weeks before travel. The fee is $130, and the office won"t refund it.',
    );
    expect(foldText(chinese).text).toBe(
      "第十条申请人应当自收到通知之日起三十日内,向人民法院提起诉讼;逾期不予受理.",
    );
  });
});

describe("findQuote", () => {
  test.each([
    ["cost 12000 euros", "close"],
    ["cost 12,000 euros", "exact"],
    ["cost 1,2000 euros", "missing"],
    ["cost 12,00 euros", "missing"],
    ["was 3,14 then", "exact"],
    ["was 314 then", "missing"],
  ])("a number is the same without its thousands separators, and only then: %s is %s", (quote, expected) => {
    expect(matchOf(quote, "It cost 12,000 euros and was 3,14 then or so.")).toBe(expected);
  });

  test.each([
    ["must appear", "exact"],
    ["in person - at least 3.5 weeks", "normalised"],
    ["The fee is $130, and the office won't refund it.", "normalised"],
    ["the fee is $130 and the office", "close"],
    ["Applicants must appear in person", "close"],
    ["Applicants … at least 3.5 weeks [...] won't refund it", "elided"],
    ["must not appear in person at least 3.5 weeks before travel", "altered"],
    ["The fee is $131, and the office won't refund it.", "altered"],
    ["at least 35 weeks before travel", "altered"],
    ["plicants “must appear”", "missing"],
    ["is $13", "missing"],
    ["5 weeks before", "missing"],
    ["Bring two photographs of yourself", "missing"],
    ["weeks … Applicants", "missing"],
  ])("English: %s is %s", (quote, expected) => {
    expect(matchOf(quote, passage)).toBe(expected);
  });

  test.each([
    ["申请人应当自收到通知之日起三十日内，向人民法院提起诉讼；逾期不予受理", "normalised"],
    ["申请人应当自收到通知之日起三十日内向人民法院提起诉讼", "close"],
    ["申请人应当自收到通知之日起……向人民法院提起诉讼", "elided"],
    ["申请人应当自收到通知之日起六十日内，向人民法院提起诉讼", "altered"],
    ["申请人不应当自收到通知之日起三十日内，向人民法院提起诉讼", "altered"],
    ["被告应当在答辩期内提出管辖权异议", "missing"],
  ])("Chinese: %s is %s", (quote, expected) => {
    expect(matchOf(quote, chinese)).toBe(expected);
  });

  test("says where in the passage it was found", () => {
    const found = findQuote("the office won't refund it", quoteTarget(passage));
    expect(passage.slice(found.start, found.end)).toBe("the ofﬁce won’t refund it");
  });

  test("any stretch of whole words is found, and no stretch with one word changed, added or dropped", () => {
    const words =
      "the court shall hear an appeal within thirty days of the order unless both sides agree in writing".split(
        " ",
      );
    const target = quoteTarget(`Intro. ${words.join("  ")}. End.`);
    fc.assert(
      fc.property(fc.nat(words.length - 5), fc.nat(), fc.nat(2), (from, seed, kind) => {
        const stretch = words.slice(from, from + 5 + (seed % 6));
        expect(isVerbatim(findQuote(stretch.join(" "), target).match)).toBe(true);
        const at = 1 + (seed % (stretch.length - 2));
        const changed = stretch.toSpliced(at, kind === 0 ? 0 : 1, ...(kind === 2 ? [] : ["not"]));
        expect(isVerbatim(findQuote(changed.join(" "), target).match)).toBe(false);
      }),
    );
  });
});

describe("quotedSpans", () => {
  test.each([
    ['He said “go” and "stay here".', ["go", "stay here"]],
    ['A 6" pipe and a 7" pipe', []],
    ["它规定“应当‘立即’办理”。", ["应当‘立即’办理"]],
    ['它规定"应当办理"。', ["应当办理"]],
    ["「一」『二』《三》", ["一", "二"]],
    ["It’s the applicant’s ‘own risk’ rule", ["own risk"]],
    ["“…”", []],
    ["它规定：““因逃逸致人死亡”，是指逃跑。”完", ["“因逃逸致人死亡”，是指逃跑。"]],
    ["“open and “closed”", ["closed"]],
  ])("%s", (sentence, expected) => {
    const spans = quotedSpans(sentence);
    expect(spans.map((span) => span.text)).toEqual(expected);
    for (const span of spans) expect(sentence.slice(span.start, span.end)).toBe(span.text);
  });
});
