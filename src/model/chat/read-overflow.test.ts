import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statusFailure } from "./model-failure.ts";
import { readOverflow } from "./read-overflow.ts";

/** What servers write, each in its own words. */
const said: readonly (readonly [server: string, body: string, limit?: number, asked?: number])[] = [
  [
    "OpenAI",
    "This model's maximum context length is 128000 tokens. However, your messages resulted in 130211 tokens (129000 in the messages, 1211 in the functions). Please reduce the length of the messages or functions.",
    128000,
    130211,
  ],
  [
    "OpenAI, code alone",
    '{"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","code":"context_length_exceeded"}}',
  ],
  [
    "vLLM",
    "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.",
    16384,
    122946,
  ],
  [
    "vLLM, output",
    "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 8192 tokens and your request has 7000 input tokens",
    8192,
    7000,
  ],
  [
    "vLLM, prompt",
    "The decoder prompt (length 35247) is longer than the maximum model length of 32768. Make sure that `max_model_len` is no smaller than the number of text tokens.",
    32768,
    35247,
  ],
  ["vLLM, older", "max_tokens must be at least 1, got -186."],
  [
    "SGLang",
    "The input (33001 tokens) is longer than the model's context length (32768 tokens).",
    32768,
    33001,
  ],
  [
    "SGLang, total",
    "Requested token count exceeds the model's maximum context length of 32768 tokens. You requested a total of 40000 tokens: 36000 tokens from the input messages and 4000 tokens for the completion.",
    32768,
    40000,
  ],
  [
    "llama.cpp",
    '{"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"exceed_context_size_error","n_prompt_tokens":14429,"n_ctx":8192}}',
    8192,
    14429,
  ],
  [
    "llama.cpp, words",
    "request (14429 tokens) exceeds the available context size (8192 tokens), try increasing it",
    8192,
    14429,
  ],
  ["llama-cpp-python", "Requested tokens (2285) exceed context window of 2048", 2048, 2285],
  [
    "Anthropic",
    '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 208310 tokens > 200000 maximum"}}',
    200000,
    208310,
  ],
  [
    "Anthropic, with output",
    "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again",
    200000,
  ],
  [
    "Gemini",
    "The input token count (314175) exceeds the maximum number of tokens allowed (131072).",
    131072,
    314175,
  ],
  ["Ollama", '{"error":"the input length exceeds the context length"}'],
  [
    "LM Studio",
    "Trying to keep the first 4163 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.",
    4096,
    4163,
  ],
  [
    "Mistral",
    "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
    32768,
    40000,
  ],
  [
    "OpenRouter",
    "This endpoint's maximum context length is 32768 tokens. However, you requested about 40123 tokens (38000 of text input, 2123 of tool input).",
    32768,
    40123,
  ],
];
const server = { baseUrl: "http://h/v1", model: "m", kind: "a server", answer: "an answer", baseUrlHint: "" };

describe("a prompt that is too long", () => {
  it.each(said.map(([from, body, limit, asked]) => ({ from, body, limit, asked })))(
    "is understood from $from",
    ({ body, limit, asked }) => {
      expect(readOverflow(body)).toEqual({ ...(limit && { limit }), ...(asked && { asked }) });
      const failure = statusFailure({ status: 400, body }, server);
      expect(failure).toMatchObject({ code: "MODEL_CONTEXT_EXCEEDED", retryable: false });
      // llama.cpp says it as 500.
      expect(statusFailure({ status: 500, body }, server).code).toBe("MODEL_CONTEXT_EXCEEDED");
    },
  );

  it.each([
    "Invalid API key",
    "Rate limit reached: Limit 30000, Requested 45000 tokens per min",
    "max_tokens is too large",
    "The model `m` does not exist",
    "context deadline exceeded",
  ])("is not seen in %j", (body) => {
    expect(readOverflow(body)).toBeUndefined();
  });

  it("is looked for in any text without failing", () => {
    fc.assert(fc.property(fc.string(), (body) => void readOverflow(body)));
  });
});
