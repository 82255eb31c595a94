import { describe, expect, test } from "vitest";
import type { LoopbackMessage, LoopbackReply } from "./loopback-reply.ts";
import { startLoopbackModel } from "./loopback-server.ts";
import { loopbackPolicy, loopbackTurn } from "./loopback-turn.ts";
import type { LoopbackProtocol } from "./loopback-wire.ts";
import { type AssistantMessage, type Message, toolCalls } from "./message.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";

const protocols = ["openai", "anthropic", "gemini"] as const satisfies readonly LoopbackProtocol[];
const native = ["anthropic", "gemini"] as const;

const ok: LoopbackReply = { type: "message", text: "<answer>The moon.</answer>" };
const looking: LoopbackMessage = {
  type: "message",
  reasoning: "Look it up: 潮汐 first.",
  reasoningSignature: "EqQBCgIYAhIM1gbcDa9G+/==",
  text: "I look.",
  toolCalls: [
    { name: "search", arguments: { query: "tides" }, id: "id-1" },
    { name: "search", arguments: { query: "潮汐", deep: { n: [1, 2.5] } }, id: "id-2" },
  ],
};

function resultsOf(message: AssistantMessage): Message {
  const parts = toolCalls(message).map(({ callId, toolName }, index) => ({
    type: "tool-result" as const,
    callId,
    toolName,
    content: `Found ${index}.`,
    isError: index === 1,
  }));
  return { role: "tool", parts };
}

/** Two turns of one conversation; the message of the first comes back as from a journal. */
async function twoTurns(protocol: LoopbackProtocol, stream = true) {
  await using server = await startLoopbackModel([looking, ok]);
  const { policy } = loopbackPolicy(server.urls[protocol], { stream }, protocol);
  const system: Message = { role: "system", text: "Research." };
  const opening = { ...sampleState(), messages: [system, ...sampleState().messages] };
  const first = await recordTurn(policy, opening);
  if (first.action === undefined) throw new Error(first.failure?.message ?? "no action");
  const said = JSON.parse(
    JSON.stringify([first.action.message, resultsOf(first.action.message)]),
  ) as Message[];
  const second = await recordTurn(policy, { ...opening, messages: [...opening.messages, ...said] });
  expect([...first.violations, ...second.violations]).toEqual([]);
  expect(second.failure).toBeUndefined();
  const [before, after] = server.requests.map(({ json }) => Object(json));
  return { message: first.action.message, before, after, requests: server.requests };
}

describe.each(protocols)("over the %s protocol", (protocol) => {
  test("a streamed answer, one in one piece and one cut anywhere are the same message", async () => {
    const variants = await Promise.all([
      loopbackTurn([looking], { protocol }),
      loopbackTurn([looking], { protocol, stream: false }),
      loopbackTurn([{ ...looking, stream: false }], { protocol }),
      loopbackTurn([{ ...looking, deltaLength: 1, writeBytes: 3 }], { protocol }),
    ]);
    const [first] = variants;
    expect(first?.action?.message.parts.map((part) => part.type)).toEqual([
      "reasoning",
      "text",
      "tool-call",
      "tool-call",
    ]);
    for (const { violations, action } of variants) {
      expect(violations).toEqual([]);
      expect(action?.message).toEqual(first?.action?.message);
    }
  });

  test.each<[string, LoopbackReply, string, RegExp]>([
    ["only reasoning", { type: "message", reasoning: "Hm" }, "MODEL_UNAVAILABLE", /neither a tool call nor/],
    ["nothing at all", { type: "message" }, "MODEL_UNAVAILABLE", /empty answer/],
    [
      "an end in mid-answer",
      { ...ok, fault: { type: "truncate", afterEvents: 1 } },
      "MODEL_UNAVAILABLE",
      /closed the connection/,
    ],
    [
      "a broken connection",
      { ...ok, fault: { type: "reset", afterEvents: 1 } },
      "MODEL_UNAVAILABLE",
      /broke in mid-answer/,
    ],
    [
      "an event that is no JSON",
      { ...ok, fault: { type: "garbage", afterEvents: 1 } },
      "MODEL_UNAVAILABLE",
      /sent something that is not a/,
    ],
    [
      "an overloaded server in mid-answer",
      { ...ok, fault: { type: "overloaded", afterEvents: 1 } },
      "MODEL_UNAVAILABLE",
      /5\d\d: .*[Oo]verloaded/,
    ],
    [
      "a web page",
      { type: "raw", contentType: "text/html", chunks: ["<!doctype html>Hi"] },
      "MODEL_REFUSED",
      /web page/,
    ],
    ["another server's JSON", { type: "raw", chunks: ['{"ok":true}'] }, "MODEL_UNAVAILABLE", /./],
  ])(
    "an answer that is %s becomes a failure, and is not asked for again",
    async (_, reply, code, message) => {
      const { failure, requests, waits, violations } = await loopbackTurn([reply, ok], { protocol });
      expect(violations).toEqual([]);
      expect(failure?.code).toBe(code);
      expect(failure?.message).toMatch(message);
      expect(requests).toHaveLength(1);
      expect(waits).toEqual([]);
    },
  );

  test("a busy server is asked again as late as it says, and a refused key is not", async () => {
    const busy = (status: number): LoopbackReply => ({
      type: "error",
      status,
      message: "busy",
      retryAfter: "3",
    });
    const later = await loopbackTurn([busy(429), busy(529), ok], { protocol });
    expect(later.waits).toEqual([3000, 3000]);
    expect(later.action).toBeDefined();
    const denied: LoopbackReply = { type: "error", status: 401, message: "bad key key-1" };
    const refused = await loopbackTurn([denied, ok], { protocol, apiKey: "key-1" });
    expect(refused.failure).toMatchObject({
      code: "MODEL_REFUSED",
      message: expect.stringMatching(/valid for/),
    });
    expect(refused.failure?.message).not.toContain("key-1");
    expect(refused.requests).toHaveLength(1);
  });

  test("a stalled body ends at the deadline, a stop at once", async () => {
    const stalled: LoopbackReply = { ...ok, fault: { type: "stall", afterEvents: 1 } };
    const late = await loopbackTurn([stalled, ok], { protocol, timeoutMs: 60 });
    expect(late.failure?.message).toMatch(/did not finish within/);
    expect(late.requests).toHaveLength(1);
    const controller = new AbortController();
    await using server = await startLoopbackModel(() => {
      setImmediate(() => controller.abort());
      return stalled;
    });
    const { policy } = loopbackPolicy(server.urls[protocol], {}, protocol);
    expect((await recordTurn(policy, sampleState(), controller.signal)).failure?.code).toBe("ABORTED");
    await server.requests[0]?.closed;
  });

  test("ids that the server gives twice, or not at all, are given once", async () => {
    const call = { name: "search", arguments: {} };
    const twice: LoopbackReply = {
      type: "message",
      toolCalls: [call, call].map((each) => ({ ...each, id: "id-1" })),
    };
    const first = await loopbackTurn([twice], { protocol });
    expect(first.violations).toEqual([]);
    const ids = first.action === undefined ? [] : toolCalls(first.action.message).map(({ callId }) => callId);
    expect(ids).toEqual(["id-1", expect.stringMatching(/^call[0-9a-f]{5}$/)]);
  });

  test("a longer conversation begins with the bytes of the shorter one, cache marks aside", async () => {
    const { requests } = await twoTurns(protocol);
    const [before, after] = requests.map(({ body }) =>
      body.replaceAll(',"cache_control":{"type":"ephemeral"}', ""),
    );
    const common = before?.slice(0, before.lastIndexOf("What causes tides?")) ?? "";
    expect(common.length).toBeGreaterThan(10);
    expect(after?.startsWith(common)).toBe(true);
  });

  test("the output limit marks an answer as cut off", async () => {
    const finishReason = { openai: "length", anthropic: "max_tokens", gemini: "MAX_TOKENS" }[protocol];
    const { action } = await loopbackTurn([{ ...ok, finishReason }], { protocol });
    expect(action?.truncated).toBe(true);
  });

  test("a turn that must answer forbids the tools, then takes them away", async () => {
    const calls: LoopbackReply = { type: "message", toolCalls: [{ name: "search", arguments: {} }] };
    const { action, bodies } = await loopbackTurn([calls, ok], {
      protocol,
      state: sampleState([], { mustAnswer: true }),
    });
    expect(bodies[0]).toHaveProperty("tools");
    expect(JSON.stringify(bodies[0])).toMatch(
      /"tool_choice":"none"|"tool_choice":\{"type":"none"\}|"mode":"NONE"/,
    );
    expect(JSON.stringify(bodies[0])).toContain("The budget is spent.");
    expect(bodies[1]).not.toHaveProperty("tools");
    expect(action?.message.parts).toEqual([{ type: "text", text: "<answer>The moon.</answer>" }]);
  });
});

test.each(native)("what %s sent goes back to it as it came", async (protocol) => {
  for (const stream of [true, false]) {
    const { after } = await twoTurns(protocol, stream);
    const said = protocol === "anthropic" ? after.messages[1].content : after.contents[1].parts;
    const found = protocol === "anthropic" ? after.messages[2].content : after.contents[2].parts;
    expect([said, found]).toEqual(echoes[protocol]);
  }
});

test("a signed part of Gemini's stays by itself, and goes back as it came", async () => {
  await using server = await startLoopbackModel([
    { type: "message", text: "I look.", reasoningSignature: signature, deltaLength: 3 },
    ok,
  ]);
  const { policy } = loopbackPolicy(server.urls.gemini, {}, "gemini");
  const first = await recordTurn(policy, sampleState());
  await recordTurn(policy, sampleState(first.action === undefined ? [] : [first.action.message]));
  const parts = [{ text: "I look." }, { text: "", thoughtSignature: signature }];
  expect(Object(server.requests[1]?.json).contents[1]).toEqual({ role: "model", parts });
});

const signature = "EqQBCgIYAhIM1gbcDa9G+/==";
const deep = { query: "潮汐", deep: { n: [1, 2.5] } };

const echoes = {
  anthropic: [
    [
      { type: "thinking", thinking: "Look it up: 潮汐 first.", signature },
      { type: "text", text: "I look." },
      { type: "tool_use", id: "id-1", name: "search", input: { query: "tides" } },
      { type: "tool_use", id: "id-2", name: "search", input: deep },
    ],
    [
      { type: "tool_result", tool_use_id: "id-1", content: "Found 0." },
      {
        type: "tool_result",
        tool_use_id: "id-2",
        content: "Found 1.",
        is_error: true,
        cache_control: { type: "ephemeral" },
      },
    ],
  ],
  gemini: [
    [
      { text: "Look it up: 潮汐 first.", thought: true },
      { text: "I look." },
      { functionCall: { id: "id-1", name: "search", args: { query: "tides" } }, thoughtSignature: signature },
      { functionCall: { id: "id-2", name: "search", args: deep } },
    ],
    [
      { functionResponse: { id: "id-1", name: "search", response: { output: "Found 0." } } },
      { functionResponse: { id: "id-2", name: "search", response: { error: "Found 1." } } },
    ],
  ],
};

test.each(protocols)("a conversation that another server began goes on with %s", async (protocol) => {
  for (const other of protocols.filter((each) => each !== protocol)) {
    const { message } = await twoTurns(other);
    const said: Message[] = [message, resultsOf(message)];
    const { violations, action, bodies } = await loopbackTurn([ok], { protocol, state: sampleState(said) });
    expect(violations).toEqual([]);
    expect(action).toBeDefined();
    const sent = JSON.stringify(bodies[0]);
    expect(sent).toContain("I look.");
    expect(sent).not.toContain("Look it up");
  }
});
