import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanOutput } from "./clean-output.ts";

it("leaves plain text as it is, whatever ends its lines", () => {
  const line = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !/\p{Cc}/u.test(text));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      expect(cleanOutput(lines.join("\r\n"))).toBe(lines.map((text) => text.trimEnd()).join("\n"));
    }),
  );
});

it("keeps no control character but line ends and tabs, whatever comes", () => {
  const pieces = fc.constantFrom(
    "\x1b[31m",
    "\x1b]2;t\x07",
    "\x1b]8;;u\x1b\\",
    "\x1bP+q\x1b\\",
    "\x1b",
    "\r",
    "\b",
    "a",
    "é",
    "\x00",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 30 }),
      (parts) => {
        expect(cleanOutput(parts.join(""))).not.toMatch(/[\p{Cc}--[\n\t]]/v);
      },
    ),
  );
});

it.each([
  ["colours", "\x1b[1;31mred\x1b[0m done", "red done"],
  ["titles", "\x1b]2;deepwell busy\x1b\\one\x1b]0;x\x07 two", "one two"],
  ["a progress bar", " 10%\r 50%\r100%", "100%"],
  ["a longer line written over", "downloading\rdone\x1b[K", "done"],
  ["corrected typing", "sl\b\bls", "ls"],
  ["a full-screen program", "before\n\x1b[?1049h\x1b[1;1Hdrawn\n~\x1b[?1049lafter", "before\nafter"],
  ["a sequence that was cut off", "text\x1b[3", "text"],
])("reads through %s", (_, raw, text) => {
  expect(cleanOutput(raw)).toBe(text);
});
