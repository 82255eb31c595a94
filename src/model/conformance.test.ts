import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { AssistantMessage } from "./message.ts";
import type { LoopbackReply } from "./loopback-reply.ts";
import { loopbackTurn } from "./loopback-turn.ts";
import type { LoopbackProtocol } from "./loopback-wire.ts";
import type { Policy } from "./policy.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";
import { replayPolicy, scriptedPolicy } from "./scripted-policy.ts";

interface Reading {
  /** `openai` unless given. */
  readonly protocol?: LoopbackProtocol;
  readonly reasoning?: string;
  readonly text?: string;
  readonly queries?: readonly string[];
  readonly usage?: object;
  readonly failure?: { readonly code: string; readonly message: RegExp };
}

const moon: Reading = { text: "<answer>The moon.</answer>" };

/** What each recorded shape says. */
const readings: Readonly<Record<string, Reading>> = {
  "vllm.sse": {
    reasoning: "Two searches, then.",
    queries: ["tides", "潮汐"],
    usage: { inputTokens: 812, outputTokens: 48, cachedInputTokens: 768 },
  },
  "vllm-new-id-per-delta.sse": { queries: ["tides"] },
  "vllm-reasoning-field.sse": {
    ...moon,
    reasoning: "The moon.",
    usage: { inputTokens: 20, outputTokens: 10 },
  },
  "vllm-no-reasoning-parser.sse": {
    reasoning: "\nThe prompt opened this thought.\n",
    text: "\n\n<answer>The moon.</answer>",
  },
  "sglang.sse": {
    reasoning: "Look it up.",
    queries: ["tides"],
    usage: { inputTokens: 100, outputTokens: 40, reasoningTokens: 12 },
  },
  "ollama.sse": {
    reasoning: "Two at once.",
    queries: ["tides", "moon"],
    usage: { inputTokens: 31, outputTokens: 22 },
  },
  "llama-cpp.sse": {
    reasoning: "Search.",
    queries: ["tides"],
    usage: { inputTokens: 77, outputTokens: 19 },
  },
  "lm-studio-think-tags.sse": { reasoning: "\nTides: <moon>\n", text: "\n\n<answer>The moon.</answer>" },
  "openrouter.sse": {
    ...moon,
    reasoning: "The moon.",
    usage: { inputTokens: 14, outputTokens: 9, cachedInputTokens: 0, reasoningTokens: 3 },
  },
  "deepseek.sse": {
    reasoning: "我先搜索",
    text: "我来查一下。",
    queries: ["潮汐"],
    usage: { inputTokens: 300, outputTokens: 40, cachedInputTokens: 256, reasoningTokens: 8 },
  },
  "stepfun.sse": {
    reasoning: "先查。",
    queries: ["潮汐"],
    usage: { inputTokens: 60, outputTokens: 24, cachedInputTokens: 32 },
  },
  "gemini.sse": { queries: ["tides", "moon"], usage: { inputTokens: 50, outputTokens: 20 } },
  "mistral.sse": { ...moon, reasoning: "The moon.", usage: { inputTokens: 9, outputTokens: 6 } },
  "azure.sse": {
    ...moon,
    usage: { inputTokens: 9, outputTokens: 6, cachedInputTokens: 0, reasoningTokens: 0 },
  },
  "no-space-crlf-no-done.sse": moon,
  "ollama-not-streamed.json": { queries: ["tides"], usage: { inputTokens: 40, outputTokens: 10 } },
  "object-arguments.json": { queries: ["tides"] },
  "openrouter-error.sse": { failure: { code: "MODEL_UNAVAILABLE", message: /502: Provider disconnected/ } },
  "vllm-error.sse": { failure: { code: "MODEL_REFUSED", message: /maximum context length.*longer context/ } },
  "llama-cpp-error.sse": {
    failure: { code: "MODEL_UNAVAILABLE", message: /500: context shift is disabled/ },
  },
  "anthropic.sse": {
    protocol: "anthropic",
    reasoning: "Two searches, then.",
    text: "Let me look.",
    queries: ["tides", "潮汐"],
    usage: { inputTokens: 2312, outputTokens: 89, cachedInputTokens: 2000, cacheWriteInputTokens: 300 },
  },
  "anthropic-redacted.sse": {
    ...moon,
    protocol: "anthropic",
    usage: { inputTokens: 25, outputTokens: 15, cachedInputTokens: 0, cacheWriteInputTokens: 0 },
  },
  "anthropic-not-streamed.json": {
    protocol: "anthropic",
    reasoning: "The moon.",
    text: "I search.",
    queries: ["tides"],
    usage: { inputTokens: 1900, outputTokens: 33, cachedInputTokens: 1500, cacheWriteInputTokens: 0 },
  },
  "anthropic-overloaded.sse": {
    protocol: "anthropic",
    failure: { code: "MODEL_UNAVAILABLE", message: /529: Overloaded\. Try again later/ },
  },
  "gemini-native.sse": {
    protocol: "gemini",
    reasoning: "**Planning**\n\nTwo at once.",
    text: "I look twice.",
    queries: ["tides", "潮汐"],
    usage: { inputTokens: 512, outputTokens: 108, cachedInputTokens: 256, reasoningTokens: 68 },
  },
  "gemini-native-signed-text.sse": {
    ...moon,
    protocol: "gemini",
    usage: { inputTokens: 20, outputTokens: 108, reasoningTokens: 100 },
  },
  "gemini-native-not-streamed.json": {
    protocol: "gemini",
    queries: ["tides"],
    usage: { inputTokens: 96, outputTokens: 18 },
  },
  "gemini-native-blocked.sse": {
    protocol: "gemini",
    failure: { code: "MODEL_REFUSED", message: /blocked the question \(PROHIBITED_CONTENT\)/ },
  },
  "gemini-native-safety.sse": {
    protocol: "gemini",
    failure: { code: "MODEL_REFUSED", message: /blocked the answer \(SAFETY\)/ },
  },
  "gemini-native-malformed-call.sse": {
    protocol: "gemini",
    failure: { code: "MODEL_UNAVAILABLE", message: /MALFORMED_FUNCTION_CALL: Malformed function call/ },
  },
};

function recorded(name: string): Buffer {
  return readFileSync(new URL(`fixtures/wire/${name}`, import.meta.url));
}

function cutBytes(bytes: Buffer, length: number): Buffer[] {
  const count = Math.ceil(bytes.length / length);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
}

function read(message: AssistantMessage): Reading {
  const join = (type: "text" | "reasoning"): string =>
    message.parts.map((part) => (part.type === type ? part.text : "")).join("");
  const queries = message.parts.flatMap((part) =>
    part.type === "tool-call" ? [String(Reflect.get(Object(part.input), "query"))] : [],
  );
  return {
    ...(join("reasoning") === "" ? {} : { reasoning: join("reasoning") }),
    ...(join("text") === "" ? {} : { text: join("text") }),
    ...(queries.length === 0 ? {} : { queries }),
  };
}

describe.each(Object.entries(readings))("the wire shape %s", (name, reading) => {
  const { failure, usage, protocol = "openai", ...said } = reading;
  test.each([100_000, 61, 1])("is read the same in writes of %i bytes", async (length) => {
    const reply: LoopbackReply = {
      type: "raw",
      contentType: name.endsWith(".json") ? "application/json" : "text/event-stream",
      chunks: cutBytes(recorded(name), length),
    };
    const turn = await loopbackTurn([reply], { protocol });
    expect(turn.violations).toEqual([]);
    if (failure !== undefined) {
      expect(turn.failure?.code).toBe(failure.code);
      expect(turn.failure?.message).toMatch(failure.message);
      return;
    }
    expect(turn.failure).toBeUndefined();
    expect(turn.action && read(turn.action.message)).toEqual(said);
    expect(turn.action?.usage).toEqual(usage);
  });
});

const scripts: Readonly<Record<string, () => Policy>> = {
  "a scripted policy": () =>
    scriptedPolicy([{ reasoning: "hm", text: "Look.", toolCalls: [{ toolName: "search", input: {} }] }]),
  "a scripted policy that fails": () =>
    scriptedPolicy([{ text: "I", failure: { code: "MODEL_REFUSED", message: "no", retryable: false } }]),
  "a scripted policy past its end": () => scriptedPolicy([]),
  "a replayed message": () => replayPolicy([{ role: "assistant", parts: [{ type: "text", text: "so" }] }]),
};

describe.each(Object.entries(scripts))("%s", (_, make) => {
  test("keeps the contract", async () => {
    expect((await recordTurn(make(), sampleState())).violations).toEqual([]);
  });

  test("gives up at once when the turn is already stopped", async () => {
    const turn = await recordTurn(make(), sampleState(), AbortSignal.abort());
    expect(turn.violations).toEqual([]);
    expect(turn.failure?.code).toBe("ABORTED");
  });
});
