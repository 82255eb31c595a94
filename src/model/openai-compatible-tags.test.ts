import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageAssembler } from "./chat/message-assembler.ts";
import { readChunk } from "./chat/wire-chunk.ts";
import { wireMessages } from "./chat/wire-message.ts";
import type { LoopbackReply } from "./loopback-reply.ts";
import { loopbackTurn, type LoopbackPolicyOptions } from "./loopback-turn.ts";
import { type AssistantMessage, type Message, toolCalls } from "./message.ts";
import { sampleState } from "./policy-conformance.ts";

const said =
  '<think>\nLook it up.\n</think>\n\n<toolcall>\n{"name": "search", "arguments": {"query": "tides"}}\n</toolcall>\n';
const calling: LoopbackReply = { type: "message", text: said };
const answering: LoopbackReply = { type: "message", text: "<answer>The moon.</answer>" };
const refusing: LoopbackReply = { type: "error", status: 400, message: "gemma does not support tools" };
const tags: LoopbackPolicyOptions = { actionFormat: "tags" };

/** The message that a text is read as. */
function read(text: string, finishReason = "stop"): AssistantMessage | undefined {
  const assembler = new MessageAssembler({
    holdForClose: true,
    readsCalls: true,
    turn: 0,
    usedIds: new Set(),
  });
  const chunk = readChunk({ choices: [{ delta: { content: text }, finish_reason: finishReason }] });
  if (chunk !== undefined) assembler.push(chunk);
  assembler.end();
  const result = assembler.result(true);
  return result.type === "action" ? result.action.message : undefined;
}

function textOf(message: AssistantMessage): unknown {
  return Reflect.get(Object(wireMessages(message)[0]), "content");
}

function callsOf(message: AssistantMessage | undefined): unknown {
  return message && toolCalls(message);
}

function conversation(message: AssistantMessage): readonly Message[] {
  const results = toolCalls(message).map(({ callId, toolName }) => ({
    type: "tool-result" as const,
    callId,
    toolName,
    content: `Results of ${callId}.`,
    isError: false,
  }));
  return [message, { role: "tool", parts: results }];
}

describe("a model that calls tools by tags in its text", () => {
  test("is told the format and the tools in the prompt, and its calls are read", async () => {
    const { action, bodies, violations } = await loopbackTurn([calling], tags);
    expect(violations).toEqual([]);
    expect(bodies[0]).not.toHaveProperty("tools");
    expect(JSON.stringify(bodies[0])).toContain("# Calling tools");
    expect(action?.message.parts).toEqual([
      { type: "reasoning", text: "\nLook it up.\n", channel: "think-tags" },
      { type: "text", text: "\n\n" },
      {
        type: "tool-call",
        callId: expect.stringMatching(/^call[0-9a-f]{5}$/),
        toolName: "search",
        input: { query: "tides" },
        markup: said.slice(said.indexOf("<toolcall>"), -1),
      },
      { type: "text", text: "\n" },
    ]);
  });

  test("gets its own bytes back, then the results, in a prompt that begins like the one before", async () => {
    const first = await loopbackTurn([calling], tags);
    const message = first.action?.message ?? { role: "assistant", parts: [] };
    const second = await loopbackTurn([answering], { ...tags, state: sampleState(conversation(message)) });
    const messages = second.bodies[0]?.["messages"] as readonly { role: string; content: string }[];
    expect(messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(messages[2]?.content).toBe(said);
    expect(messages[3]?.content).toMatch(
      /^<tool_response>\nResults of call[0-9a-f]{5}\.\n<\/tool_response>$/,
    );
    const [before, after] = [first, second].map(({ requests }) => String(requests[0]?.body));
    expect(after?.startsWith(String(before?.slice(0, before.indexOf("]", before.indexOf('"tides?"')))))).toBe(
      true,
    );
  });

  test("answers when it must, without tools when it does not heed that", async () => {
    const options = { ...tags, state: sampleState([], { mustAnswer: true }) };
    const { action, bodies } = await loopbackTurn([calling, answering], options);
    expect(callsOf(action?.message)).toEqual([]);
    expect(JSON.stringify(action?.message)).toContain("The moon.");
    expect(JSON.stringify(bodies[0])).toContain("# Calling tools");
    expect(JSON.stringify(bodies[1])).not.toContain("# Calling tools");
  });
});

describe("which format is used", () => {
  test("auto asks with tools and goes over to tags where the server refuses them", async () => {
    const { action, bodies, waits } = await loopbackTurn([refusing, calling]);
    expect(bodies[0]).toHaveProperty("tools");
    expect(bodies[1]).not.toHaveProperty("tools");
    expect(callsOf(action?.message)).toMatchObject([{ toolName: "search", input: { query: "tides" } }]);
    expect(waits).toEqual([]);
  });

  test("auto also reads tags from a server that takes tools but does not read calls", async () => {
    const { action, bodies } = await loopbackTurn([calling]);
    expect(bodies[0]).toHaveProperty("tools");
    expect(callsOf(action?.message)).toHaveLength(1);
  });

  test("auto begins with tags for a model that is known to use them", async () => {
    const { bodies } = await loopbackTurn([calling], { model: "Tongyi-DeepResearch-30B-A3B" });
    expect(bodies[0]).not.toHaveProperty("tools");
  });

  test("native leaves tags alone", async () => {
    const { action } = await loopbackTurn([calling], { actionFormat: "native" });
    expect(callsOf(action?.message)).toEqual([]);
    expect((await loopbackTurn([refusing], { actionFormat: "native" })).failure?.message).toMatch(/gemma/);
  });

  test("calls of another server become text for one that takes no tools", async () => {
    const native: LoopbackReply = {
      type: "message",
      toolCalls: [{ name: "search", arguments: '{"query":  1}' }],
    };
    const { action } = await loopbackTurn([native]);
    const message = action?.message ?? { role: "assistant", parts: [] };
    const { bodies } = await loopbackTurn([answering], {
      ...tags,
      state: sampleState(conversation(message)),
    });
    const written = JSON.stringify(bodies[0]);
    expect(written).toContain(
      '<toolcall>{\\"name\\": \\"search\\", \\"arguments\\": {\\"query\\":  1}}</toolcall>',
    );
    expect(written).toContain("<tool_response>\\nResults of call_1.");
    expect(written).not.toContain("tool_call_id");
  });
});

describe("calls that need repair", () => {
  const broken = "{'query': 'tides',}";

  test("are repaired alike in tags and through the server's interface, which keeps what was written", async () => {
    const inText = read(`<tool_call>{'name': 'search', 'arguments': ${broken}}</tool_call>`);
    expect(callsOf(inText)).toMatchObject([
      { toolName: "search", input: { query: "tides" }, repaired: true },
    ]);
    const native: LoopbackReply = { type: "message", toolCalls: [{ name: "search", arguments: broken }] };
    const { action } = await loopbackTurn([native]);
    expect(callsOf(action?.message)).toEqual([
      {
        type: "tool-call",
        callId: "call_1",
        toolName: "search",
        input: { query: "tides" },
        rawInput: broken,
        repaired: true,
      },
    ]);
  });

  test("go back as they were written, or as they were read where the server cannot parse them", async () => {
    const native: LoopbackReply = { type: "message", toolCalls: [{ name: "search", arguments: broken }] };
    const { action } = await loopbackTurn([native]);
    const state = sampleState(conversation(action?.message ?? { role: "assistant", parts: [] }));
    const complaints: readonly LoopbackReply[] = [
      {
        type: "error",
        status: 400,
        message: "Expecting property name enclosed in double quotes: JSONDecodeError",
      },
      { type: "error", status: 500, message: "Failed to parse tool call arguments as JSON" },
    ];
    for (const complaint of complaints) {
      const { bodies, waits } = await loopbackTurn([complaint, answering], { state });
      expect(JSON.stringify(bodies[0])).toContain(JSON.stringify({ arguments: broken }).slice(1, -1));
      expect(JSON.stringify(bodies[1])).toContain(
        JSON.stringify({ arguments: '{"query":"tides"}' }).slice(1, -1),
      );
      expect(waits).toEqual([]);
    }
  });

  test("are not finished where the output limit cut them off", () => {
    const cut = '<toolcall>{"name": "file", "arguments": {"content": ["one"';
    expect(callsOf(read(cut, "length"))).toMatchObject([{ toolName: "file", input: cut.slice(10) }]);
    expect(callsOf(read(cut))).toMatchObject([{ input: { content: ["one"] }, repaired: true }]);
    const whole = `<toolcall>{'name': 'todo', 'arguments': {}}</toolcall>\n${cut}`;
    expect(callsOf(read(whole, "length"))).toMatchObject([{ input: {} }, { input: cut.slice(10) }]);
  });
});

test("whatever a message holds, it goes back byte for byte", () => {
  const call = '<tool_call>[{"name": "a"}, {"name": "b", "arguments": {"c": "</tool_call>"}}]</tool_call>';
  const fragment = fc.oneof(
    fc.constantFrom(
      "<think>",
      "</think>",
      "<answer>",
      "</answer>",
      "<toolcall>",
      "</toolcall>",
      "\n",
      "`",
      "```",
    ),
    fc.constantFrom(call, `\n${call}`, '{"name": "a", "arguments": {}}', "{'name': 'a'", "<", "潮汐"),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(
      fc.array(fragment, { maxLength: 16 }),
      fc.constantFrom("stop", "length"),
      (fragments, finish) => {
        const text = fragments.join("");
        const message = read(text, finish);
        fc.pre(message !== undefined);
        if (message !== undefined) expect(textOf(message)).toBe(text);
      },
    ),
    { numRuns: 1000 },
  );
});
