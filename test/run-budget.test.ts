import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runLoop } from "../src/agent/loop.ts";
import type { RunLimits } from "../src/agent/events.ts";
import { memorySourceStore } from "../src/agent/memory-source-store.ts";
import { initialState } from "../src/agent/state.ts";
import { defineTool } from "../src/agent/tool.ts";
import { fakeClock } from "../src/core/clock.ts";
import type { Policy } from "../src/model/policy.ts";
import { z } from "zod";
import { verifies } from "./promises.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "deepwell-budget-"));

interface Greed {
  /** Tool calls it asks for in every turn. */
  readonly calls: number;
  /** What a turn and a tool call take on the clock. */
  readonly turnMs: number;
  readonly callMs: number;
  /** What the server says that a turn used. */
  readonly turnTokens: number;
  /** It asks for tools even when told that it must answer. */
  readonly stubborn: boolean;
}

const greeds = fc.record({
  calls: fc.integer({ min: 1, max: 9 }),
  turnMs: fc.integer({ min: 0, max: 4000 }),
  callMs: fc.integer({ min: 0, max: 4000 }),
  turnTokens: fc.integer({ min: 1, max: 20_000 }),
  stubborn: fc.boolean(),
});
const limits = fc.record({
  maxTurns: fc.integer({ min: 1, max: 12 }),
  maxToolCalls: fc.integer({ min: 0, max: 20 }),
  maxMs: fc.integer({ min: 1000, max: 60_000 }),
  maxTokens: fc.integer({ min: 1, max: 100_000 }),
  maxCost: fc.double({ min: 0.001, max: 1, noNaN: true }),
});

/** Ten of its currency for a million tokens. */
const price = { currency: "USD", inputPerMillion: 10, outputPerMillion: 10 };
const tokenCost = 10 / 1_000_000;

async function spend(greed: Greed, limit: Required<Omit<RunLimits, "price" | "rolePrices">>) {
  const clock = fakeClock();
  let executed = 0;
  let tokens = 0;
  let longestOverrun = 0;
  const policy: Policy = {
    name: "greedy",
    usesLanguageModel: false,
    async *act(state) {
      clock.advance(greed.turnMs);
      tokens += greed.turnTokens;
      const usage = { inputTokens: greed.turnTokens - 1, outputTokens: 1 };
      const answers = state.mustAnswer && !greed.stubborn;
      const parts = answers
        ? [{ type: "text" as const, text: "<answer>enough</answer>" }]
        : Array.from({ length: greed.calls }, (_, at) => ({
            type: "tool-call" as const,
            callId: `${state.messages.length}-${at}`,
            toolName: "dig",
            input: {},
          }));
      yield { type: "action", action: { message: { role: "assistant", parts }, usage } };
    },
  };
  const dig = defineTool({
    name: "dig",
    description: "digs",
    input: z.object({}),
    parallel: false,
    run: async () => {
      executed += 1;
      longestOverrun = Math.max(longestOverrun, clock.monotonicMs() - limit.maxMs);
      clock.advance(greed.callMs);
      return { content: "more" };
    },
  });
  const loop = runLoop({
    question: "q",
    language: "en",
    policy,
    tools: [dig],
    context: { question: "q", workspace, sources: memorySourceStore() },
    limits: { ...limit, price },
    clock,
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state: initialState([{ role: "user", text: "q" }]),
  });
  const kinds: string[] = [];
  for await (const event of loop) kinds.push(event.type);
  return {
    turns: kinds.filter((kind) => kind === "turn-start").length,
    executed,
    tokens,
    longestOverrun,
    last: kinds.at(-1),
  };
}

it(`a policy that always wants more never gets more than the limits ${verifies("run.budget")}`, async () => {
  await fc.assert(
    fc.asyncProperty(greeds, limits, async (greed, limit) => {
      const spent = await spend(greed, limit);
      expect(spent.last).toBe("run-end");
      expect(spent.turns).toBeLessThanOrEqual(limit.maxTurns);
      expect(spent.executed).toBeLessThanOrEqual(limit.maxToolCalls);
      // One unit over at most: the turn after which the count came.
      expect(spent.tokens).toBeLessThan(limit.maxTokens + greed.turnTokens);
      expect(spent.tokens * tokenCost).toBeLessThan(limit.maxCost + greed.turnTokens * tokenCost);
      // One unit over at most: what was under way when the time ran out.
      expect(spent.longestOverrun).toBeLessThanOrEqual(Math.max(greed.turnMs, greed.callMs));
    }),
    { numRuns: 1000 },
  );
});
