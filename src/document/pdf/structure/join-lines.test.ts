import { describe, expect, it } from "vitest";
import { collectVocabulary, joinLines } from "./join-lines.ts";

const join = (left: string, right: string, ...lines: readonly string[]): string =>
  joinLines(left, right, collectVocabulary(lines));

describe("joining two lines", () => {
  it.each([
    ["the inter-", "national harbour", "the international harbour"],
    ["a pre\u00ad", "liminary survey", "a preliminary survey"],
    ["a state-of-the-", "art survey", "a state-of-the-art survey"],
    ["a self-", "contained unit", "a self-contained unit"],
    ["Professor Jean-", "Pierre Harrow", "Professor Jean-Pierre Harrow"],
    ["the COVID-", "19 wards", "the COVID-19 wards"],
    ["a DNA-", "binding domain", "a DNA-binding domain"],
    ["between 1990-", "2000 and later", "between 1990-2000 and later"],
    ["it was so —", "and remained", "it was so —and remained"],
    ["see https://example.org/a/", "b?c=d for more", "see https://example.org/a/b?c=d for more"],
    ["one line", "another", "one line another"],
    ["", "another", "another"],
  ])("%s + %s", (left, right, joined) => {
    expect(join(left, right)).toBe(joined);
  });

  it("keeps the hyphen of a word that has it elsewhere, and joins one that stands whole elsewhere", () => {
    expect(join("a risk-", "taking pilot", "they avoid risk-taking here")).toBe("a risk-taking pilot");
    expect(join("a break-", "water wall", "the breakwater is old")).toBe("a breakwater wall");
  });

  it("keeps the hyphen between two words that both stand alone elsewhere", () => {
    expect(join("a grain-", "store keeper", "grain is dry", "a store of it")).toBe("a grain-store keeper");
  });

  it("sets no space between ideographs, nor between ideographs and Latin words", () => {
    expect(join("港务委员会", "于三月开会")).toBe("港务委员会于三月开会");
    expect(join("修复防波堤，", "“立即”开始")).toBe("修复防波堤，“立即”开始");
    expect(join("使用 Python", "语言")).toBe("使用 Python语言");
    expect(join("he said “stop”", "and left")).toBe("he said “stop” and left");
  });
});
