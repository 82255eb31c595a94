import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch, type PatchOutcome } from "./apply-patch.ts";
import type { Hunk } from "./place-hunk.ts";
import { approximateMatches } from "./approximate-matches.ts";

const report = `# Passports

The fee is $130 for adults. It is paid at the embassy.

An emergency passport costs “as much as a full one” — and is valid for up to one year.

The fee is waived for victims of crime.
`;

function patched(text: string, ...hunks: Hunk[]): string {
  const outcome = applyPatch(text, hunks);
  if (outcome.type === "refused") throw new Error(outcome.message);
  return outcome.text;
}

const refusal = (outcome: PatchOutcome): string => (outcome.type === "refused" ? outcome.message : "applied");

describe("applyPatch", () => {
  it("replaces between anchors, inserts behind or before one, and deletes", () => {
    expect(patched(report, { before: "The fee is ", text: "$165", after: " for adults" })).toContain(
      "is $165 for adults",
    );
    expect(patched(report, { before: "paid at the embassy.", text: " In cash." })).toContain(
      "embassy. In cash.\n",
    );
    expect(patched(report, { after: "An emergency", text: "Note: " })).toContain("\nNote: An emergency");
    expect(patched(report, { before: "for adults.", text: "", after: "\n\nAn emergency" })).toContain(
      "adults.\n\nAn",
    );
  });

  it("finds anchors whose typography, spacing or a few letters differ", () => {
    for (const before of [
      'costs "as much as a full one"',
      "costs  “as much\nas a full one”",
      "costs “as much as the full one”",
    ]) {
      expect(patched(report, { before, text: " (2026)" })).toContain("full one” (2026) — and");
    }
    const chinese = "第十九条　劳动合同期限三个月以上不满一年的，试用期不得超过一个月；";
    const hunk = { before: "不满一年的,试用期不得超过", text: "两", after: "个月;" };
    expect(patched(chinese, hunk)).toBe("第十九条　劳动合同期限三个月以上不满一年的，试用期不得超过两个月；");
  });

  it("keeps the spaces at the ends of an anchor that it finds only approximately", () => {
    const hunk: Hunk = { before: "An emergency pasport costs ", text: "half", after: " — and is" };
    expect(patched(report, hunk)).toContain("An emergency passport costs half — and is");
    expect(patched("one two\n\nthree four", { before: "two\n", text: "x", after: "three  four" })).toBe(
      "one two\nxthree four",
    );
  });

  it("ends an approximate place where the anchor ends, not one letter before", () => {
    expect(patched(report, { before: "It is paid at the embassy,", text: " Cash." })).toContain(
      "the embassy. Cash.\n",
    );
  });

  it("takes an exact anchor for inexact where the other one is, and the place is far from it", () => {
    const far = "Fees can be paid in cash. Long talk. ".repeat(3);
    const whole = `The embassy opens at nine. Fee can be paid by card.\n${far}\nFees can be paid later.\n`;
    const hunk: Hunk = { before: "The embasy opens at nine.", text: " x", after: " Fees can be paid" };
    expect(applyPatch(whole, [hunk]).type).toBe("refused");
    const mirrored = `Fees can be paid later.\n${far}\nFee can be paid by card. The embassy opens at nine.\n`;
    const other: Hunk = { before: "Fees can be paid ", text: "x", after: " The embasy opens at nine." };
    expect(applyPatch(mirrored.replaceAll("Fees can be paid in", "Fees are paid in"), [other]).type).toBe(
      "refused",
    );
  });

  it("prefers the place with line breaks where the anchor has them", () => {
    const whole = "See “Omega fatty acids” there.\n\n“Omega fatty acids”\n\nText.\n";
    expect(patched(whole, { before: '"Omega fatty acids"\n\n', text: "New. " })).toContain(
      "acids”\n\nNew. Text.",
    );
  });

  it("gives new text the line ends of the file", () => {
    expect(patched("one\r\ntwo\r\n", { before: "one", text: "\nand" })).toBe("one\r\nand\r\ntwo\r\n");
    expect(patched("one\r\ntwo\n", { before: "one", text: "\nand" })).toBe("one\nand\r\ntwo\n");
  });

  it("never takes one number for another", () => {
    const rows = "Revenue in the year 2023 was 5.\nRevenue in the year 2025 was 7.\n";
    expect(refusal(applyPatch(rows, [{ before: "Revenue in the year 2024 was", text: " 6" }]))).toContain(
      "nowhere",
    );
    expect(patched(rows, { before: "Revenue in the yaer 2025 was", text: " 6" })).toContain("2025 was 6 7");
  });

  it("refuses anchors that fit several places and shows them", () => {
    const message = refusal(applyPatch(report, [{ before: "The fee is ", text: "x" }]));
    expect(message).toContain("fit 2 places");
    expect(message).toContain("line 3");
    expect(message).toContain("line 7");
  });

  it("changes nothing when one of several hunks cannot be applied", () => {
    const good: Hunk = { before: "for adults.", text: " Children pay less." };
    expect(applyPatch(report, [good, { before: "nowhere to be found at all", text: "x" }])).toMatchObject({
      type: "refused",
      hunk: 2,
    });
    const overlapping: Hunk = { before: "# Passports", text: "x", after: "An emergency" };
    expect(refusal(applyPatch(report, [good, overlapping]))).toContain("earlier hunk");
    expect(refusal(applyPatch(report, [{ text: "x" }]))).toContain("needs an anchor");
    expect(refusal(applyPatch(report, [{ before: "victims", text: "x", after: "# Passports" }]))).toContain(
      "follow",
    );
  });

  it("leaves everything outside the hunks byte for byte as it was", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 20 }), fc.nat(), word, (words, at, text) => {
        // Markers make every place unique, whatever the words are.
        const parts = words.map((part, index) => `<${index}a>${part}<${index}b>`);
        const index = at % words.length;
        const result = patched(parts.join(""), { before: `<${index}a>`, text, after: `<${index}b>` });
        expect(result).toBe(parts.map((part, n) => (n === index ? `<${n}a>${text}<${n}b>` : part)).join(""));
      }),
    );
  });
});

describe("approximateMatches", () => {
  it("finds a planted copy with edits, at its place, and nothing farther than the bound", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
          minLength: 14,
          maxLength: 40,
        }),
        fc.nat(13),
        fc.constantFrom("delete", "replace", "insert"),
        (pattern, at, edit) => {
          const tail = pattern.slice(edit === "insert" ? at : at + 1);
          const planted = pattern.slice(0, at) + (edit === "delete" ? "" : "#") + tail;
          const text = `${"~".repeat(30)}${planted}${"~".repeat(30)}`;
          const [match] = approximateMatches(text, pattern, 2);
          expect(match?.distance).toBeLessThanOrEqual(1);
          expect(match?.start).toBeGreaterThanOrEqual(29);
          expect(match?.end).toBeLessThanOrEqual(31 + planted.length);
          expect(approximateMatches("~".repeat(200), pattern, 2)).toEqual([]);
        },
      ),
    );
  });
});
