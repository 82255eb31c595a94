import fc from "fast-check";
import { expect, it } from "vitest";
import { repairDoubleEncoding } from "./double-encoding.ts";

const doubled = (text: string) => Buffer.from(text, "utf8").toString("latin1");

it("repairs what was encoded twice, and only that", () => {
  expect(repairDoubleEncoding(`Someone ${doubled("else’s")} déjà vu`)).toBe("Someone else’s déjà vu");
  expect(repairDoubleEncoding(doubled("¿Cómo solicitar?"))).toBe("¿Cómo solicitar?");
});

it("drops what trimming has left of a no-break space", () => {
  expect(repairDoubleEncoding("in the U.S.Â\n </p> ÂNoël")).toBe("in the U.S.\n </p> ÂNoël");
});

it("leaves text that was encoded once as it is", () => {
  for (const text of ["déjà vu", "¿Cómo está?", "护照", "naïve ’quoted’ text"]) {
    expect(repairDoubleEncoding(text)).toBe(text);
  }
});

it("undoes any second encoding of letters and punctuation", () => {
  const words = fc
    .array(fc.constantFrom("’", "“", "é", "ñ", "¿", "—", "a", " ", "护", "😀"))
    .map((parts) => parts.join(""));
  fc.assert(fc.property(words, (text) => repairDoubleEncoding(doubled(text)) === text));
});
