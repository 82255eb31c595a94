import { describe, expect, test } from "vitest";
import { fakeClock } from "../core/clock.ts";
import type { LoopbackReply } from "./loopback-reply.ts";
import { startLoopbackModel } from "./loopback-server.ts";
import { loopbackPolicy, loopbackTurn } from "./loopback-turn.ts";
import type { LoopbackProtocol } from "./loopback-wire.ts";
import type { Message } from "./message.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";

const ok: LoopbackReply = { type: "message", text: "<answer>The moon.</answer>" };

function json(status: number, body: object): LoopbackReply {
  return { type: "raw", status, contentType: "application/json", chunks: [JSON.stringify(body)] };
}

describe("a server says how long to wait", () => {
  test("as a date", async () => {
    const clock = fakeClock();
    const retryAfter = new Date(clock.now().getTime() + 7_000).toUTCString();
    const { waits, action } = await loopbackTurn(
      [{ type: "error", status: 429, message: "busy", retryAfter }, ok],
      {
        clock,
      },
    );
    expect(action).toBeDefined();
    // HTTP dates have whole seconds.
    expect(waits[0]).toBeGreaterThan(5_999);
    expect(waits[0]).toBeLessThan(7_001);
  });

  test("in the body, as Google's servers do", async () => {
    const details = [
      { "@type": "type.googleapis.com/google.rpc.QuotaFailure" },
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "4.5s" },
    ];
    const busy = json(429, { error: { code: 429, message: "Quota", status: "RESOURCE_EXHAUSTED", details } });
    const { waits, action } = await loopbackTurn([busy, ok], { protocol: "gemini" });
    expect(action).toBeDefined();
    expect(waits).toEqual([4500]);
  });
});

test.each<[string, LoopbackProtocol, LoopbackReply, RegExp]>([
  [
    "a key that Gemini does not know",
    "gemini",
    json(400, {
      error: {
        code: 400,
        message: "API key not valid. Please pass a valid API key.",
        status: "INVALID_ARGUMENT",
      },
    }),
    /Give an API key that is valid/,
  ],
  [
    "a spent balance",
    "anthropic",
    json(400, {
      type: "error",
      error: {
        type: "invalid_request_error",
        message: "Your credit balance is too low to access the Anthropic API.",
      },
    }),
    /Top up the account/,
  ],
  [
    "a prompt that is too long for Anthropic",
    "anthropic",
    json(400, {
      type: "error",
      error: { type: "invalid_request_error", message: "prompt is too long: 208310 tokens > 200000 maximum" },
    }),
    /use a model that has one/,
  ],
  [
    "a prompt that is too long for Gemini",
    "gemini",
    json(400, {
      error: {
        code: 400,
        message: "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
        status: "INVALID_ARGUMENT",
      },
    }),
    /use a model that has one/,
  ],
  [
    "a model that is not there",
    "anthropic",
    json(404, { type: "error", error: { type: "not_found_error", message: "model: tide-1" } }),
    /instead of tide-1: http.*\/v1\/models lists them/,
  ],
  [
    "a refusal of the model",
    "anthropic",
    { type: "message", text: "I", finishReason: "refusal" },
    /refused to answer\. Rephrase/,
  ],
])("%s is a failure for good, and says what to do", async (_, protocol, reply, message) => {
  const { failure, requests, violations } = await loopbackTurn([reply, ok], { protocol });
  expect(violations).toEqual([]);
  expect(failure).toMatchObject({ code: expect.stringMatching(/REFUSED|EXCEEDED/), retryable: false });
  expect(failure?.message).toMatch(message);
  expect(requests).toHaveLength(1);
});

test.each<[string, string, (body: string) => boolean]>([
  [
    "a temperature",
    "`temperature` is not supported for this model.",
    (body) => !body.includes('"temperature"') && body.includes("Hm."),
  ],
  [
    "thoughts that another model signed",
    "messages.1.content.0: Invalid `signature` in `thinking` block",
    (body) => !body.includes("Hm.") && !body.includes("redacted_thinking") && body.includes('"tool_use"'),
  ],
])(
  "Anthropic's API is asked without %s where it refuses that, and from then on",
  async (_, message, isGone) => {
    const spoken: Message = {
      role: "assistant",
      parts: [
        { type: "reasoning", text: "Hm.", channel: "thinking-block", extraContent: { signature: "s" } },
        { type: "reasoning", text: "", channel: "thinking-block", extraContent: { data: "d" } },
        { type: "tool-call", callId: "a", toolName: "search", input: {} },
      ],
    };
    const found: Message = {
      role: "tool",
      parts: [{ type: "tool-result", callId: "a", toolName: "search", content: "x", isError: false }],
    };
    await using server = await startLoopbackModel([{ type: "error", status: 400, message }, ok, ok]);
    const { policy } = loopbackPolicy(server.urls.anthropic, { temperature: 0 }, "anthropic");
    const state = sampleState([spoken, found]);
    expect((await recordTurn(policy, state)).failure).toBeUndefined();
    expect((await recordTurn(policy, state)).failure).toBeUndefined();
    expect(server.requests.map(({ body }) => isGone(body))).toEqual([false, true, true]);
  },
);

test("Gemini is told to check no signatures where it finds fault with those of another model", async () => {
  const spoken: Message = {
    role: "assistant",
    parts: [
      { type: "text", text: "Look.", extraContent: { google: { thought_signature: "old" } } },
      { type: "tool-call", callId: "a", toolName: "search", input: {} },
    ],
  };
  const message = "Function call is missing a thought_signature in functionCall parts.";
  const { action, bodies } = await loopbackTurn([{ type: "error", status: 400, message }, ok], {
    protocol: "gemini",
    state: sampleState([spoken]),
  });
  expect(action).toBeDefined();
  expect(Object(bodies[1]?.["contents"])[1].parts).toEqual([
    { text: "Look." },
    {
      functionCall: { id: "a", name: "search", args: {} },
      thoughtSignature: "skip_thought_signature_validator",
    },
  ]);
});

test("a thought that the output limit cut off before its signature is not sent back", async () => {
  const cut: Message = {
    role: "assistant",
    parts: [
      { type: "reasoning", text: "Hm", channel: "thinking-block" },
      { type: "text", text: "So" },
    ],
  };
  const { bodies } = await loopbackTurn([ok], { protocol: "anthropic", state: sampleState([cut]) });
  expect(JSON.stringify(bodies[0])).toContain('"So"');
  expect(JSON.stringify(bodies[0])).not.toContain("Hm");
});

test("the stable beginning is marked for Anthropic's cache: the prompt and the last two messages to the model", async () => {
  const system: Message = { role: "system", text: "Research." };
  const said: Message = { role: "assistant", parts: [{ type: "text", text: "Let me look." }] };
  const more: Message = { role: "user", text: "And the sun?" };
  const last: Message = { role: "user", text: "Go on." };
  const state = sampleState([said, more, said, last]);
  const messages = [system, ...state.messages];
  const { bodies } = await loopbackTurn([ok], { protocol: "anthropic", state: { ...state, messages } });
  const mark = { cache_control: { type: "ephemeral" } };
  expect(bodies[0]?.["system"]).toEqual([{ type: "text", text: "Research.", ...mark }]);
  const marked = JSON.stringify(bodies[0]?.["messages"]).match(/"text":"[^"]*","cache_control"/g);
  expect(marked).toEqual(['"text":"And the sun?","cache_control"', '"text":"Go on.","cache_control"']);
});
