import { describe, expect, test } from "vitest";
import { present } from "../core/present.ts";
import type { LoopbackReply } from "./loopback-reply.ts";
import { startLoopbackModel } from "./loopback-server.ts";
import { loopbackPolicy, loopbackTurn } from "./loopback-turn.ts";
import type { LoopbackPolicyOptions } from "./loopback-turn.ts";
import type { Message } from "./message.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";

const said: Message = { role: "assistant", parts: [{ type: "text", text: "Let me look." }] };
const ok: LoopbackReply = { type: "message", text: "<answer>The moon.</answer>" };

describe("trying again", () => {
  const busy = (status: number, retryAfter?: string): LoopbackReply => ({
    type: "error",
    status,
    message: "busy",
    ...present({ retryAfter }),
  });

  test("waits as long as the server asks", async () => {
    const { action, waits } = await loopbackTurn([busy(429, "3"), ok]);
    expect(waits).toEqual([3000]);
    expect(action).toBeDefined();
  });

  test("waits longer each time while the server is overloaded, then says what it said", async () => {
    const { failure, waits } = await loopbackTurn(Array.from({ length: 9 }, () => busy(503)));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(failure).toMatchObject({ code: "MODEL_UNAVAILABLE", retryable: true });
    expect(failure?.message).toContain("503: busy");
  });

  test("does not wait past the deadline", async () => {
    const { failure, waits } = await loopbackTurn([busy(429, "3600"), ok]);
    expect(waits).toEqual([]);
    expect(failure?.message).toContain("429: busy");
  });

  test("connects again after a connection that broke before the headers", async () => {
    const { action, requests } = await loopbackTurn([{ type: "reset" }, ok]);
    expect(requests).toHaveLength(2);
    expect(action).toBeDefined();
  });

  test("gives a dead address up sooner when it never answered", async () => {
    const server = await startLoopbackModel([]);
    await server.close();
    const { policy, waits } = loopbackPolicy(server.url);
    const turn = await recordTurn(policy, sampleState());
    expect(turn.failure?.message).toMatch(/nothing listens there\. Start the server/);
    expect(waits).toEqual([500, 1000]);
    await recordTurn(policy, sampleState([said]));
    expect(waits).toHaveLength(7);
  });
});

describe("a rejected request", () => {
  test.each([
    [401, "Incorrect API key provided: key-1", "MODEL_REFUSED", /API key that is valid/],
    [402, "Insufficient credits", "MODEL_REFUSED", /Top up/],
    [
      404,
      "The model `tide-1` does not exist",
      "MODEL_REFUSED",
      /instead of tide-1: http.*\/v1\/models lists/,
    ],
    [404, "Not Found", "MODEL_REFUSED", /Correct the base URL/],
    [
      400,
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      "MODEL_REFUSED",
      /Start vLLM with/,
    ],
    [400, "gemma:2b does not support tools", "MODEL_REFUSED", /Use a model that can call tools/],
    [500, "tools param requires --jinja flag", "MODEL_REFUSED", /--jinja/],
    [400, "the request exceeds the available context size", "MODEL_CONTEXT_EXCEEDED", /longer context/],
    [429, "You exceeded your current quota (insufficient_quota)", "MODEL_REFUSED", /Top up/],
    [418, "I am a teapot", "MODEL_REFUSED", /418: I am a teapot/],
  ])("with %i %s says what to do, once, and never the key", async (status, message, code, expected) => {
    const { failure, requests } = await loopbackTurn([{ type: "error", status, message }, ok], {
      apiKey: "key-1",
      actionFormat: "native",
    });
    expect(failure?.code).toBe(code);
    expect(failure?.message).toMatch(expected);
    expect(failure?.message).not.toContain("key-1");
    expect(requests).toHaveLength(1);
  });

  test("by a redirect names the place, and the key does not go there", async () => {
    const redirect: LoopbackReply = {
      type: "raw",
      status: 308,
      headers: { location: "https://other.example/v1" },
      chunks: [],
    };
    const { failure } = await loopbackTurn([redirect], { apiKey: "key-1" });
    expect(failure?.message).toMatch(/308: see https:\/\/other\.example\/v1\. Use the address/);
  });
});

describe("a server that rejects part of the interface", () => {
  const spoken: Message = {
    role: "assistant",
    parts: [
      { type: "reasoning", text: "Hm.", channel: "reasoning_content" },
      { type: "tool-call", callId: "a", toolName: "search", input: {} },
    ],
  };
  const found: Message = {
    role: "tool",
    parts: [{ type: "tool-result", callId: "a", toolName: "search", content: "x", isError: false }],
  };
  const state = sampleState([spoken, found], { mustAnswer: true });

  test.each<[string, string, (body: Record<string, unknown>) => boolean]>([
    ["stream_options", "Unknown field: stream_options", (body) => body["stream_options"] === undefined],
    [
      "max_tokens",
      "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
      (body) => body["max_completion_tokens"] === 9 && body["max_tokens"] === undefined,
    ],
    [
      "temperature",
      "'temperature' does not support 0 with this model",
      (body) => body["temperature"] === undefined,
    ],
    [
      "reasoning in messages",
      "property 'reasoning_content' is unsupported",
      (body) => !JSON.stringify(body["messages"]).includes("Hm."),
    ],
    [
      "a user after a tool",
      "Unexpected role 'user' after role 'tool'",
      (body) => JSON.stringify(body["messages"]).includes('"Noted."'),
    ],
    [
      "tool_choice",
      "tool_choice is not supported",
      (body) => body["tool_choice"] === undefined && body["tools"] === undefined,
    ],
    ["streaming", "Streaming is not supported for this model", (body) => body["stream"] === undefined],
  ])("is asked without %s, and from then on", async (_, message, isGone) => {
    const options = { temperature: 0, maxOutputTokens: 9 };
    await using server = await startLoopbackModel([{ type: "error", status: 400, message }, ok, ok]);
    const { policy } = loopbackPolicy(server.url, options);
    expect((await recordTurn(policy, state)).failure).toBeUndefined();
    expect((await recordTurn(policy, state)).failure).toBeUndefined();
    expect(server.requests.map((request) => isGone(Object(request.json)))).toEqual([false, true, true]);
  });

  test("is not asked for ever when the complaint stays", async () => {
    const complaint: LoopbackReply = {
      type: "error",
      status: 400,
      message: "temperature and reasoning are not supported",
    };
    const { failure, requests } = await loopbackTurn([complaint, complaint, complaint, ok], {
      temperature: 0,
      state,
    });
    expect(failure?.code).toBe("MODEL_REFUSED");
    expect(requests).toHaveLength(3);
  });
});

describe("time", () => {
  test.each<[string, LoopbackReply, LoopbackPolicyOptions, RegExp]>([
    ["before the headers", { type: "stall" }, { timeoutMs: 60 }, /did not finish within 0\.1 s/],
    [
      "in the body",
      { ...ok, fault: { type: "stall", afterEvents: 2 } },
      { timeoutMs: 60 },
      /did not finish within/,
    ],
    [
      "in the body for too long",
      { ...ok, fault: { type: "stall", afterEvents: 2 } },
      { stallTimeoutMs: 60 },
      /sent nothing for 0\.1 s/,
    ],
    [
      "in an error body",
      { type: "raw", status: 500, chunks: ["{"], ending: "stall" },
      { timeoutMs: 60 },
      /did not finish/,
    ],
  ])("a server that stalls %s is given up", async (_, reply, options, message) => {
    const { failure, requests } = await loopbackTurn([reply, ok], options);
    expect(failure).toMatchObject({ code: "MODEL_UNAVAILABLE", retryable: true });
    expect(failure?.message).toMatch(message);
    expect(requests).toHaveLength(1);
  });

  test.each<[string, LoopbackReply]>([
    ["before the headers", { type: "stall" }],
    ["in the body", { ...ok, fault: { type: "stall", afterEvents: 3 } }],
    ["in an error body", { type: "raw", status: 500, chunks: ["{"], ending: "stall" }],
  ])("a stop %s ends the turn as stopped and closes the connection", async (_, reply) => {
    const controller = new AbortController();
    await using server = await startLoopbackModel(() => {
      setImmediate(() => controller.abort());
      return reply;
    });
    const { policy } = loopbackPolicy(server.url);
    const turn = await recordTurn(policy, sampleState([said]), controller.signal);
    expect(turn.violations).toEqual([]);
    expect(turn.failure?.code).toBe("ABORTED");
    await server.requests[0]?.closed;
  });

  test("a turn that is stopped before it starts asks nothing", async () => {
    await using server = await startLoopbackModel([ok]);
    const { policy } = loopbackPolicy(server.url);
    const turn = await recordTurn(policy, sampleState(), AbortSignal.abort());
    expect(turn.violations).toEqual([]);
    expect(turn.failure?.code).toBe("ABORTED");
    expect(server.requests).toEqual([]);
  });

  test("a stop while waiting to try again ends the turn as stopped", async () => {
    const controller = new AbortController();
    await using server = await startLoopbackModel([{ type: "error", status: 503, message: "busy" }]);
    const wait = (): Promise<void> => {
      controller.abort();
      return new Promise(() => {});
    };
    const { policy } = loopbackPolicy(server.url, { wait });
    expect((await recordTurn(policy, sampleState(), controller.signal)).failure?.code).toBe("ABORTED");
  });

  test("a stop is heeded although fetch does not listen", async () => {
    const controller = new AbortController();
    const fetch = (): Promise<never> => {
      controller.abort();
      return new Promise(() => {});
    };
    const { policy } = loopbackPolicy("http://127.0.0.1:9/v1", { fetch });
    expect((await recordTurn(policy, sampleState(), controller.signal)).failure?.code).toBe("ABORTED");
  });

  test("a consumer that stops listening closes the connection", async () => {
    await using server = await startLoopbackModel([
      { ...ok, deltaLength: 1, fault: { type: "stall", afterEvents: 9 } },
    ]);
    const { policy } = loopbackPolicy(server.url);
    const seen: string[] = [];
    for await (const event of policy.act(sampleState([said]), new AbortController().signal)) {
      seen.push(event.type);
      break;
    }
    expect(seen).toEqual(["text-delta"]);
    await server.requests[0]?.closed;
  });
});
