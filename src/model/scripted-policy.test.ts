import { expect, test } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";
import { replayPolicy, scriptedPolicy } from "./scripted-policy.ts";

test("does what the turns say, in order, literal or made from the state", async () => {
  const policy = scriptedPolicy([
    { reasoning: "hm", text: "Look.", toolCalls: [{ toolName: "search", input: { query: "tides" } }] },
    (state) => ({ answer: `In ${state.language}`, usage: { inputTokens: 3, outputTokens: 2 } }),
  ]);
  const first = await recordTurn(policy, sampleState());
  expect(first.action?.message.parts).toEqual([
    { type: "reasoning", text: "hm" },
    { type: "text", text: "Look." },
    { type: "tool-call", callId: "call-1-1", toolName: "search", input: { query: "tides" } },
  ]);
  const second = await recordTurn(policy, sampleState([{ role: "user", text: "more" }]));
  expect(second.action).toEqual({
    message: { role: "assistant", parts: [{ type: "text", text: "<answer>In en</answer>" }] },
    usage: { inputTokens: 3, outputTokens: 2 },
  });
  expect(policy.calls.map((state) => state.messages.length)).toEqual([1, 2]);
  policy.assertFinished();
});

test("cuts its deltas as it is told", async () => {
  const policy = scriptedPolicy([{ text: "abcde" }], { deltaLength: 2 });
  const { events } = await recordTurn(policy, sampleState());
  expect(events.map((event) => (event.type === "text-delta" ? event.text : event.type))).toEqual([
    "ab",
    "cd",
    "e",
    "action",
  ]);
});

test("fails as scripted", async () => {
  const failure = { code: "MODEL_REFUSED", message: "no", retryable: false } as const;
  const { failure: seen } = await recordTurn(scriptedPolicy([{ failure }]), sampleState());
  expect(seen).toEqual(failure);
});

test("complains about turns that were not asked for, and about turns that it does not have", async () => {
  const policy = scriptedPolicy([{ answer: "so" }]);
  expect(() => policy.assertFinished()).toThrow("has 1 turns, but 0 were asked for");
  await recordTurn(policy, sampleState());
  policy.assertFinished();
  const { failure } = await recordTurn(policy, sampleState());
  expect(failure?.message).toBe("The script has only 1 turns.");
  expect(() => policy.assertFinished()).toThrow("has 1 turns, but 2 were asked for");
});

test("a delay moves the clock it was given", async () => {
  const clock = fakeClock();
  await recordTurn(scriptedPolicy([{ answer: "so", delayMs: 90_000 }], { clock }), sampleState());
  expect(clock.monotonicMs()).toBe(90_000);
});

test("a stop ends a delay at once", async () => {
  const controller = new AbortController();
  const policy = scriptedPolicy([{ answer: "so", delayMs: 3_600_000 }]);
  const turn = recordTurn(policy, sampleState(), controller.signal);
  controller.abort();
  expect((await turn).failure?.code).toBe("ABORTED");
});

test("says recorded messages again", async () => {
  const message = { role: "assistant", parts: [{ type: "text", text: "so" }] } as const;
  const policy = replayPolicy([message]);
  expect((await recordTurn(policy, sampleState())).action?.message).toEqual(message);
  policy.assertFinished();
});
