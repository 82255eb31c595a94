import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDifferences } from "./difference.ts";

const apart = (left: string, right: string) => {
  const found = findDifferences(left, right);
  const own = (side: "left" | "right") =>
    found?.[side].filter(({ isShared }) => !isShared).map(({ text }) => text);
  return { left: own("left"), right: own("right") };
};

describe("findDifferences", () => {
  test("finds what one version of an article adds", () => {
    const old = "注册资本为全体股东认缴的出资额。另有规定的，从其规定。";
    const current = "注册资本为全体股东认缴的出资额。自公司成立之日起五年内缴足。另有规定的，从其规定。";
    expect(apart(old, current)).toEqual({ left: [], right: ["自公司成立之日起五年内缴足。"] });
  });

  test("finds a changed value in an English rule", () => {
    const old = "An appeal must be filed within 30 days of the order.";
    const current = "An appeal must be filed within 60 days of the order.";
    expect(apart(old, current)).toEqual({ left: ["30"], right: ["60"] });
  });

  test("says nothing of texts that are no versions of one another", () => {
    expect(
      findDifferences("Cats sleep all day long.", "The tax is due in April every year."),
    ).toBeUndefined();
    expect(findDifferences("", "x")).toBeUndefined();
    expect(findDifferences("字".repeat(700), "字".repeat(700))).toBeUndefined();
  });

  test("stretches join to the texts, and equal texts share all", () => {
    const text = fc.array(fc.constantFrom("a ", "b ", "三", "年", "。", "5% ", "\u{1F600}"), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [left, right] = [one.join(""), other.join("")];
        const found = findDifferences(left, right);
        if (found === undefined) return;
        expect(found.left.map((stretch) => stretch.text).join("")).toBe(left);
        expect(found.right.map((stretch) => stretch.text).join("")).toBe(right);
        if (left === right) expect(found.left.every(({ isShared }) => isShared)).toBe(true);
      }),
    );
  });
});
