import { expect, test } from "vitest";
import type { RunEvent } from "../agent/events.ts";
import { runCost } from "./run-cost.ts";

const call = { type: "tool-call", callId: "1", toolName: "file", input: {} } as const;
const message = { role: "assistant", parts: [call] } as const;
const answer = { role: "assistant", parts: [{ type: "text", text: "<answer>so</answer>" }] } as const;
const price = { currency: "USD", inputPerMillion: 1, outputPerMillion: 4 };
const usage = { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 50 };
const counted: RunEvent = {
  type: "message-end",
  turn: 1,
  message,
  usage,
  spending: { tokens: 1050, cost: 0.0012 },
};
const uncounted: RunEvent = {
  type: "message-end",
  turn: 2,
  message: answer,
  spending: { tokens: 900, cost: 0.001, isEstimate: true },
};
const judged: RunEvent = {
  type: "model-use",
  turn: 2,
  role: "judge",
  model: "m",
  usage: { inputTokens: 10, outputTokens: 5, cacheWriteInputTokens: 8 },
  spending: { tokens: 15, cost: 0, isUnpriced: true },
};

test("adds up what the journal says of every request, by what it was for, and tells estimates from counts", () => {
  expect(runCost([counted, { type: "turn-end", turn: 1 }, uncounted, judged], price)).toEqual({
    inputTokens: 1010,
    cachedInputTokens: 400,
    cacheWriteInputTokens: 8,
    outputTokens: 55,
    total: expect.closeTo(0.0022, 10),
    currency: "USD",
    isEstimate: true,
    unpriced: 1,
    phases: {
      research: { requests: 1, ...usage, cost: 0.0012 },
      report: { requests: 1, cost: 0.001 },
      judge: { requests: 1, inputTokens: 10, outputTokens: 5, cacheWriteInputTokens: 8 },
    },
    requests: [
      { turn: 1, phase: "research", ...usage, cost: 0.0012 },
      { turn: 2, phase: "report", cost: 0.001, isEstimate: true },
      { turn: 2, phase: "judge", inputTokens: 10, outputTokens: 5, cacheWriteInputTokens: 8 },
    ],
  });
});

test("without a price the total is unknown, not zero; without a language model there is nothing", () => {
  const cost = runCost([counted], undefined);
  expect(cost).not.toHaveProperty("total");
  expect(cost?.requests).toEqual([{ turn: 1, phase: "research", ...usage }]);
  expect(cost?.phases).toEqual({ research: { requests: 1, ...usage } });
  expect(runCost([{ type: "message-end", turn: 1, message }], undefined)).toBeUndefined();
});
