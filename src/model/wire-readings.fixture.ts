import type { LoopbackProtocol } from "./loopback-wire.ts";

/** What an answer of a server comes to. */
export interface Reading {
  /** `openai` unless given. */
  readonly protocol?: LoopbackProtocol;
  readonly reasoning?: string;
  readonly text?: string;
  readonly queries?: readonly string[];
  readonly usage?: object;
  readonly failure?: { readonly code: string; readonly message: RegExp };
}

const moon: Reading = { text: "<answer>The moon.</answer>" };

/** What each shape in `fixtures/wire` has to be read as. */
export const readings: Readonly<Record<string, Reading>> = {
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
  "vllm-error.sse": {
    failure: { code: "MODEL_CONTEXT_EXCEEDED", message: /maximum context length.*longer context/ },
  },
  "llama-cpp-error.sse": {
    failure: { code: "MODEL_CONTEXT_EXCEEDED", message: /500: context shift is disabled/ },
  },
  "vllm-not-streamed.json": {
    reasoning: "Two searches, then.",
    queries: ["tides", "潮汐"],
    usage: { inputTokens: 812, outputTokens: 48 },
  },
  "sglang-not-streamed.json": {
    reasoning: "Look it up.",
    queries: ["tides"],
    usage: { inputTokens: 100, outputTokens: 40, reasoningTokens: 12 },
  },
  "llama-cpp-not-streamed.json": {
    reasoning: "Search.",
    queries: ["tides"],
    usage: { inputTokens: 77, outputTokens: 19 },
  },
  "lm-studio-not-streamed.json": {
    reasoning: "Tides.",
    text: "\n\n<answer>The moon.</answer>",
    usage: { inputTokens: 31, outputTokens: 12, reasoningTokens: 4 },
  },
  "openrouter-not-streamed.json": {
    ...moon,
    reasoning: "The moon.",
    usage: { inputTokens: 14, outputTokens: 9, cachedInputTokens: 8, reasoningTokens: 3 },
  },
  "openrouter-choice-error.json": {
    failure: { code: "MODEL_UNAVAILABLE", message: /429: Provider returned error/ },
  },
  "openrouter-error-with-200.json": {
    failure: { code: "MODEL_REFUSED", message: /402: Insufficient credits\. Top up/ },
  },
  "stepfun-not-streamed.json": {
    reasoning: "先查。",
    queries: ["潮汐"],
    usage: { inputTokens: 60, outputTokens: 24, cachedInputTokens: 32 },
  },
  "deepseek-not-streamed.json": {
    reasoning: "我先搜索",
    text: "我来查一下。",
    queries: ["潮汐"],
    usage: { inputTokens: 300, outputTokens: 40, cachedInputTokens: 256, reasoningTokens: 8 },
  },
  "openai-not-streamed.json": {
    queries: ["tides", "moon"],
    usage: { inputTokens: 1100, outputTokens: 90, cachedInputTokens: 1024, reasoningTokens: 64 },
  },
  "openai.sse": {
    queries: ["tides", "moon"],
    usage: { inputTokens: 1100, outputTokens: 90, cachedInputTokens: 1024, reasoningTokens: 64 },
  },
  "same-index-for-all-calls.sse": { queries: ["tides", "moon"] },
  "no-ids-no-index.sse": { queries: ["tides", "moon"] },
  "empty-names-in-deltas.sse": { queries: ["tides"] },
  "stop-in-place-of-tool-calls.sse": { queries: ["tides"] },
  "no-finish-reason-but-done.sse": moon,
  "object-arguments.sse": { queries: ["tides"] },
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
