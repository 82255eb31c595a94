import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, fitText, singleLine, wrapText } from "./fit-text.ts";

const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constant("护照丢失了怎么办"),
);

describe("fitting text", () => {
  it("counts wide characters as two columns", () => {
    expect(columnsOf("护照 ok")).toBe(7);
  });

  it("cuts Chinese between characters and marks the cut", () => {
    expect(fitText("护照丢失了怎么办", 7)).toBe("护照丢…");
  });

  it("leaves what fits as it is", () => {
    expect(fitText("护照", 4)).toBe("护照");
  });

  it("never exceeds the columns, for any text and any width", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 40 }), (text, columns) => {
        expect(columnsOf(fitText(singleLine(text), columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe("wrapping text", () => {
  it("breaks at spaces, and between characters where there are none", () => {
    expect(wrapText("to replace a lost passport", 13)).toEqual(["to replace a", "lost passport"]);
    expect(wrapText("护照丢失了怎么办", 6)).toEqual(["护照丢", "失了怎", "么办"]);
  });

  it("breaks no word amid Chinese, and begins no line with a closing mark", () => {
    expect(wrapText("打开 web.archive.org，再看护照（说明）", 20)).toEqual([
      "打开",
      "web.archive.org，再",
      "看护照（说明）",
    ]);
    expect(wrapText("名称以逗号分隔；可重复", 14)).toEqual(["名称以逗号分", "隔；可重复"]);
  });

  it("ends also where one character is wider than what is left of a line, or than the line", () => {
    expect(wrapText("⺀𝅘𝅥𝅮", 4)).toEqual(["⺀", "𝅘𝅥𝅮"]);
    const wide = `a${"\u{1D16D}".repeat(30)}`;
    expect(wrapText(`${wide}。`, 8).join("")).toBe(`${wide}。`);
  });

  it("keeps every character but spaces, and every line within the columns", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 40 }), (raw, columns) => {
        const text = singleLine(raw);
        const lines = wrapText(text, columns);
        const isNarrow = lines.every((line) => columnsOf(line) <= columns);
        expect(isNarrow).toBe(true);
        expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
    );
  });
});

describe("text from outside", () => {
  it("cannot move the cursor, change colours or turn the direction of writing", () => {
    const hostile = "a\u001b[2Jb\r\nc\u0007d\u202Ee\u009b31mf";
    expect(singleLine(hostile)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(singleLine("  two\n lines ")).toBe("two lines");
  });
});
