import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../core/seeded-random.ts";
import { turnAround } from "./turn-around.ts";
import { turnedClaims } from "./turned-claims.ts";

const abstract = {
  id: "7",
  title: "Kinase A promotes growth of liver cells",
  text:
    "The liver renews itself. We asked what kinase A does there. Cells without kinase A divided half as often as others. " +
    "Mice without it lost weight. These results show that kinase A is required for the growth of liver cells.",
};

describe("turnedClaims", () => {
  const pairs = turnedClaims([abstract]);

  it("holds a document's own findings against the rest of it, as they stand and turned round", () => {
    const claims = pairs.map(({ claim, label, isRefuted }) => [claim, label, isRefuted]);
    expect(claims).toContainEqual(["Kinase A promotes growth of liver cells.", "full", false]);
    expect(claims).toContainEqual(["Kinase A inhibits growth of liver cells.", "none", true]);
    expect(claims).toContainEqual(["Kinase A is required for the growth of liver cells.", "full", false]);
    expect(claims).toContainEqual([
      expect.stringMatching(/^Kinase A is (?:dispensable|not required) for/),
      "none",
      true,
    ]);
  });

  it("turns a claim round in several ways, each once, and keeps it as it stands once", () => {
    const all = pairs.map(({ claim, group }) => `${group} ${claim}`);
    expect(new Set(all).size).toBe(all.length);
    expect(pairs.filter(({ isRefuted }) => !isRefuted)).toHaveLength(2);
  });

  it("leaves the sentence that a claim was made of out of its evidence", () => {
    const [ofTitle, ofSentence] = pairs.filter(({ isRefuted }) => !isRefuted);
    expect(ofSentence?.evidence.sentences).toHaveLength(4);
    expect(ofSentence?.evidence.sentences?.join(" ")).not.toContain("required");
    expect(ofSentence?.evidence.title).toBe(abstract.title);
    expect(ofTitle?.evidence).not.toHaveProperty("title");
  });

  it("makes nothing of a document too short to say a thing twice, and the same of the same", () => {
    expect(turnedClaims([{ ...abstract, text: "Short. Very." }])).toEqual([]);
    expect(turnedClaims([abstract], { seed: 5 })).toEqual(turnedClaims([abstract], { seed: 5 }));
  });
});

describe("turnAround", () => {
  const turn = (statement: string): ReadonlySet<string | undefined> => {
    const random = seededRandom(3);
    return new Set(Array.from({ length: 40 }, () => turnAround(statement, random)));
  };

  it.each([
    ["Sleep improves memory.", ["Sleep worsens memory."]],
    ["Higher doses are not toxic.", ["Lower doses are not toxic.", "Higher doses are toxic."]],
    ["There was no effect.", ["There was a effect.", "There was not no effect."]],
    ["Owls hunt mice.", [undefined]],
  ])("turns %s round in one place", (statement, wanted) => {
    const made = turn(statement);
    for (const one of wanted) expect(made).toContain(one);
    expect(made).not.toContain(statement);
  });
});
