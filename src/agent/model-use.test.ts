import { expect, test } from "vitest";
import { z } from "zod";
import { systemClock } from "../core/clock.ts";
import { verifies } from "../../test/promises.ts";
import { scriptedPolicy } from "../model/scripted-policy.ts";
import type { RunEvent } from "./events.ts";
import { runLoop } from "./loop.ts";
import { memorySourceStore } from "./memory-source-store.ts";
import { applyEvent, initialState } from "./state.ts";
import { defineTool } from "./tool.ts";

test(`what a tool asks of a model is on the bill of the run, at its role's price, also in replay ${verifies("cost.counted")}`, async () => {
  const usage = { inputTokens: 1_000, cacheWriteInputTokens: 200, outputTokens: 10, images: 1 };
  const looking = defineTool({
    name: "analyze_image",
    description: "Looks.",
    input: z.object({}),
    parallel: false,
    run: async () => ({ content: "A cat.", uses: [{ role: "vision", model: "eyes", usage }] }),
  });
  const price = { currency: "USD", inputPerMillion: 1, outputPerMillion: 1 };
  const vision = { currency: "USD", inputPerMillion: 5, outputPerMillion: 50, perImage: 0.01 };
  const state = initialState([{ role: "user", text: "q" }]);
  const loop = runLoop({
    question: "q",
    language: "en",
    policy: scriptedPolicy([{ toolCalls: [{ toolName: "analyze_image", input: {} }] }, { answer: "A cat." }]),
    tools: [looking],
    context: { question: "q", workspace: "/nowhere", sources: memorySourceStore() },
    limits: { price, rolePrices: { vision } },
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state,
  });
  const events: RunEvent[] = [];
  for await (const event of loop) events.push(event);
  expect(events).toContainEqual({
    type: "model-use",
    turn: 1,
    role: "vision",
    model: "eyes",
    usage,
    spending: { tokens: 1_010, cost: expect.closeTo(0.0155, 10) },
  });
  const replayed = events.reduce(applyEvent, state);
  expect(replayed.usage).toEqual(usage);
  expect(replayed.spending.cost).toBeCloseTo(0.0155, 10);
});
