import { describe, expect, it } from "vitest";
import { annotationItems } from "./annotation-items.ts";

const field = (more: object): object => ({
  subtype: "Widget",
  fieldType: "Tx",
  rect: [100, 200, 300, 220],
  annotationFlags: 4,
  ...more,
});

describe("annotations", () => {
  it("show the values of fields and notes inside their rectangles, line by line", () => {
    const items = annotationItems([
      field({ fieldValue: "Ada Harrow" }),
      field({ fieldType: "Ch", fieldValue: ["north", "west"] }),
      field({ fieldValue: "one\ntwo", rect: [100, 100, 300, 160] }),
      { subtype: "FreeText", rect: [10, 10, 90, 30], contentsObj: { str: "See overleaf" } },
    ]);
    expect(items.map(({ str }) => str)).toEqual(["Ada Harrow", "north, west", "one", "two", "See overleaf"]);
    const [first, , one, two] = items.map(({ transform }) => Number(transform[5]));
    expect(first).toBeGreaterThan(200);
    expect(first).toBeLessThan(220);
    expect(one).toBeGreaterThan(two ?? 0);
  });

  it("leave out buttons, passwords, comments, and what is not shown", () => {
    const unseen = [
      field({ fieldType: "Btn", fieldValue: "Yes" }),
      field({ fieldValue: "secret", password: true }),
      field({ fieldValue: "hidden", annotationFlags: 2 }),
      field({ fieldValue: "no view", annotationFlags: 32 }),
      field({ fieldValue: "  " }),
      { subtype: "Text", rect: [0, 0, 9, 9], contentsObj: { str: "a reviewer's comment" } },
      { subtype: "Link", rect: [0, 0, 9, 9] },
      null,
      "nonsense",
    ];
    expect(annotationItems(unseen)).toEqual([]);
  });
});
