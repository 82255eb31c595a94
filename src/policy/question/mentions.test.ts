import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMentions } from "./mentions.ts";

describe("names in a text", () => {
  it.each([
    ["Who founded Iron Maiden in Leyton?", ["Iron Maiden", "Leyton"]],
    ["When was the Bank of England nationalised?", ["Bank of England"]],
    ["In 1990 Nelson Mandela was freed.", ["Nelson Mandela"]],
    ["The committee met in Paris. It adjourned.", ["Paris"]],
    ["Are Christopher Nolan and Sathish Kalathil both directors?", ["Christopher Nolan", "Sathish Kalathil"]],
    ["Who wrote “Nobody Loves You”?", ["Nobody Loves You"]],
    ["Meet Me in St. Louis was filmed in the U.S. in 1944.", ["Meet Me", "St. Louis", "U.S."]],
    ["Big Eye's main director", ["Big Eye"]],
    ["the Woman's Viewpoint", ["Woman's Viewpoint"]],
    ["依照《中华人民共和国公司法》第四十七条", ["中华人民共和国公司法"]],
    ["“见《公司法》第四十七条”", ["公司法"]],
    ["《“》", []],
    ["How do I renew a passport?", []],
  ])("are found by their capitals and marks: %s", (text, names) => {
    expect(findMentions(text).map((mention) => mention.text)).toEqual(names);
  });

  it("stand where they are said to stand, in order and apart", () => {
    const words = fc.constantFrom(
      "Ann",
      "the",
      "of",
      "Great",
      "1990",
      "“",
      "”",
      "《",
      "》",
      ".",
      ",",
      "ate",
      "'s",
      "法",
      "U.S.",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (list) => {
        const text = list.join(" ");
        let end = 0;
        for (const mention of findMentions(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeLessThanOrEqual(text.length);
          expect(mention.text).toMatch(/[\p{L}\p{N}]/u);
          end = mention.end;
        }
      }),
    );
  });
});
