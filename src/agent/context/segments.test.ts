import { describe, expect, it } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { present } from "../../core/present.ts";
import type { Message } from "../../model/message.ts";
import type { PolicyState } from "../../model/policy.ts";
import { type ScriptedTurn, scriptedPolicy } from "../../model/scripted-policy.ts";
import type { RunEvent } from "../events.ts";
import { type LoopOutcome, runLoop } from "../loop.ts";
import { memorySourceStore } from "../memory-source-store.ts";
import { applyEvent, initialState, type LoopState } from "../state.ts";
import { bell, words } from "./bell.fixture.ts";
import type { ContextWindow } from "./context-window.ts";
import { promptTokens } from "./count-tokens.ts";

const turns = 30;
const task = { role: "user", text: "What do the bells say?" } as const satisfies Message;

/** Rings a bell a turn, the same ones whenever it is asked again, and answers in the end. */
const script: readonly ScriptedTurn[] = Array.from({ length: turns }, (_, at) =>
  at === turns - 1
    ? { answer: "They say ding dong." }
    : { text: `I ring bell ${at}.`, toolCalls: [{ toolName: "bell", input: { at } }] },
);

const limits = { upper: 3_000, lower: 1_500, result: 1_000, recentTurns: 2 };

async function play(
  state: LoopState,
  window?: ContextWindow,
): Promise<{ events: readonly RunEvent[]; shown: readonly PolicyState[]; outcome: LoopOutcome }> {
  const said = state.messages.filter(({ role }) => role === "assistant").length;
  const policy = scriptedPolicy(script.slice(said).map((turn, at) => numbered(turn, said + at)));
  const loop = runLoop({
    question: task.text,
    language: "en",
    policy,
    tools: [bell(150)],
    context: { question: task.text, workspace: "/nowhere", sources: memorySourceStore() },
    limits: {},
    clock: fakeClock(),
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state,
    ...present({ window }),
  });
  const events: RunEvent[] = [];
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return { events, shown: policy.calls, outcome: next.value };
    events.push(next.value);
  }
}

function numbered(turn: ScriptedTurn, at: number): ScriptedTurn {
  const calls = turn.toolCalls?.map((call) => ({ ...call, callId: `call-${at}` }));
  return calls === undefined ? turn : { ...turn, toolCalls: calls };
}

const window = (overrides: Partial<ContextWindow> = {}): ContextWindow => ({
  limits,
  terms: words,
  ...overrides,
});
const fresh = (): LoopState => initialState([task]);

describe("segments", () => {
  it("are append-only, begin with a compaction and stay below the threshold", async () => {
    const { events, shown, outcome } = await play(fresh(), window());
    expect(outcome.status).toBe("answered");
    const compactions = events.filter((event) => event.type === "compaction");
    expect(compactions.length).toBeGreaterThan(2);
    expect(compactions.map((event) => event.segment)).toEqual(compactions.map((_, at) => at + 2));
    let breaks = 0;
    for (const [at, { messages, tools }] of shown.entries()) {
      expect(promptTokens(messages, tools)).toBeLessThanOrEqual(limits.upper);
      const before = shown[at - 1]?.messages ?? [];
      if (JSON.stringify(messages.slice(0, before.length)) !== JSON.stringify(before)) breaks += 1;
    }
    expect(breaks).toBe(compactions.length);
  });

  it("leave the history as it was: only what is sent is shorter", async () => {
    const long = await play(fresh());
    const short = await play(fresh(), window());
    expect(short.outcome.state.messages).toEqual(long.outcome.state.messages);
    expect(long.shown.at(-1)?.messages).toEqual(long.outcome.state.messages.slice(0, -1));
  });

  it("are the same after a crash at any event, also between the notes of a model and the event that holds them", async () => {
    const writer = () => scriptedPolicy(Array.from({ length: 40 }, (_, at) => ({ text: `Notes ${at}` })));
    const whole = await play(fresh(), window({ summarise: writer() }));
    const last = whole.events.length;
    for (let cut = 0; cut <= last; cut++) {
      const kept = whole.events.slice(0, cut);
      const done = kept.filter(
        (event) => event.type === "compaction" && event.summariser !== undefined,
      ).length;
      const rewriter = scriptedPolicy(
        Array.from({ length: 40 }, (_, at) => ({ text: `Notes ${done + at}` })),
      );
      const rest = await play(kept.reduce(applyEvent, fresh()), window({ summarise: rewriter }));
      expect(rest.outcome.state.sent).toEqual(whole.outcome.state.sent);
      expect(rest.outcome.state.segment).toBe(whole.outcome.state.segment);
      // Notes that a model has written once are never asked for again.
      const asked = [...kept, ...rest.events].filter(
        (event) => event.type === "compaction" && event.summariser !== undefined,
      );
      expect(done + rewriter.calls.length).toBe(asked.length);
    }
  });
});
