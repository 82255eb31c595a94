import fc from "fast-check";
import { expect, it } from "vitest";
import { termsInCommon } from "./terms-in-common.ts";

/** Words and numbers without their last s, each once. */
const terms = (text: string): readonly string[] => [
  ...new Set((text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? []).map((word) => word.replace(/s$/, ""))),
];

it("are all that text and query have in common", () => {
  const mark = fc.constantFrom(
    " ",
    " ",
    "\n",
    ". ",
    ".",
    ", ",
    " (",
    ") ",
    "-",
    "/",
    "$",
    "%",
    "“",
    "的",
    '"',
  );
  const word = fc.constantFrom(
    ..."harbour harbours Harbour HARBOUR dues rope tar fee fees 12 1855 don't 港口费 Ärzte aeroplane a".split(
      " ",
    ),
  );
  const text = fc.array(fc.tuple(word, mark), { maxLength: 20 }).map((pairs) => pairs.flat().join(""));
  const query = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(text, query, (said, asked) => {
      const wanted = new Set(terms(asked));
      const expected = terms(said).filter((term) => wanted.has(term));
      expect(termsInCommon(asked, terms)(said).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 1_000 },
  );
});

it("are found without a look at words that begin otherwise, or at one twice", () => {
  const looked: string[] = [];
  const watched = (text: string): readonly string[] => (looked.push(text), terms(text));
  const find = termsInCommon("Which harbour dues?", watched);
  looked.length = 0;
  const said = "The harbour of 1855 takes a due, says the council of the harbour.";
  expect(find(said)).toEqual(["harbour", "due"]);
  expect(looked).toEqual(["harbour", "due,", "harbour."]);
  find(said);
  expect(looked).toHaveLength(3);
});
