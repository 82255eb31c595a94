import { expect, test } from "vitest";
import type { RunEvent } from "../agent/events.ts";
import { runCost } from "./run-cost.ts";

const message = { role: "assistant", parts: [{ type: "text", text: "so" }] } as const;
const price = { currency: "USD", inputPerMillion: 1, outputPerMillion: 4 };
const counted: RunEvent = {
  type: "message-end",
  turn: 1,
  message,
  usage: { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 50 },
  spending: { tokens: 1050, cost: 0.0012 },
};
const uncounted: RunEvent = {
  type: "message-end",
  turn: 2,
  message,
  spending: { tokens: 900, cost: 0.001, isEstimate: true },
};

test("adds up what the journal says of every request, and tells estimates from counts", () => {
  expect(runCost([counted, { type: "turn-end", turn: 1 }, uncounted], price)).toEqual({
    inputTokens: 1000,
    cachedInputTokens: 400,
    outputTokens: 50,
    total: expect.closeTo(0.0022, 10),
    currency: "USD",
    isEstimate: true,
    requests: [
      { turn: 1, for: "turn", inputTokens: 1000, cachedInputTokens: 400, outputTokens: 50, cost: 0.0012 },
      { turn: 2, for: "turn", cost: 0.001, isEstimate: true },
    ],
  });
});

test("without a price the total is unknown, not zero; without a language model there is nothing", () => {
  const cost = runCost([counted], undefined);
  expect(cost).not.toHaveProperty("total");
  expect(cost?.requests).toEqual([
    { turn: 1, for: "turn", inputTokens: 1000, cachedInputTokens: 400, outputTokens: 50 },
  ]);
  expect(runCost([{ type: "message-end", turn: 1, message }], undefined)).toBeUndefined();
});
