import { describe, expect, test } from "vitest";
import { readRepeals, repealOf, seriesRepeals, titleKey } from "./repeal.ts";

describe("readRepeals", () => {
  test("reads which texts a closing article takes the force of, and from when", () => {
    const text =
      "第三十九条 本条例自2022年11月1日起施行。2016年修订的《垃圾收费办法》和《中华人民共和国清运条例》同时废止。";
    const source = { title: "中华人民共和国垃圾条例（2022年修订）", published: "2022-10-01" };
    expect(readRepeals(text, source)).toEqual([
      { name: "垃圾收费办法", by: "垃圾条例", on: "2022-11-01" },
      { name: "清运条例", by: "垃圾条例", on: "2022-11-01" },
    ]);
  });

  test("takes no text that is only mentioned for one that is repealed", () => {
    const text = "依照《清运条例》收取的费用，自2022年11月1日起执行，《垃圾收费办法》同时废止。";
    expect(readRepeals(text, { title: "新办法" }).map(({ name }) => name)).toEqual(["垃圾收费办法"]);
    expect(readRepeals("《清运条例》规定了废止的程序。", { title: "新办法" })).toEqual([]);
  });
});

describe("repealOf", () => {
  const met = [{ name: "清运条例", by: "垃圾条例", on: "2022-11-01" }];

  test("finds a repealed text, and what interprets or implements it", () => {
    expect(repealOf({ key: "清运条例", version: "2010-05-01" }, met)?.by).toBe("垃圾条例");
    expect(repealOf({ key: "清运条例实施细则", version: "2012-01-01" }, met)?.by).toBe("垃圾条例");
    expect(
      repealOf({ key: "关于适用清运条例若干问题的解释（二）", version: "2015-01-01" }, met),
    ).toBeDefined();
  });

  test("leaves alone what was made afterwards or has another name", () => {
    expect(repealOf({ key: "清运条例", version: "2023-05-01" }, met)).toBeUndefined();
    expect(repealOf({ key: "餐厨垃圾清运条例", version: "2010-05-01" }, met)).toBeUndefined();
  });

  test("knows the laws that the Civil Code replaced", () => {
    const named = { key: "最高人民法院关于适用婚姻法若干问题的解释（三）", version: "2011-08-09" };
    expect(repealOf(named, [])).toMatchObject({ by: "民法典", on: "2021-01-01" });
  });
});

describe("seriesRepeals", () => {
  test("a series that begins anew takes the place of the old one", () => {
    const named = [
      { key: "关于垃圾适用法律若干问题的解释（三）", version: "2010-09-13" },
      { key: "关于垃圾适用法律问题的解释（一）", version: "2020-12-29" },
    ];
    expect(seriesRepeals(named)).toEqual([{ name: named[0]?.key, by: named[1]?.key, on: "2020-12-29" }]);
  });

  test("a series that goes on takes nobody's place", () => {
    const named = [
      { key: "关于垃圾的解释（一）", version: "2010-09-13" },
      { key: "关于垃圾的解释（二）", version: "2020-12-29" },
    ];
    expect(seriesRepeals(named)).toEqual([]);
  });
});

test("titleKey leaves out what tells versions apart", () => {
  expect(titleKey("中华人民共和国清运条例（2018年修正）")).toBe("清运条例");
  expect(titleKey("清运条例解释（一）")).toBe("清运条例解释（一）");
});
