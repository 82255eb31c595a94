import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Message } from "../message.ts";
import type { PolicyState } from "../policy.ts";
import { wireMessages } from "./wire-message.ts";
import { wireRequest } from "./wire-request.ts";

const conversation: readonly Message[] = [
  { role: "system", text: "Research." },
  { role: "user", text: "Why?" },
  {
    role: "assistant",
    parts: [
      { type: "reasoning", text: "hm", channel: "reasoning_content" },
      { type: "text", text: "Let me look." },
      { type: "tool-call", callId: "a", toolName: "search", input: { q: 1 }, rawInput: '{"q": 1}' },
      { type: "tool-call", callId: "b", toolName: "search", input: '{"q": ' },
    ],
  },
  {
    role: "tool",
    parts: [
      {
        type: "tool-result",
        callId: "a",
        toolName: "search",
        content: "one",
        isError: false,
        data: { secret: 1 },
      },
      { type: "tool-result", callId: "b", toolName: "search", content: "bad JSON", isError: true },
    ],
  },
  { role: "assistant", parts: [{ type: "text", text: "<answer>so</answer>" }] },
];

function state(messages: readonly Message[], mustAnswer = false): PolicyState {
  return {
    question: "Why?",
    language: "en",
    messages,
    tools: [{ name: "search", description: "finds", inputSchema: { type: "object" } }],
    budget: { turnsUsed: 0, toolCallsUsed: 0, elapsedMs: 0 },
    mustAnswer,
  };
}

const settings = { model: "m", answerRequest: () => "Answer now." };

describe("wireMessages", () => {
  test("maps a conversation to the wire, results by call id, structured data left out", () => {
    expect(conversation.flatMap((message) => wireMessages(message))).toEqual([
      { role: "system", content: "Research." },
      { role: "user", content: "Why?" },
      {
        role: "assistant",
        content: "Let me look.",
        reasoning_content: "hm",
        tool_calls: [
          { id: "a", type: "function", function: { name: "search", arguments: '{"q": 1}' } },
          {
            id: "b",
            type: "function",
            function: { name: "search", arguments: '{"malformed_arguments":"{\\"q\\": "}' },
          },
        ],
      },
      { role: "tool", tool_call_id: "a", content: "one" },
      { role: "tool", tool_call_id: "b", content: "bad JSON" },
      { role: "assistant", content: "<answer>so</answer>" },
    ]);
  });

  test("puts reasoning back where it came from", () => {
    const channels = ["reasoning", "think-tags", "think-end-tag", undefined] as const;
    const wired = channels.flatMap((channel) =>
      wireMessages({
        role: "assistant",
        parts: [
          { type: "reasoning", text: "R", ...present({ channel }) },
          { type: "text", text: "T" },
        ],
      }),
    );
    expect(wired).toEqual([
      { role: "assistant", content: "T", reasoning: "R" },
      { role: "assistant", content: "<think>R</think>T" },
      { role: "assistant", content: "R</think>T" },
      { role: "assistant", content: "T", reasoning_content: "R" },
    ]);
  });

  test("sends arguments that are no object as an object, which servers can render", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // What fast-check calls a JSON value is one.
        const input = value as JsonValue;
        const message: Message = {
          role: "assistant",
          parts: [{ type: "tool-call", callId: "a", toolName: "t", input }],
        };
        const text = JSON.stringify(wireMessages(message));
        const written: unknown = JSON.parse(JSON.parse(text)[0].tool_calls[0].function.arguments);
        expect(written).toBeTypeOf("object");
        expect(Array.isArray(written) || written === null).toBe(false);
      }),
    );
  });
});

describe("wireRequest", () => {
  test("a longer conversation begins with the bytes of the shorter one", () => {
    const texts = conversation.map((_, length) =>
      JSON.stringify(conversation.slice(0, length + 1).flatMap((message) => wireMessages(message))).slice(
        0,
        -1,
      ),
    );
    const grows = texts.slice(1).map((text, index) => text.startsWith(texts[index] ?? "absent"));
    expect(grows).toEqual(grows.map(() => true));
  });

  test("a turn that must answer keeps tools and messages, forbids calls and asks last", () => {
    const free = wireRequest(state(conversation), settings);
    const forced = wireRequest(state(conversation, true), settings);
    expect(forced["tools"]).toEqual(free["tools"]);
    expect(forced["tool_choice"]).toBe("none");
    expect(forced.messages).toEqual([...free.messages, { role: "user", content: "Answer now." }]);
  });

  test("sends no tool fields without tools, and merges the extra body over everything", () => {
    const request = wireRequest(
      { ...state([], true), tools: [] },
      { ...settings, extraBody: { stream: false, seed: 7 } },
    );
    expect(Object.keys(request).toSorted()).toEqual([
      "messages",
      "model",
      "seed",
      "stream",
      "stream_options",
    ]);
    expect(request["stream"]).toBe(false);
  });
});
