import { describe, expect, test } from "vitest";
import { analyseQuestion } from "../analyse-question.ts";
import { vocabularyOf } from "./vocabulary.ts";

describe("vocabularyOf", () => {
  test("reads a text that has another name for the thing as if it had the question's", () => {
    const { lent } = vocabularyOf(analyseQuestion("低保怎么申请？"));
    expect(lent("申请最低生活保障的，应当提交材料。")).toContain("低保");
    expect(lent("申请护照的，应当提交材料。")).toEqual([]);
  });

  test("lends what the question has only because of the word, across it and its neighbours", () => {
    const { lent } = vocabularyOf(analyseQuestion("爸爸欠的钱要还吗？"));
    expect(lent("清偿债务。")).toContain("爸欠");
    expect(lent("清偿债务。")).not.toContain("爸爸");
  });

  test("tells a word from the same characters across two others", () => {
    const { astray } = vocabularyOf(analyseQuestion("产假有多少天？"));
    expect(astray("禁止生产假药。")).toContain("产假");
    expect(astray("产假期间工资照发。")).not.toContain("产假");
    expect(astray("禁止生产假药；女职工享受产假。")).not.toContain("产假");
  });

  test("leaves a longer word alone that is made of two", () => {
    const { astray } = vocabularyOf(analyseQuestion("法定结婚年龄是多少岁？"));
    expect(astray("结婚年龄，男不得早于二十二周岁。")).toEqual([]);
  });

  test("tells a phrase from its words apart", () => {
    const { astray } = vocabularyOf(analyseQuestion("Who returns my security deposit?"));
    expect(astray("Social Security pays by direct deposit.")).toEqual(["secur", "deposit"]);
    expect(astray("Your security deposit is yours.")).toEqual([]);
    expect(astray("The deposit is yours.")).toEqual([]);
  });

  test("does not take what is there for what the question says is not", () => {
    const { astray } = vocabularyOf(analyseQuestion("没有遗嘱怎么办？"));
    expect(astray("自然人可以立遗嘱。")).toContain("遗嘱");
    expect(astray("没有遗嘱的，按照法定继承办理。")).toEqual([]);
  });

  test("does not take a thing for another one with a longer name", () => {
    const { astray } = vocabularyOf(analyseQuestion("陪产假有几天？"));
    expect(astray("女职工享受产假。")).toContain("产假");
    expect(astray("配偶享受护理假。")).toEqual([]);
  });

  test("lends nothing where names are followed", () => {
    const { lent } = vocabularyOf(analyseQuestion("Who was the husband of Ada Lovelace?"));
    expect(lent("Her spouse was William King.")).toEqual([]);
  });
});
