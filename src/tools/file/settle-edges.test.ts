import { describe, expect, test } from "vitest";
import { type EdgeQuestion, settleEdges } from "./settle-edges.ts";

const text = "paid at the embassy in cash";
const both = { hasBefore: true, hasAfter: true, isFuzzy: false };

function settled(removed: string, inserted: string, options: Partial<EdgeQuestion> = {}): string {
  const start = text.indexOf(removed);
  const question = { ...both, start, end: start + removed.length, inserted, ...options };
  const outcome = settleEdges(text, question);
  return typeof outcome === "string" ? outcome : text.slice(outcome.start, outcome.end);
}

describe("settleEdges", () => {
  test("leaves whole words as they are, exact or not", () => {
    expect(settled("embassy", "consulate")).toBe("embassy");
    expect(settled(" embassy", "", { isFuzzy: true })).toBe(" embassy");
  });

  test("refuses an exact anchor that cuts a word, unless the new text goes on with it", () => {
    expect(settled("y in", ", or in")).toContain('"before" ends inside a word');
    expect(settled("the emb", "the ")).toContain('"after" begins inside a word');
    expect(settled("y in", "ies in")).toBe("y in");
    expect(settled("the emb", "the X")).toBe("the emb");
  });

  test("adds a letter or two that an inexact anchor has lost, and refuses where more is missing", () => {
    expect(settled("sy in", ", or in", { isFuzzy: true })).toBe(" in");
    expect(settled("assy in", ", or in", { isFuzzy: true })).toContain("inside a word");
    expect(settled("y in", "ies in", { isFuzzy: true })).toContain("inside a word");
    expect(settled("at the e", "at an ", { isFuzzy: true })).toBe("at the ");
  });

  test("lets a word be cut where nothing is taken away", () => {
    const start = text.indexOf("bassy");
    expect(settleEdges(text, { ...both, start, end: start, inserted: "-" })).toEqual({ start, end: start });
  });
});
