import { describe, expect, test } from "vitest";
import type { LoopbackReply } from "./loopback-reply.ts";
import { startLoopbackModel } from "./loopback-server.ts";
import { loopbackPolicy, loopbackTurn } from "./loopback-turn.ts";
import type { Message } from "./message.ts";
import { openaiCompatiblePolicy } from "./openai-compatible.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";

const said: Message = { role: "assistant", parts: [{ type: "text", text: "Let me look." }] };
const ok: LoopbackReply = { type: "message", text: "<answer>The moon.</answer>" };

describe("the request", () => {
  test("asks for a stream with usage, tools and the given settings", async () => {
    const { bodies, requests } = await loopbackTurn([ok], {
      apiKey: " key-1 ",
      temperature: 0,
      maxOutputTokens: 16_384,
      extraBody: { chat_template_kwargs: { enable_thinking: true } },
      headers: { "x-title": "Deepwell" },
    });
    expect(bodies).toEqual([
      {
        model: "tide-1",
        messages: [{ role: "user", content: "What causes tides?" }],
        tools: [
          {
            type: "function",
            function: {
              name: "search",
              description: "Finds.",
              parameters: { type: "object", properties: {} },
            },
          },
        ],
        temperature: 0,
        max_tokens: 16_384,
        stream: true,
        stream_options: { include_usage: true },
        chat_template_kwargs: { enable_thinking: true },
      },
    ]);
    expect(requests[0]?.headers).toMatchObject({ authorization: "Bearer key-1", "x-title": "Deepwell" });
  });

  test("sends no authorization without a key, and refuses a key that cannot be sent", async () => {
    const { requests } = await loopbackTurn([ok]);
    expect(requests[0]?.headers["authorization"]).toBeUndefined();
    const make = (): unknown =>
      openaiCompatiblePolicy({ model: "m", baseUrl: "http://127.0.0.1/v1", apiKey: "sk-1\n2", timeoutMs: 1 });
    expect(make).toThrow("The API key cannot be sent");
  });

  test.each(["reasoning_content", "reasoning"] as const)(
    "gives back %s, ids and arguments byte for byte",
    async (reasoningField) => {
      const call = { id: "call_7", name: "search", arguments: '{"query":  "tides", "n": 1.0}' };
      const reply: LoopbackReply = {
        type: "message",
        reasoning: "Hm.\n",
        reasoningField,
        text: " Look.",
        toolCalls: [call],
      };
      await using server = await startLoopbackModel([reply, ok]);
      const { policy } = loopbackPolicy(server.url);
      const first = await recordTurn(policy, sampleState());
      const message = first.action?.message ?? said;
      const result: Message = {
        role: "tool",
        parts: [
          { type: "tool-result", callId: "call_7", toolName: "search", content: "Found.", isError: false },
        ],
      };
      // As it comes back from a journal.
      const journaled = JSON.parse(JSON.stringify([message, result])) as Message[];
      await recordTurn(policy, sampleState(journaled));
      const sent = {
        id: "call_7",
        type: "function",
        function: { name: "search", arguments: call.arguments },
      };
      expect(Object(server.requests[1]?.json).messages).toEqual([
        { role: "user", content: "What causes tides?" },
        { role: "assistant", content: " Look.", [reasoningField]: "Hm.\n", tool_calls: [sent] },
        { role: "tool", tool_call_id: "call_7", content: "Found." },
      ]);
      const [before, after] = server.requests.map(({ body }) => body.slice(0, body.indexOf("]")));
      expect(after?.startsWith(String(before))).toBe(true);
    },
  );
});

describe("the answer", () => {
  test("keeps malformed arguments as the string that the model wrote", async () => {
    const { action } = await loopbackTurn([
      { type: "message", toolCalls: [{ name: "search", arguments: '{"query": "ti' }] },
    ]);
    expect(action?.message.parts).toEqual([
      { type: "tool-call", callId: "call_1", toolName: "search", input: '{"query": "ti' },
    ]);
  });

  test("shows text while it comes", async () => {
    const { events } = await loopbackTurn([{ ...ok, deltaLength: 5 }], { state: sampleState([said]) });
    expect(events.filter((event) => event.type === "text-delta").length).toBeGreaterThan(3);
  });

  test("shows the text of a first turn, which may turn out to be a thought, at its end", async () => {
    const { events } = await loopbackTurn([{ type: "message", text: "It is the moon.", deltaLength: 5 }]);
    expect(events[0]).toEqual({ type: "text-delta", text: "It is the moon." });
  });

  test("gets other call ids where the server uses those of an earlier turn again", async () => {
    const reply: LoopbackReply = { type: "message", toolCalls: [{ name: "search", arguments: {} }] };
    const before = await loopbackTurn([reply]);
    const state = sampleState(before.action === undefined ? [] : [before.action.message]);
    const { action } = await loopbackTurn([reply], { state });
    expect(before.action?.message.parts).toMatchObject([{ callId: "call_1" }]);
    expect(action?.message.parts).toMatchObject([{ callId: expect.stringMatching(/^call[0-9a-f]{5}$/) }]);
  });

  test("is taken whole from a server that does not stream", async () => {
    const { action } = await loopbackTurn([{ ...ok, stream: false, reasoning: "Hm." }]);
    expect(action?.message.parts).toEqual([
      { type: "reasoning", text: "Hm.", channel: "reasoning_content" },
      { type: "text", text: "<answer>The moon.</answer>" },
    ]);
  });

  test("is marked when the output limit cut it off", async () => {
    const { action } = await loopbackTurn([
      { type: "message", text: "<answer>The mo", finishReason: "length" },
    ]);
    expect(action?.truncated).toBe(true);
    expect((await loopbackTurn([ok])).action?.truncated).toBeUndefined();
  });

  test.each<[string, LoopbackReply, string, RegExp]>([
    [
      "only reasoning, cut off",
      { type: "message", reasoning: "Hm", finishReason: "length" },
      "MODEL_UNAVAILABLE",
      /Raise the limit/,
    ],
    ["only reasoning", { type: "message", reasoning: "Hm" }, "MODEL_UNAVAILABLE", /reasoning parser/],
    ["nothing at all", { type: "message" }, "MODEL_UNAVAILABLE", /empty answer/],
    [
      "a content filter",
      { type: "message", text: "The", finishReason: "content_filter" },
      "MODEL_REFUSED",
      /filter/,
    ],
    [
      "no choice",
      { type: "raw", chunks: ['data: {"choices":[]}\n\n', "data: [DONE]\n\n"] },
      "MODEL_UNAVAILABLE",
      /without a choice/,
    ],
    [
      "a refusal",
      { type: "raw", chunks: ['data: {"choices":[{"delta":{"refusal":"No."}}]}\n\n', "data: [DONE]\n\n"] },
      "MODEL_REFUSED",
      /refused: No\./,
    ],
    [
      "an end in mid-answer",
      { ...ok, fault: { type: "truncate", afterEvents: 2 } },
      "MODEL_UNAVAILABLE",
      /closed the connection/,
    ],
    [
      "an event that is no JSON",
      { ...ok, fault: { type: "garbage", afterEvents: 2 } },
      "MODEL_UNAVAILABLE",
      /not a chat completion/,
    ],
    [
      "a broken connection",
      { ...ok, fault: { type: "reset", afterEvents: 2 } },
      "MODEL_UNAVAILABLE",
      /broke in mid-answer/,
    ],
    [
      "plain text",
      { type: "raw", chunks: ["Service temporarily down"] },
      "MODEL_UNAVAILABLE",
      /not a chat completion: Service/,
    ],
    [
      "a web page",
      { type: "raw", contentType: "text/html", chunks: ["<!doctype html><title>Ollama</title>"] },
      "MODEL_REFUSED",
      /web page.*\/v1/,
    ],
    [
      "an end with an empty finish reason",
      { type: "raw", chunks: ['data: {"choices":[{"delta":{"content":"The"},"finish_reason":""}]}\n\n'] },
      "MODEL_UNAVAILABLE",
      /closed the connection/,
    ],
    ["an empty body", { type: "raw", chunks: [] }, "MODEL_UNAVAILABLE", /closed the connection/],
    [
      "an error in place of an answer",
      { type: "raw", chunks: ['{"error":"model is busy"}'] },
      "MODEL_UNAVAILABLE",
      /model is busy/,
    ],
  ])("that is %s becomes a failure, and is not asked for again", async (_, reply, code, message) => {
    const { failure, requests, waits } = await loopbackTurn([reply, ok]);
    expect(failure).toMatchObject({ code });
    expect(failure?.message).toMatch(message);
    expect(requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe("a turn that must answer", () => {
  const mustAnswer = sampleState([said], { mustAnswer: true });

  test("keeps the tools, forbids them and asks for the answer last", async () => {
    const { bodies } = await loopbackTurn([ok], {
      answerRequest: (state) => `Answer in ${state.language}.`,
      state: mustAnswer,
    });
    expect(bodies[0]).toMatchObject({ tools: [{ type: "function" }], tool_choice: "none" });
    expect(bodies[0]?.["messages"]).toEqual([
      { role: "user", content: "What causes tides?" },
      { role: "assistant", content: "Let me look." },
      { role: "user", content: "Answer in en." },
    ]);
  });

  test("takes the tools away where the server lets the model call them all the same", async () => {
    const calls: LoopbackReply = {
      type: "message",
      reasoning: "More.",
      toolCalls: [{ name: "search", arguments: {} }],
      usage: { prompt_tokens: 5, completion_tokens: 2 },
    };
    const { action, bodies } = await loopbackTurn(
      [calls, { ...ok, usage: { prompt_tokens: 6, completion_tokens: 3 } }],
      { state: mustAnswer },
    );
    expect(bodies[1]).not.toHaveProperty("tools");
    expect(action?.message.parts.map((part) => part.type)).toEqual(["reasoning", "text"]);
    expect(action?.usage).toEqual({ inputTokens: 11, outputTokens: 5 });
  });

  test("drops calls that come beside the answer", async () => {
    const both: LoopbackReply = {
      type: "message",
      text: "<answer>Moon.</answer>",
      toolCalls: [{ name: "search", arguments: {} }],
    };
    const { action, requests } = await loopbackTurn([both], { state: mustAnswer });
    expect(action?.message.parts).toEqual([{ type: "text", text: "<answer>Moon.</answer>" }]);
    expect(requests).toHaveLength(1);
  });
});

test("works over the global fetch as well", async () => {
  const { action } = await loopbackTurn([ok], { fetch: globalThis.fetch });
  expect(action).toBeDefined();
});
