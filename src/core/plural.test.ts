import { expect, test } from "vitest";
import { plural } from "./plural.ts";

test("only one is one", () => {
  expect([0, 1, 2].map((count) => plural(count, "hint"))).toEqual(["0 hints", "1 hint", "2 hints"]);
  expect(plural(2, "query", "queries")).toBe("2 queries");
});
