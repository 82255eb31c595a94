import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findValues } from "./values.ts";

const found = (text: string) => findValues(text).map((value) => `${value.type}: ${value.text}`);

describe("findValues", () => {
  test.each([
    ["The fee is $130, plus $60 for expedited service.", ["money: $130", "money: $60"]],
    ["It costs between $1.5 million and 20,000 dollars.", ["money: $1.5 million", "money: 20,000 dollars"]],
    ["Processing takes 4 to 6 weeks.", ["duration: 4 to 6 weeks"]],
    ["Within three business days or a year.", ["duration: three business days", "duration: a year"]],
    ["A 30-day limit from May 7, 2025.", ["duration: 30-day", "date: May 7, 2025"]],
    ["Published in January 1960 and again in 1963.", ["date: January 1960", "date: 1963"]],
    ["About 5% of deaths (95% CI 2 to 8).", ["percent: 5%"]],
    ["Call 1-877-487-2778 or write to PO Box 1227.", []],
  ])("English: %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ["试用期不得超过六个月。", ["duration: 六个月"]],
    ["不得低于约定工资的百分之八十", ["percent: 百分之八十"]],
    ["处五千元以上五万元以下的罚款", ["money: 五千元以上五万元以下"]],
    ["按百分之五十以上百分之一百以下的标准加付", ["percent: 百分之五十以上百分之一百以下"]],
    ["2024年7月1日起三年内", ["date: 2024年7月1日", "duration: 三年"]],
    ["处违法所得一倍以上十倍以下罚款", ["percent: 一倍以上十倍以下"]],
    ["第三十日、同一日", []],
  ])("Chinese: %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("ways to write one value have one key", () => {
    const key = (text: string) => findValues(text)[0]?.key;
    expect(key("six months")).toBe(key("6 months"));
    expect(key("5年")).toBe(key("五年"));
    expect(key("百分之八十")).toBe(key("80%"));
    expect(key("$1,000")).toBe(key("$1000"));
    expect(key("6 months")).not.toBe(key("6 weeks"));
  });

  test("values lie where they say, in order, without overlap, in any text", () => {
    const piece = fc.constantFrom(
      "$5 ",
      "3 weeks",
      "五年",
      "百分之三",
      "2024",
      "May 5",
      "x",
      "。",
      "至",
      " to ",
      "元",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let end = 0;
        for (const value of findValues(text)) {
          expect(text.slice(value.start, value.end)).toBe(value.text);
          expect(value.start).toBeGreaterThanOrEqual(end);
          end = value.end;
        }
      }),
    );
  });
});
