import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scriptedPolicy } from "../../model/scripted-policy.ts";
import { maskPolicy } from "./mask-policy.ts";
import { createSecretMask } from "./secret-mask.ts";

const secret = 'sk-pr0j/9f8e+7d"6c=';
const mask = createSecretMask([secret, "short"]);

describe("a secret mask", () => {
  it.each([
    ["as it is", secret],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL with small letters", encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
    ["in a form", new URLSearchParams({ key: secret }).toString()],
    ["in JSON", JSON.stringify({ key: secret })],
    ["in a basic authorisation", `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`],
  ])("finds a secret %s", (_, text) => {
    expect(mask.holds(text)).toBe(true);
    expect(mask.text(`before ${text} after`)).toMatch(/^before .*\[secret\].* after$/);
  });

  it("leaves everything else as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(mask.value(value as string)).toEqual(value);
      }),
    );
    expect(mask.text("a short text")).toBe("a short text");
  });

  it("goes through values, names of fields too", () => {
    expect(mask.value({ a: [secret, 1, null], [secret]: { b: `x${secret}` } })).toEqual({
      a: ["[secret]", 1, null],
      "[secret]": { b: "x[secret]" },
    });
  });

  it("does nothing without secrets", () => {
    const none = createSecretMask([]);
    expect(none.text(secret)).toBe(secret);
    expect(none.holds(secret)).toBe(false);
  });
});

describe("a masked policy", () => {
  it("lets no secret through in deltas, however they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.string(), async (deltaLength, around) => {
        const text = `${around}${secret}${around}`;
        const policy = maskPolicy(scriptedPolicy([{ reasoning: text, text }], { deltaLength }), mask);
        const state = {
          question: "",
          language: "en",
          messages: [],
          tools: [],
          budget: { turnsUsed: 0, toolCallsUsed: 0, elapsedMs: 0 },
          mustAnswer: false,
        };
        let told = "";
        let last: unknown;
        for await (const event of policy.act(state, new AbortController().signal)) {
          if (event.type === "text-delta") told += event.text;
          last = event;
        }
        expect(told).toBe(`${around}[secret]${around}`);
        expect(mask.holds(JSON.stringify(last))).toBe(false);
      }),
    );
  });
});
