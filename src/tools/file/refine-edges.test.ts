import { expect, test } from "vitest";
import { nearMatches } from "./near-matches.ts";
import { refineEdges } from "./refine-edges.ts";

/** What of a text an anchor is taken to be. */
function found(text: string, anchor: string): string {
  const pattern = anchor.trim();
  const [match] = nearMatches(text, pattern, 3);
  if (match === undefined) return "nothing";
  const space = { before: anchor.startsWith(" "), behind: anchor.endsWith(" ") };
  const { start, end } = refineEdges(text, pattern, { match, space });
  return text.slice(start, end);
}

test.each([
  ["a letter replaced at the end", "It is paid at the embassx", "It is paid at the embassy"],
  ["a letter lost before the last mark", "paid at the embassy (e..", "paid at the embassy (e.g."],
  ["a letter doubled at the beginning", "IIt is paid at the", "It is paid at the"],
  ["a letter replaced at the beginning", "Xt is paid at the embassy", "It is paid at the embassy"],
  ["a mark that is the anchor's own", "It is paid at teh embassy (e.", "It is paid at the embassy (e."],
  ["white space behind the anchor", "It is paid at the embasy ", "It is paid at the embassy"],
])("an inexact anchor ends and begins where it should: %s", (_, anchor, expected) => {
  expect(found("Fees. It is paid at the embassy (e.g. in Paris).", anchor)).toBe(expected);
});
