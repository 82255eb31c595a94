import { describe, expect, it } from "vitest";
import { systemClock } from "../../core/clock.ts";
import { verifies } from "../../../test/promises.ts";
import type { Policy, PolicyState } from "../../model/policy.ts";
import { scriptedPolicy } from "../../model/scripted-policy.ts";
import type { RunEvent } from "../events.ts";
import { type LoopOutcome, runLoop } from "../loop.ts";
import { memorySourceStore } from "../memory-source-store.ts";
import { applyEvent, initialState, type LoopState } from "../state.ts";
import { bell, words } from "./bell.fixture.ts";
import { learnedContext, windowLimits } from "./context-window.ts";
import { promptTokens } from "./count-tokens.ts";

const turns = 12;
const script = Array.from({ length: turns }, (_, at) =>
  at === turns - 1 ? { answer: "Ding." } : { toolCalls: [{ toolName: "bell", input: { at } }] },
);
const opening = initialState([{ role: "user", text: "What do the bells say?" }]);

/** A model whose server counts half as many tokens again as the estimate, and refuses what is over its context. */
function behindServer(context: number, tells: boolean): Policy & { readonly sent: PolicyState[] } {
  const inner = scriptedPolicy(script);
  const sent: PolicyState[] = [];
  return {
    ...inner,
    usesLanguageModel: true,
    sent,
    async *act(state, signal) {
      sent.push(state);
      const asked = Math.round(promptTokens(state.messages, state.tools) * 1.5);
      if (asked <= context) return yield* inner.act(state, signal);
      const overflow = tells ? { limit: context, asked } : {};
      yield {
        type: "failure",
        failure: { code: "MODEL_CONTEXT_EXCEEDED", message: "too long", retryable: false, overflow },
      };
    },
  };
}

async function play(
  policy: Policy,
  state: LoopState = opening,
): Promise<{ events: readonly RunEvent[]; outcome: LoopOutcome }> {
  const loop = runLoop({
    question: "What do the bells say?",
    language: "en",
    policy,
    tools: [bell(400)],
    context: { question: "q", workspace: "/nowhere", sources: memorySourceStore() },
    limits: {},
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state,
    window: { limits: windowLimits(128_000), terms: words },
  });
  const events: RunEvent[] = [];
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return { events, outcome: next.value };
    events.push(next.value);
  }
}

describe(`a server that refuses a prompt as too long ${verifies("context.refused")}`, () => {
  it.each([true, false])(
    "is sent less, once a turn, and the rest of the run keeps to it (told: %s)",
    async (tells) => {
      const policy = behindServer(8_000, tells);
      const { events, outcome } = await play(policy);
      expect(outcome.status).toBe("answered");
      const compactions = events.filter((event) => event.type === "compaction");
      expect(compactions[0]).toMatchObject({ segment: 2, learnedTokens: expect.any(Number) });
      const refused = policy.sent.length - turns;
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBe(compactions.filter(({ learnedTokens }) => learnedTokens !== undefined).length);
      if (tells) {
        expect(refused).toBe(1);
        expect(compactions.length).toBeGreaterThan(1);
      }
      expect(events.filter((event) => event.type === "turn-start")).toHaveLength(turns);
    },
  );

  it("is remembered in the journal", async () => {
    const { events } = await play(behindServer(8_000, true));
    const cut = events.findIndex((event) => event.type === "compaction") + 1;
    const resumed = events.slice(0, cut).reduce(applyEvent, opening);
    expect(resumed.learnedTokens).toBe(events.reduce(applyEvent, opening).learnedTokens);
    expect(promptTokens(resumed.sent ?? [], []) * 1.5).toBeLessThan(8_000);
  });

  it("ends the run with a typed error when nothing is short enough", async () => {
    const policy = behindServer(10, true);
    const { events, outcome } = await play(policy);
    expect(outcome).toMatchObject({ status: "failed", reason: "MODEL_CONTEXT_EXCEEDED: too long" });
    expect(policy.sent.length).toBeLessThanOrEqual(2);
    expect(events.at(-1)?.type).toBe("run-end");
  });
});

it("what a server says of its context is taken in the tokens of the estimate", () => {
  expect(learnedContext(10_000, { limit: 8_000, asked: 16_000 })).toBe(5_000);
  expect(learnedContext(10_000, { limit: 8_000 })).toBe(7_500);
  expect(learnedContext(10_000, { limit: 4_000 })).toBe(4_000);
  expect(learnedContext(10_000)).toBe(7_500);
  // An estimate that is too high is no reason to hope for more than the server has.
  expect(learnedContext(20_000, { limit: 8_000, asked: 9_000 })).toBe(8_000);
});
