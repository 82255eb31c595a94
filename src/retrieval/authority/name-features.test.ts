import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameFeatures, readNameWords, wordsIn } from "./name-features.ts";

const words = readNameWords(
  "# words\n[health] speaks of health / 涉及健康\nhealth art cure\n[paper] a paper / 报纸\npost times health\n[suffix com] ends in .com / 后缀\n",
);

describe("wordsIn", () => {
  test.each([
    ["healthranger", ["health"]],
    ["thetimespost", ["times", "post"]],
    ["smart", []],
    ["secure", []],
    ["arthealth", ["art", "health"]],
    ["", []],
  ])("reads %s as %j", (name, found) => {
    expect(wordsIn(name, words)).toEqual(found);
  });

  test("finds words in the order in which they stand, without overlap, whatever the name is", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("health", "art", "post", "x", "quite", "-", "新")), (parts) => {
        const name = parts.join("");
        let from = 0;
        for (const word of wordsIn(name, words)) {
          from = name.indexOf(word, from) + word.length;
          expect(from).toBeGreaterThanOrEqual(word.length);
        }
      }),
    );
  });
});

describe("nameFeatures", () => {
  test("names groups with the words that show them, the suffix and the shape", () => {
    expect([...nameFeatures("www.health-times24.com", words)]).toEqual([
      ["suffix com", []],
      ["health", ["health"]],
      ["paper", ["health", "times"]],
      ["shape hyphen", []],
      ["shape digit", []],
    ]);
    expect(nameFeatures("post.somebody.com", words).get("below paper")).toEqual(["post"]);
  });

  test("sees nothing in what is no name of the public web", () => {
    for (const host of ["", "10.0.0.1", "[::1]", "localhost", "health.example", "com", "co.uk"])
      expect([...nameFeatures(host, words)]).toEqual([]);
  });

  test("does not take words that are in no group", () => {
    expect(() => readNameWords("health\n[x] y / z\n")).toThrow("no group");
  });
});
