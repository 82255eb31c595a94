import { describe, expect, test } from "vitest";
import { readPassage } from "./read-passage.ts";

const texts = (markdown: string) =>
  readPassage(markdown).map((fragment) => `${fragment.type}: ${fragment.text}`);

describe("readPassage", () => {
  test("takes sentences, a list and its lead-in apart", () => {
    const markdown = "Rules vary. You will need:\n\n- A form. Sign it.\n  - In ink\n- $10\n\nBring both.";
    expect(
      readPassage(markdown).map(({ type, text, depth, block }) => ({ type, text, depth, block })),
    ).toEqual([
      { type: "sentence", text: "Rules vary.", depth: 0, block: 0 },
      { type: "sentence", text: "You will need:", depth: 0, block: 0 },
      { type: "item", text: "A form. Sign it.", depth: 0, block: 1 },
      { type: "item", text: "In ink", depth: 1, block: 1 },
      { type: "item", text: "$10", depth: 0, block: 1 },
      { type: "sentence", text: "Bring both.", depth: 0, block: 2 },
    ]);
  });

  test("leaves a list out whose lead-in is page furniture", () => {
    const markdown = "Learn more about boats:\n\n- How they float\n- Where to buy\n\nYou need:\n\n- A paddle";
    expect(texts(markdown)).toEqual(["sentence: You need:", "item: A paddle"]);
  });

  test("keeps the numbers of steps and of Chinese enumerations", () => {
    expect(readPassage("1. Apply\n2. Pay").map(({ marker }) => marker)).toEqual(["1.", "2."]);
    const clause = readPassage("有下列情形之一的：\n\n（一）辞职的；\n\n（二）退休的。");
    expect(clause.map(({ marker, block }) => `${marker ?? "-"} ${block}`)).toEqual([
      "- 0",
      "（一） 1",
      "（二） 1",
    ]);
  });

  test("reads a row with the names of its columns", () => {
    expect(
      texts("| Card | Fee | Time |\n| --- | --- | --- |\n| Book | $130 | 6 weeks |\n| ID | free | |"),
    ).toEqual(["row: Book: Fee $130; Time 6 weeks", "row: ID: Fee free"]);
    expect(texts("| Card | Fee |\n|---|---|\n| Book | $130 |")).toEqual(["row: Book: $130"]);
  });

  test("knows items that are nothing but a link", () => {
    expect(
      readPassage("- [Renew a card](/renew)\n- See [this](/x) first").map(({ isLink }) => isLink),
    ).toEqual([true, false]);
  });

  test("leaves out code, images and page furniture", () => {
    expect(texts("```\nrm -rf\n```\n\n![x](y.png)\n\n[Learn more.](/z)\n\nDone it is.")).toEqual([
      "sentence: Done it is.",
    ]);
  });
});
