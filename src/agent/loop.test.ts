import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fakeClock } from "../core/clock.ts";
import type { AssistantMessage, ToolCallPart } from "../model/message.ts";
import type { Action, Policy, PolicyEvent, PolicyState } from "../model/policy.ts";
import type { RunEvent } from "./events.ts";
import { type LoopOptions, type LoopOutcome, runLoop } from "./loop.ts";
import { memorySourceStore } from "./memory-source-store.ts";
import { applyEvent, initialState } from "./state.ts";
import { type AnyTool, defineTool } from "./tool.ts";

type Step = (state: PolicyState) => PolicyEvent[];

const say = (text: string): PolicyEvent[] => [action({ role: "assistant", parts: [{ type: "text", text }] })];
const use = (...calls: ToolCallPart[]): PolicyEvent[] => [action({ role: "assistant", parts: calls })];
const call = (callId: string, toolName: string, input: ToolCallPart["input"] = {}): ToolCallPart => ({
  type: "tool-call",
  callId,
  toolName,
  input,
});

function action(message: AssistantMessage): PolicyEvent {
  return { type: "action", action: { message } };
}

function actionOf(event: PolicyEvent): Action {
  if (event.type !== "action") throw new Error("no action");
  return event.action;
}

/** Plays the steps; the last one again and again. Remembers what it was shown. */
function playing(...steps: Step[]): Policy & { readonly shown: PolicyState[] } {
  const shown: PolicyState[] = [];
  return {
    name: "playing",
    usesLanguageModel: false,
    shown,
    async *act(state) {
      shown.push(state);
      yield* (steps[Math.min(shown.length, steps.length) - 1] as Step)(state);
    },
  };
}

const clock = fakeClock();
const echo = defineTool({
  name: "echo",
  description: "Says what it is told.",
  input: z.object({ text: z.string() }),
  parallel: true,
  run: async ({ text }) => ({ content: text }),
});
const broken = defineTool({
  name: "broken",
  description: "Fails.",
  input: z.object({}),
  parallel: false,
  run: async () => {
    throw new Error("bug");
  },
});
const slow = defineTool({
  name: "slow",
  description: "Never ends.",
  input: z.object({}),
  parallel: true,
  run: () => new Promise(() => {}),
});

function optionsOf(policy: Policy, overrides: Partial<LoopOptions> = {}): LoopOptions {
  return {
    question: "q",
    language: "en",
    policy,
    tools: [echo, broken, slow],
    context: { question: "q", workspace: "/nowhere", sources: memorySourceStore() },
    limits: { maxTurns: 10 },
    clock,
    signal: new AbortController().signal,
    toolTimeoutMs: 1,
    state: initialState([{ role: "user", text: "q" }]),
    ...overrides,
  };
}

async function run(options: LoopOptions): Promise<{ events: RunEvent[]; outcome: LoopOutcome }> {
  const events: RunEvent[] = [];
  const loop = runLoop(options);
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return { events, outcome: next.value };
    events.push(next.value);
  }
}

const types = (events: readonly RunEvent[]): string[] => events.map((event) => event.type);
const results = (events: readonly RunEvent[]): Extract<RunEvent, { type: "tool-result" }>[] =>
  events.filter((event) => event.type === "tool-result");

describe("loop", () => {
  it("goes from a tool call to an answer, telling each step before its consequences", async () => {
    const policy = playing(
      () => use(call("1", "echo", { text: "hi" })),
      () => say("think <answer>Done.</answer>"),
    );
    const { events, outcome } = await run(optionsOf(policy));
    expect(types(events)).toEqual(
      "turn-start message-end tool-call tool-result turn-end turn-start message-end turn-end run-end".split(
        " ",
      ),
    );
    expect(outcome).toMatchObject({ status: "answered", answer: "Done." });
    expect(policy.shown[1]?.messages.at(-1)).toMatchObject({
      role: "tool",
      parts: [{ callId: "1", content: "hi" }],
    });
  });

  it("turns unknown tools, bad input, exceptions and time-outs into results the policy can read", async () => {
    const calls = [
      call("1", "none"),
      call("2", "echo", { text: 5 }),
      call("3", "echo", '{"text": "hi'),
      call("4", "broken"),
      call("5", "slow"),
    ];
    const { events } = await run(
      optionsOf(
        playing(
          () => use(...calls),
          () => say("end"),
        ),
      ),
    );
    const contents = results(events).map((event) => `${event.isError} ${event.content}`);
    expect(contents).toEqual([
      expect.stringMatching(/^true There is no tool named none/),
      expect.stringMatching(/^true Invalid arguments for echo[^]*text/),
      expect.stringMatching(/^true The arguments of echo are not valid JSON/),
      "true broken failed: bug",
      expect.stringMatching(/^true slow did not finish/),
    ]);
  });

  it("shows the results in the order of the calls, whichever came first", async () => {
    const release: { first?: () => void } = {};
    const first = defineTool({
      name: "first",
      description: "Waits for echo.",
      input: z.object({}),
      parallel: true,
      run: () =>
        new Promise<{ content: string }>((resolve) => {
          release.first = () => resolve({ content: "first" });
        }),
    });
    const second: AnyTool = {
      ...echo,
      name: "second",
      invoke: async () => (release.first?.(), { content: "second" }),
    };
    const policy = playing(
      () => use(call("1", "first"), call("2", "second")),
      () => say("end"),
    );
    const { events } = await run(optionsOf(policy, { tools: [first, second], toolTimeoutMs: 60_000 }));
    expect(results(events).map((event) => event.callId)).toEqual(["2", "1"]);
    const shown = policy.shown[1]?.messages.at(-1);
    expect(shown?.role === "tool" && shown.parts.map((part) => part.content)).toEqual(["first", "second"]);
  });

  it("asks once for the answer, without tools to come, when the turns are spent", async () => {
    const policy = playing((state) =>
      state.mustAnswer ? say("what I have") : use(call("1", "echo", { text: "x" })),
    );
    const { outcome } = await run(optionsOf(policy, { limits: { maxTurns: 3 } }));
    expect(outcome).toMatchObject({ status: "partial", answer: "what I have" });
    expect(policy.shown.map((state) => state.mustAnswer)).toEqual([false, false, true]);
    expect(policy.shown.map((state) => state.budget.turnsLeft)).toEqual([3, 2, 1]);
  });

  it("never makes more tool calls than allowed and warns before", async () => {
    const many = Array.from({ length: 4 }, (_, n) => call(String(n), "echo", { text: "x" }));
    const policy = playing((state) => (state.mustAnswer ? say("end") : use(...many)));
    const { events, outcome } = await run(optionsOf(policy, { limits: { maxToolCalls: 10 } }));
    expect(types(events).filter((type) => type === "tool-call")).toHaveLength(10);
    expect(results(events).filter((event) => event.skipped)).toHaveLength(2);
    expect(outcome.state.toolCalls).toBe(10);
    expect(events.filter((event) => event.type === "budget-warning")).toMatchObject([{ what: "tool-calls" }]);
    expect(outcome.status).toBe("partial");
  });

  it("keeps a share of the time for the answer", async () => {
    const timed = fakeClock();
    const policy = playing((state) => {
      timed.advance(30_000);
      return state.mustAnswer ? say("end") : use(call("1", "echo", { text: "x" }));
    });
    const { outcome } = await run(optionsOf(policy, { clock: timed, limits: { maxMs: 100_000 } }));
    expect(policy.shown.map((state) => state.budget.msLeft)).toEqual([100_000, 70_000, 40_000, 10_000]);
    expect(policy.shown.at(-1)?.mustAnswer).toBe(true);
    expect(outcome.status).toBe("partial");
  });

  it("ends as not-found when the answer is empty, or when there is none although it must come", async () => {
    expect((await run(optionsOf(playing(() => say("<answer></answer>"))))).outcome.status).toBe("not-found");
    const stubborn = playing(() => use(call("1", "echo", { text: "x" })));
    const { outcome } = await run(optionsOf(stubborn, { limits: { maxTurns: 2 } }));
    expect(outcome).toMatchObject({ status: "not-found" });
    expect(stubborn.shown).toHaveLength(2);
  });

  describe("with a fallback", () => {
    const fallback = (): Policy & { readonly shown: PolicyState[] } => ({
      ...playing(() => say("<answer>pieced together</answer>")),
      name: "simple",
    });
    const digging = () => use(call("1", "echo", { text: "x" }));
    const failing = (): PolicyEvent[] => [
      { type: "failure", failure: { code: "MODEL_UNAVAILABLE", message: "down", retryable: true } },
    ];

    it.each([
      ["calls tools", digging],
      ["says nothing", () => say("<answer></answer>")],
      ["fails", failing],
    ])("has an answer also when the policy %s although it must answer", async (_, last) => {
      const second = fallback();
      const policy = playing((state) => (state.mustAnswer ? last() : digging()));
      const { events, outcome } = await run(optionsOf(policy, { limits: { maxTurns: 3 }, fallback: second }));
      expect(outcome).toMatchObject({
        status: "partial",
        answer: "pieced together",
        fallback: "simple",
        reason: expect.stringContaining("the model gave no answer, so the simple policy wrote it"),
      });
      expect(second.shown).toHaveLength(1);
      expect(second.shown[0]).toMatchObject({ mustAnswer: true });
      expect(types(events).filter((type) => type === "tool-call")).toHaveLength(2);
    });

    it("goes on from any point of such a run to the same end", async () => {
      const options = { limits: { maxTurns: 2 } };
      const whole = await run(optionsOf(playing(digging), { ...options, fallback: fallback() }));
      for (let cut = 0; cut <= whole.events.length; cut++) {
        const state = whole.events
          .slice(0, cut)
          .reduce(applyEvent, initialState([{ role: "user", text: "q" }]));
        const rest = await run(optionsOf(playing(digging), { ...options, state, fallback: fallback() }));
        expect(rest.outcome).toMatchObject({ status: "partial", answer: "pieced together" });
      }
    });

    it("leaves a failure in the middle of a run to be resumed", async () => {
      const second = fallback();
      const { outcome } = await run(optionsOf(playing(failing), { fallback: second }));
      expect(outcome.status).toBe("failed");
      expect(second.shown).toHaveLength(0);
    });

    it("answers without the model once a cap on tokens is passed", async () => {
      const usage = { inputTokens: 60_000, outputTokens: 50_000 };
      const policy = playing(() =>
        digging().map((event) => ({ ...event, action: { ...actionOf(event), usage } })),
      );
      const { outcome } = await run(
        optionsOf(policy, { limits: { maxTokens: 100_000 }, fallback: fallback() }),
      );
      expect(policy.shown).toHaveLength(1);
      expect(outcome).toMatchObject({ answer: "pieced together", reason: expect.stringContaining("tokens") });
    });
  });

  it("warns of every limit once, over a resumption too, and tells the language model what is left", async () => {
    const digging = () => use(call("1", "echo", { text: "x" }));
    const policy = { ...playing(digging), usesLanguageModel: true };
    const shown: PolicyState[] = [];
    const watching: Policy = {
      ...policy,
      act: (state, signal) => (
        shown.push(state),
        state.mustAnswer ? playing(() => say("end")).act(state, signal) : policy.act(state, signal)
      ),
    };
    const { events } = await run(optionsOf(watching, { limits: { maxTurns: 10 } }));
    const warnings = events.filter((event) => event.type === "budget-warning");
    expect(warnings).toMatchObject([
      { what: "turns", note: expect.stringContaining("80% of the turns is used, 2 left") },
    ]);
    const last = shown[8]?.messages.at(-1);
    expect(last?.role === "tool" && last.parts[0]?.content).toMatch(/^x\n\n\[Budget: 80%/);
    // What was sent before is a prefix of what is sent now, note and all.
    for (const [index, state] of shown.entries()) {
      const next = shown[index + 1]?.messages ?? state.messages;
      expect(next.slice(0, state.messages.length)).toEqual(state.messages);
    }
    const cut = events.findIndex((event) => event.type === "budget-warning") + 1;
    const resumed = events.slice(0, cut).reduce(applyEvent, initialState([{ role: "user", text: "q" }]));
    const rest = await run(optionsOf(watching, { limits: { maxTurns: 10 }, state: resumed }));
    expect(types(rest.events)).not.toContain("budget-warning");
  });

  it("counts tokens and money by the server's count, else by estimate, and keeps enough for the answer", async () => {
    const price = { currency: "USD", inputPerMillion: 10, outputPerMillion: 100 };
    const usage = { inputTokens: 1_000, outputTokens: 100 };
    const counted = playing((state) =>
      (state.mustAnswer ? say("end") : use(call("1", "echo", { text: "x" }))).map((event) => ({
        ...event,
        action: { ...actionOf(event), usage },
      })),
    );
    const { outcome } = await run(optionsOf(counted, { limits: { maxCost: 0.5, price } }));
    expect(outcome).toMatchObject({ status: "partial", reason: "budget spent: cost (0.5 USD)" });
    expect(counted.shown.length).toBeGreaterThan(8);
    expect(outcome.state.spending.cost).toBeCloseTo(0.02 * counted.shown.length);
    expect(outcome.state.spending.cost).toBeLessThanOrEqual(0.5);
    const silent = { ...playing(() => say("end")), usesLanguageModel: true };
    const estimated = await run(optionsOf(silent, { limits: { maxTokens: 100_000 } }));
    expect(estimated.outcome.state.spending).toMatchObject({ isEstimate: true });
    expect(estimated.outcome.state.spending.tokens).toBeGreaterThan(50);
  });

  it("ends as failed with the reason when the policy has no action", async () => {
    const failure = { code: "MODEL_UNAVAILABLE", message: "down", retryable: false } as const;
    const { events, outcome } = await run(optionsOf(playing(() => [{ type: "failure", failure }])));
    expect(outcome.status).toBe("failed");
    expect(events.at(-1)).toMatchObject({ type: "run-end", reason: "MODEL_UNAVAILABLE: down" });
    expect((await run(optionsOf(playing(() => [])))).outcome.status).toBe("failed");
  });

  it("asks once more after a failure that may pass, and only once", async () => {
    const failure = { code: "MODEL_UNAVAILABLE", message: "stream broke", retryable: true } as const;
    const passing = playing(
      () => [{ type: "failure", failure }],
      () => say("there"),
    );
    const { events, outcome } = await run(optionsOf(passing));
    expect(outcome).toMatchObject({ status: "answered", answer: "there" });
    expect(events.filter((event) => event.type === "turn-retry")).toMatchObject([
      { turn: 1, reason: "stream broke" },
    ]);
    const lasting = playing(() => [{ type: "failure", failure }]);
    await run(optionsOf(lasting));
    expect(lasting.shown).toHaveLength(2);
  });

  it("calls an answer that was cut off partial", async () => {
    const message: AssistantMessage = {
      role: "assistant",
      parts: [{ type: "text", text: "<answer>Half of" }],
    };
    const { outcome } = await run(
      optionsOf(playing(() => [{ type: "action", action: { message, truncated: true } }])),
    );
    expect(outcome).toMatchObject({
      status: "partial",
      answer: "Half of",
      reason: expect.stringContaining("cut off"),
    });
  });

  it("answers after the turn under way on a soft stop, and not at all on a hard one", async () => {
    const soft = new AbortController();
    const policy = playing((state) => {
      soft.abort();
      return state.mustAnswer ? say("so far") : use(call("1", "echo", { text: "x" }));
    });
    const { outcome } = await run(optionsOf(policy, { stopSignal: soft.signal }));
    expect(outcome).toMatchObject({ status: "partial", answer: "so far" });
    expect(policy.shown).toHaveLength(2);
    const interrupted = await run(
      optionsOf(
        playing(() => say("x")),
        { signal: AbortSignal.abort() },
      ),
    );
    expect(interrupted.outcome.status).toBe("interrupted");
  });

  it("goes on from any point of a journal to the same end, without repeating a model call or a finished call", async () => {
    const script: Step[] = [
      () => use(call("1", "echo", { text: "a" }), call("2", "echo", { text: "b" })),
      () => use(call("3", "echo", { text: "c" })),
      (state) => say(`<answer>${JSON.stringify(state.messages)}</answer>`),
    ];
    const whole = await run(optionsOf(playing(...script)));
    for (let cut = 0; cut <= whole.events.length; cut++) {
      const kept = whole.events.slice(0, cut);
      const state = kept.reduce(applyEvent, initialState([{ role: "user", text: "q" }]));
      const answered = kept.filter((event) => event.type === "message-end").length;
      const policy = playing(...script.slice(answered));
      const rest = await run(optionsOf(policy, { state }));
      expect(rest.outcome).toMatchObject({ status: "answered", answer: whole.outcome.answer });
      expect(policy.shown).toHaveLength(3 - answered);
      const all = [...kept, ...rest.events];
      expect(results(all).map((event) => event.callId)).toEqual(["1", "2", "3"]);
      expect(types(all).filter((type) => type === "run-end")).toHaveLength(1);
    }
  });

  it("counts the time that a resumed run used before", async () => {
    const timed = fakeClock();
    const first = playing((state) => {
      timed.advance(30_000);
      return state.budget.turnsUsed === 0 ? use(call("1", "echo", { text: "x" })) : say("end");
    });
    const { events } = await run(optionsOf(first, { clock: timed, limits: { maxMs: 100_000 } }));
    const kept = events.slice(0, events.findLastIndex((event) => event.type === "turn-start") + 1);
    const state = kept.reduce(applyEvent, initialState([{ role: "user", text: "q" }]));
    const again = playing(() => say("end"));
    await run(optionsOf(again, { clock: fakeClock(), limits: { maxMs: 100_000 }, state }));
    expect(again.shown[0]?.budget.msLeft).toBe(70_000);
  });
});
