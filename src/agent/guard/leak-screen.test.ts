import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodings } from "./encodings.fixture.ts";
import { verifies } from "../../../test/promises.ts";
import { createLeakScreen } from "./leak-screen.ts";

const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
const around = fc.constantFrom("", "passport renewal ", "https://example.org/search?q=", "查询 ");

describe("what leaves the machine", () => {
  it(`${verifies("inject.exfil")} never holds a secret, however it is written`, () => {
    let tried = 0;
    fc.assert(
      fc.property(secret, around, (key, before) => {
        const holds = createLeakScreen(["another-secret-value-1", key]);
        for (const [name, encode] of Object.entries(encodings)) {
          tried += 1;
          expect([name, holds(`${before}${encode(key)} and more`)]).toEqual([name, true]);
        }
      }),
      { numRuns: 100 },
    );
    expect(tried).toBe(100 * Object.keys(encodings).length);
  });

  it("is refused with a piece of a secret as with the whole", () => {
    const holds = createLeakScreen(["sk-proj-4fZ9qLm27XcVb81TyR"]);
    expect(holds("what is 9qLm27XcVb8 worth")).toBe(true);
    expect(holds("part one 4fZ9qLm27X, part two cVb81TyR")).toBe(true);
  });

  it("goes out where it holds none", () => {
    const holds = createLeakScreen(["sk-proj-4fZ9qLm27XcVb81TyR", "correct horse battery staple", "short"]);
    for (const text of [
      "How much does it cost to renew a passport by mail in 2026?",
      "https://www.usa.gov/replace-vital-documents?utm=%7B%22a%22%3A1%7D",
      "劳动合同法 第十九条 试用期 short",
      Buffer.from("a harmless text in base64, as long as the secrets are").toString("base64"),
    ]) {
      expect([text, holds(text)]).toEqual([text, false]);
    }
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => !holds(text)));
  });
});
