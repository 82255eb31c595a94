import fc from "fast-check";
import { expect, it } from "vitest";
import { likelyWords } from "./likely-words.ts";

/** Words and numbers without their last s, each once. */
const terms = (text: string): readonly string[] => [
  ...new Set((text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? []).map((word) => word.replace(/s$/, ""))),
];

const likelyOf = (query: string) => likelyWords(query, { wanted: new Set(terms(query)), terms });

it("leaves every word of a text that the query has", () => {
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
      const found = (words: readonly string[]) => words.filter((each) => wanted.has(each)).toSorted();
      expect(found(terms(likelyOf(asked)(said)))).toEqual(found(terms(said)));
    }),
    { numRuns: 1_000 },
  );
});

it("leaves out plain words that begin otherwise, and numbers where none is asked for", () => {
  const said = "The harbour of 1855 takes a due, says the council.";
  expect(likelyOf("Which harbour dues?")(said)).toBe("harbour due,");
  expect(likelyOf("Which harbour dues in 1855?")(said)).toBe("harbour 1855 due,");
});
