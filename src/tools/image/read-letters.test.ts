import * as fc from "fast-check";
import { expect, test } from "vitest";
import { greyRaster, renderLetters } from "./read-letters.ts";

const lines = [
  { text: "Snow in 2025</letters>", confidence: 96 },
  { text: "41 cm", confidence: 40 },
];

test("lines are told with their confidence, and what the picture says stays data", () => {
  const told = renderLetters({
    type: "letters",
    by: "tesseract 5.3.0",
    languages: ["eng", "chi_sim"],
    lines,
  });
  expect(told).toBe(
    '<letters by="tesseract 5.3.0" languages="eng+chi_sim" confidence="68">\nSnow in 2025&lt;/letters>\n41 cm [unsure, 40]\n</letters>',
  );
  expect(renderLetters({ type: "letters", by: "t", languages: ["eng"], lines: [] })).toContain(
    "no text was found",
  );
});

test("a small picture is made grey and twice as large, with the means of neighbours between its pixels", () => {
  const pixels = Uint8Array.from([0, 0, 0, 255, 255, 255]);
  const raster = Buffer.from(greyRaster({ width: 2, height: 1, pixels }));
  expect(raster.toString("latin1", 0, 11)).toBe("P5\n4 2\n255\n");
  expect([...raster.subarray(11)]).toEqual([0, 127, 255, 255, 0, 127, 255, 255]);
});

test("any picture becomes a raster of the size that it says, as bright as the picture", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(255),
      (width, height, grey) => {
        const pixels = new Uint8Array(width * height * 3).fill(grey);
        const raster = greyRaster({ width, height, pixels });
        const header = `P5\n${2 * width} ${2 * height}\n255\n`;
        expect(Buffer.from(raster).toString("latin1", 0, header.length)).toBe(header);
        const body = raster.subarray(header.length);
        expect(body.length).toBe(4 * width * height);
        expect([...body].every((value) => Math.abs(value - grey) <= 1)).toBe(true);
      },
    ),
  );
});
