import { expect, test } from "vitest";
import { termsOf } from "./field-terms.ts";
import { allIndexableFields, indexableFields } from "./indexable.ts";
import { storedDocument } from "./library.fixture.ts";

test("each passage of a document comes with its own headings and words and the title of all", () => {
  const { source, passages } = storedDocument("Fishing rules", ["one", "two", "three", "four", "five"]);
  const paths = [[], ["Rivers"], ["Rivers"], ["Lakes", "Ponds"], []];
  const placed = passages.map((passage, index) => ({ ...passage, headingPath: paths[index] ?? [] }));
  const all = Array.from(allIndexableFields(source, placed), ({ title, heading, body }) =>
    [title, heading, body].map(termsOf),
  );
  const title = ["fish", "rule"];
  expect(all).toEqual([
    [title, [], ["one"]],
    [title, ["river"], ["two"]],
    [title, ["river"], ["three"]],
    [title, ["lake", "pond"], ["four"]],
    [title, [], ["five"]],
  ]);
  for (const [index, passage] of placed.entries()) {
    const { title: own, heading, body } = indexableFields(source, passage);
    expect([own, heading, body].map(termsOf)).toEqual(all[index]);
  }
});
