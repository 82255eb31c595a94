import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldText } from "../check/fold-text.ts";
import { matchNumber, numberEvidence } from "./match-number.ts";
import { chineseValue, englishValue } from "./numerals.ts";
import { readNumbers } from "./read-numbers.ts";

const claimed = (text: string) => readNumbers(foldText(text).text).filter((mention) => !mention.weak);
const texts = (text: string) => claimed(text).map((mention) => mention.text);
/** What becomes of each number of a claim against a passage. */
const matches = (claim: string, passage: string) => {
  const evidence = numberEvidence(foldText(passage).text);
  return claimed(claim).map((mention) => matchNumber(mention, evidence).match);
};

describe("numerals", () => {
  test("Chinese numerals from 0 to 10^8 read back to their value", () => {
    const write = (value: number): string => {
      if (value >= 1e8) return `${write(Math.floor(value / 1e8))}亿${value % 1e8 ? write(value % 1e8) : ""}`;
      if (value >= 1e4) {
        const rest = value % 1e4;
        return `${write(Math.floor(value / 1e4))}万${rest === 0 ? "" : `${rest < 1000 ? "零" : ""}${write(rest)}`}`;
      }
      let out = "";
      let gap = false;
      for (const [index, digit] of Array.from(String(value)).entries()) {
        const place = ["", "十", "百", "千"][String(value).length - 1 - index] ?? "";
        if (digit === "0") gap = true;
        else {
          out += `${gap && out ? "零" : ""}${"零一二三四五六七八九"[Number(digit)]}${place}`;
          gap = false;
        }
      }
      return out || "零";
    };
    fc.assert(
      fc.property(fc.nat(300_000_000), (value) => {
        expect(chineseValue(write(value))).toBe(value);
      }),
    );
    expect([
      chineseValue("十五"),
      chineseValue("二〇二三"),
      chineseValue("两千"),
      chineseValue("三亿五千万"),
    ]).toEqual([15, 2023, 2000, 350_000_000]);
    expect(chineseValue("一二三百")).toBeUndefined();
  });

  test.each([
    ["three", 3],
    ["twenty-one", 21],
    ["one hundred and five", 105],
    ["two thousand three hundred", 2300],
    ["three million", 3_000_000],
    ["five six", undefined],
    ["twenty thirty", undefined],
  ])("%s is %s", (text, value) => {
    expect(englishValue(text)).toBe(value);
  });
});

describe("readNumbers", () => {
  test.each([
    ["The fee is $1,200.50 in 2023.", ["$1,200.50", "2023"]],
    ["2) Pay 30 dollars (see Table 3, step 4, page 12).", ["30 dollars"]],
    ["There are three ways to pay two or three fees.", ["two", "three"]],
    ["One of them costs more; no one knows.", []],
    ["Bring form DS-11 to be 16 years old.", ["DS-11", "16 years"]],
    ["Call 1-844-872-4681.", ["1-844-872-4681"]],
    ["Section 5(a) and Articles 3, 4 apply.", ["Section 5(a)", "Articles 3, 4", "Articles 3, 4"]],
    ["On December 29, 2023 at 5:30 it ended.", ["December 29, 2023", "5:30"]],
    ["It rose in the 1990s and the 19th century.", ["1990s", "19th century"]],
  ])("English claims: %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test.each([
    ["第十条规定，应当在三十日内缴纳1.5万元。", ["第十条", "三十日", "1.5万元"]],
    ["（一）有两名股东；有三个方面的问题，十分重要，万一失败", ["两"]],
    ["2023年12月29日通过，百分之三十五，第十四届", ["2023年12月29日", "百分之三十五", "第十四"]],
    ["第三人和第二款、第3章、四川、一个人、如图3、表2", []],
    ["每年签注4次，其ISO-9001认证", ["4", "ISO-9001"]],
    ["一年内增长百分之五点二", ["一年", "百分之五点二"]],
    ["同一天一成不变，两成员成立", []],
  ])("Chinese claims: %s", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });
});

describe("matchNumber", () => {
  test.each([
    ["1200 people", "1,200 people"],
    ["1,200 people", "1 200 personnes"],
    ["1.5 million", "1,500,000"],
    ["150万", "1.5 million"],
    ["$1.5 million", "US$1.5M"],
    ["3 days", "within three days"],
    ["三天", "3日"],
    ["5%", "five percent"],
    ["百分之五", "5 per cent"],
    ["5%", "| Share (%) | 5 |"],
    ["2023年12月29日", "29 December 2023"],
    ["December 29, 2023", "2023-12-29"],
    ["29 Dec. 2023", "12/29/2023"],
    ["March 5", "March 3-5, 2024"],
    ["December 2023", "on 29 December 2023"],
    ["29 December 2023", "In 2023 it opened on December 29."],
    ["in 2023", "2023年12月"],
    ["2023年", "in 2023"],
    ["3-5 days", "three to five days"],
    ["5-10%", "between 5 and 10 percent"],
    ["2020", "2019-20"],
    ["2/3/2024", "March 2, 2024"],
    ["two-thirds", "三分之二"],
    ["the 1990s", "the 1990s"],
    ["20世纪90年代", "the 20th century's 1990s"],
    ["the 5th", "the fifth"],
    ["1 copy", "bring one copy"],
    ["1份", "提交一份"],
    ["第十四届", "14th"],
    ["DS-11", "Form DS 11"],
    ["1-844-872-4681", "1 (844) 872-4681"],
    ["call +41 (0)79 201 0211", "Tel.: +41 (0)79 201 0211"],
    ["5:30 p.m.", "17:30"],
    ["第1043条", "第一千零四十三条"],
    ["Section 5", "§ 5(a)"],
    ["18岁", "18 years old"],
    ["80 hosts", "第51。80 hosts"],
    ["第51", "排名第51。2008年入选"],
    ["0.05", "p < .05"],
    ["20 kilometres", "20公里"],
    ["5千米", "5 km"],
    ["37.5 °C", "37.5 degrees Celsius"],
    ["12 km²", "12平方公里"],
    ["5 pounds", "£5"],
    ["5 pounds", "5 lbs"],
    ["30%", "有三成受访者"],
    ["近七成五", "75%"],
    ["at least 6 months", "not less than six months"],
    ["不超过3个月", "no more than three months"],
    ["18岁以上", "aged 18 or older"],
    ["more than 40%", "a share of 40%"],
  ])("%s is found in: %s", (claim, passage) => {
    const found = matches(claim, passage);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((match) => match === "found")).toBe(true);
  });

  test.each([
    ["about 1.5 million", "1,483,201", "rounded"],
    ["more than 1,400", "1,483", "rounded"],
    ["近30%", "29.4%", "rounded"],
    ["1.5 million", "1,483,201", "missing"],
    ["about 2 million", "1,400,000", "missing"],
    ["30 days", "30 months", "other-unit"],
    ["3 days", "on the third floor", "missing"],
    ["PO Box 1387", "PO Box 1487", "missing"],
    ["1年", "同一列入目录，统一办理", "missing"],
    ["1 copy", "no one, or one of them", "missing"],
    ["$30", "€30", "other-unit"],
    ["20 cents", "20 euros", "other-unit"],
    ["20美分", "20美元", "other-unit"],
    ["20 cents", "20-cent", "found"],
    ["30", "130", "missing"],
    ["2023", "2024年", "missing"],
    ["December 29, 2023", "December 28, 2023", "missing"],
    ["December 29, 2023", "29 December 2022; 2023", "missing"],
    ["the 1990s", "the 1890s", "missing"],
    ["DS-11", "DS-110, 11", "missing"],
    ["第十条", "第十一条", "missing"],
    ["Section 5(a)", "Section 5(b)", "missing"],
    ["三十日", "六十日", "missing"],
    ["5.2%", "52%", "missing"],
    ["5 km", "5 m", "other-unit"],
    ["3公斤", "3克", "other-unit"],
    ["20 °C", "20 °F", "other-unit"],
    ["12平方米", "12米", "other-unit"],
    ["3倍", "3%", "other-unit"],
    ["5 pounds", "€5", "other-unit"],
    ["at least 6 months", "at most 6 months", "other-bound"],
    ["不少于3天", "不超过三天", "other-bound"],
    ["18岁以下", "18岁以上", "other-bound"],
    ["no more than 5 days", "more than 5 days", "other-bound"],
    ["less than 1,400", "1,483", "missing"],
    ["51.2008", "第51。2008年", "missing"],
  ])("%s against %s is %s", (claim, passage, expected) => {
    expect(matches(claim, passage)).toEqual([expected]);
  });

  test("a number matches itself in every written form, and never after one digit is changed", () => {
    const forms: readonly ((value: number) => string)[] = [
      String,
      (value) => value.toLocaleString("en-US"),
      (value) => `${value / 1e6} million`,
      (value) => `${value / 1e4}万`,
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 99_999_999 }),
        fc.constantFrom(...forms),
        fc.constantFrom(...forms),
        fc.nat(),
        (value, write, rewrite, seed) => {
          const passage = `In all ${write(value)} were counted by the office.`;
          expect(matches(`There were ${rewrite(value)} of them.`, passage)).toEqual(["found"]);
          const digits = String(value);
          const at = seed % digits.length;
          const digit = (Number(digits[at]) + 1 + (seed % 9)) % 10;
          const changed = Number(digits.slice(0, at) + String(digit) + digits.slice(at + 1));
          if (changed === value || changed < 10_000) return;
          expect(matches(`There were ${rewrite(changed)} of them.`, passage)).toEqual(["missing"]);
        },
      ),
    );
  });

  test("reading never throws and takes time linear in the length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        readNumbers(foldText(text).text);
      }),
    );
    for (const unit of ["1", "1,", "一", "1 000 ", "one ", "Article 1, ", "第", "A1", "(1) ", "百分之"]) {
      readNumbers(foldText(unit.repeat(5000)).text);
    }
  });
});
