import { expect, it } from "vitest";
import { editDistance } from "../core/edit-distance.ts";
import { similarCommand } from "./similar-command.ts";

const names = ["read", "bench", "list", "show", "doctor", "demo"];

it.each([
  ["shwo", "show"],
  ["lst", "list"],
  ["benhc", "bench"],
  ["docter", "doctor"],
])("takes %s for %s", (word, expected) => {
  expect(similarCommand(word, names)).toBe(expected);
});

it.each(["show", "passports", "Liszt", "护照", "is", "democracy"])("takes %s for a question", (word) => {
  expect(similarCommand(word, names)).toBeUndefined();
});

it("counts a swap of neighbours as one edit", () => {
  expect(editDistance("shwo", "show")).toBe(1);
  expect(editDistance("", "abc")).toBe(3);
  expect(editDistance("kitten", "sitting")).toBe(3);
});
