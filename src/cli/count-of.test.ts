import { expect, it } from "vitest";
import { countOf } from "./count-of.ts";

it("takes whole numbers from the least on, and nothing where nothing is given", () => {
  expect(countOf("--keep", undefined, { example: 20 })).toBeUndefined();
  expect(countOf("--keep", "7", { example: 20 })).toBe(7);
  expect(countOf("--keep", "0", { example: 20, least: 0 })).toBe(0);
});

it.each(["0", "-1", "1.5", "1e3", "ten", "", " 3", "12345678901"])(
  "refuses %j and shows how it is",
  (text) => {
    expect(() => countOf("--days", text, { example: 30 })).toThrow(
      expect.objectContaining({ code: "USAGE", why: "it is a whole number from 1 on", fix: "--days 30" }),
    );
  },
);
