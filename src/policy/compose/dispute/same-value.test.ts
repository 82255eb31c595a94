import { describe, expect, test } from "vitest";
import { findValues } from "../values.ts";
import { isSameValue, type Placed } from "./same-value.ts";

function placed(sentence: string): Placed {
  const [value] = findValues(sentence);
  if (value === undefined) throw new Error(`no value in ${sentence}`);
  return { value, sentence };
}

const areSame = (left: string, right: string): boolean => {
  const both = [placed(left), placed(right)] as const;
  expect(isSameValue(both[1], both[0])).toBe(isSameValue(...both));
  return isSameValue(...both);
};

describe("two values say the same", () => {
  test.each([
    ["It costs $130.", "It costs 130 dollars."],
    ["It costs 2.5 billion dollars.", "It costs 2.46 billion dollars."],
    ["It costs about 40 euros.", "It costs 41 euros."],
    ["费用为1万元。", "费用为10000元。"],
    ["It opened on March 3, 1998.", "It opened on 3 March 1998."],
    ["It opened on 1998-03-03.", "It opened in March 1998."],
    ["It opened in 1998.", "It opened on 3 March 1998."],
    ["It takes ten days.", "It takes 10 days."],
  ])("%s %s", (left, right) => expect(areSame(left, right)).toBe(true));

  test.each([
    ["It costs 120 euros.", "It costs 121 euros."],
    ["It costs 120 euros.", "It costs 120 pounds."],
    ["It costs 2.5 billion dollars.", "It costs 2.6 billion dollars."],
    ["It costs about 40 euros.", "It costs 48 euros."],
    ["It opened on 3 March 1998.", "It opened on 4 March 1998."],
    ["It opened in 1998.", "It opened in 1999."],
    ["It takes 10 days.", "It takes 10 weeks."],
  ])("or not: %s %s", (left, right) => expect(areSame(left, right)).toBe(false));
});
