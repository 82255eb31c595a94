import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteDifference } from "./quote-difference.ts";

describe("quoteDifference", () => {
  it("leaves short wordings as they are", () => {
    expect(quoteDifference("lent for 29 days", "lent for 28 days")).toEqual({
      quote: "lent for 29 days",
      nearest: "lent for 28 days",
    });
  });

  it("shows the words around a change in a long one, in English and Chinese", () => {
    const long = (days: string) =>
      `${"Books and maps may be taken home. ".repeat(4)}They are lent for ${days} days. ${"Others stay here. ".repeat(6)}`;
    const { quote, nearest } = quoteDifference(long("29"), long("28"));
    expect(quote).toMatch(/^….*lent for 29 days.*…$/);
    expect(nearest).toMatch(/^….*lent for 28 days.*…$/);
    expect(nearest.length).toBeLessThan(100);
    const chinese = (months: string) =>
      `${"经济补偿按劳动者在本单位工作的年限，".repeat(3)}每满一年支付${months}个月工资的标准向劳动者支付。${"六个月以上不满一年的，按一年计算。".repeat(3)}`;
    expect(quoteDifference(chinese("两"), chinese("一"))).toEqual({
      quote: "…年限，每满一年支付两个月工资的标准向…",
      nearest: "…年限，每满一年支付一个月工资的标准向…",
    });
    expect(quoteDifference(`${chinese("两")}。`, chinese("一").replace("，每", "， 每")).quote).toBe(
      "…年限，每满一年支付两个月工资的标准向…",
    );
  });

  it("shows everything between several changes, and words that only one of them has", () => {
    const words = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
    const { quote, nearest } = quoteDifference(words.replace("m n", "m N n"), words);
    expect(quote).toContain("m N n");
    expect(nearest).toContain("m n");
    expect(quoteDifference(words.replace("h", "hh").replace("r", "rr"), words).quote).toMatch(
      /hh i j k l m n o p q rr/,
    );
  });

  it("only ever leaves out what both have", () => {
    const text = fc.stringMatching(/^[a-d ,。年]{0,120}$/);
    fc.assert(
      fc.property(text, text, text, text, (head, one, other, tail) => {
        const [quote, nearest] = [head + one + tail, head + other + tail];
        const words = (written: string) => written.match(/[a-d]+|年/g) ?? [];
        const found = quoteDifference(quote, nearest);
        if (words(quote).join() === words(nearest).join()) return;
        expect(words(found.quote)).not.toEqual(words(found.nearest));
      }),
    );
  });
});
