import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPage } from "./read-pages.ts";

const text = fc
  .array(fc.constantFrom("one", "二", "😀", "\n", "\n\n", " \n", "\r\n", " "), { maxLength: 40 })
  .map((parts) => parts.join(""));
const unit = fc.constantFrom("line" as const, "passage" as const);

describe("readPage", () => {
  test("pages through a text in whole lines or passages without losing anything", () => {
    fc.assert(
      fc.property(text, unit, fc.integer({ min: 1, max: 3 }), (whole, by, limit) => {
        let read = "";
        let offset = 0;
        for (;;) {
          const page = readPage(whole, { by, offset, limit, maxLength: 10_000 });
          if (page.shown === 0) break;
          read += page.text;
          offset += page.shown;
        }
        expect(read).toBe(whole);
        expect(offset).toBe(readPage(whole, { by, offset: 0, limit: 1, maxLength: 1 }).total);
      }),
    );
  });

  test("counts paragraphs between blank lines as passages", () => {
    const whole = "\nTitle\n\nfirst line\nsecond line\n \n\nlast";
    const page = (offset: number) =>
      readPage(whole, { by: "passage", offset, limit: 1, maxLength: 100 }).text;
    expect([0, 1, 2, 3].map(page)).toEqual(["\n", "Title\n\n", "first line\nsecond line\n \n\n", "last"]);
  });

  test("cuts a line that is longer than a page and says where its rest begins", () => {
    const page = readPage("é😀xx\nnext", { by: "line", offset: 0, limit: 5, maxLength: 2 });
    expect(page).toEqual({ text: "é", shown: 1, total: 2, cutAtByte: 2 });
  });
});
