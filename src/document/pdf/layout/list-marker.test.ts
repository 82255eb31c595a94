import { describe, expect, it } from "vitest";
import { isBareMarker, MarkerSequence, readListMarker } from "./list-marker.ts";

describe("list markers", () => {
  it.each([
    ["• bread", undefined, "bread"],
    ["– bread", undefined, "bread"],
    ["1. bread", "1.", "bread"],
    ["(b) bread", "(b)", "bread"],
    ["iv) bread", "iv)", "bread"],
    ["①面包", "①", "面包"],
    ["（一）面包", "（一）", "面包"],
    ["二、面包", "二、", "面包"],
    ["1．面包", "1．", "面包"],
  ])("reads %s", (line, marker, text) => {
    const found = readListMarker(line);
    expect(found?.text).toBe(text);
    expect(found?.marker).toBe(marker);
  });

  it.each([
    "1.5 metres",
    "e.g. bread",
    "2019 was dry",
    "(see above)",
    "a bread",
    "一九四九年",
    "-5 degrees",
    "1)",
    "•",
  ])("does not read %s", (line) => {
    expect(readListMarker(line)).toBeUndefined();
  });

  it("tells a marker without text", () => {
    expect(isBareMarker("3.")).toBe(true);
    expect(isBareMarker("•")).toBe(true);
    expect(isBareMarker("Alpha")).toBe(false);
  });

  it("accepts first items and items whose predecessor was seen, whatever stands between", () => {
    const sequence = new MarkerSequence();
    expect(sequence.accept("2. second")).toBeUndefined();
    expect(sequence.accept("1. first")).toBeDefined();
    expect(sequence.accept("(a) inner")).toBeDefined();
    expect(sequence.accept("2. second")).toBeDefined();
    expect(sequence.accept("(c) too far")).toBeUndefined();
    expect(sequence.accept("p. 134")).toBeUndefined();
    expect(sequence.accept("（九）跳过")).toBeUndefined();
  });

  it("counts i as one of the roman numbers and as a letter", () => {
    const roman = new MarkerSequence();
    expect([roman.accept("i. one"), roman.accept("ii. two"), roman.accept("iii. three")]).not.toContain(
      undefined,
    );
    const letters = new MarkerSequence();
    const items = ["a.", "b.", "c.", "d.", "e.", "f.", "g.", "h.", "i.", "j."].map((marker) =>
      letters.accept(`${marker} x`),
    );
    expect(items).not.toContain(undefined);
  });
});
