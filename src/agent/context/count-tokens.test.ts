import fc from "fast-check";
import { expect, it } from "vitest";
import { estimateTokens } from "../../core/tokens.ts";
import type { Message } from "../../model/message.ts";
import { isLonger, mostTokensPerUnit, promptTokens } from "./count-tokens.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("水", "a", "B", "é", "1", " ", "-", "…", "한", "ж", "\n"),
    maxLength: 60,
  }),
);

it("no text has more tokens than a share of its length", () => {
  fc.assert(
    fc.property(text, (said) => estimateTokens(said) <= Math.ceil(said.length * mostTokensPerUnit)),
    { numRuns: 2_000 },
  );
});

it("a prompt is longer than a limit where its count is, whether it was counted before or not", () => {
  const turnOf = (content: string, at: number): Message => ({
    role: "tool",
    parts: [{ type: "tool-result", callId: `c${at}`, toolName: "look", content, isError: false }],
  });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), fc.nat(100), (contents, limit) => {
      const messages: readonly Message[] = [{ role: "user", text: "q" }, ...contents.map(turnOf)];
      const isFound = isLonger(messages, [], limit);
      expect(isFound).toBe(promptTokens(messages, []) > limit);
      expect(isLonger(messages, [], limit)).toBe(isFound);
    }),
  );
});
