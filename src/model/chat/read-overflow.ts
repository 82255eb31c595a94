import { present } from "../../core/present.ts";

/** What a server says of a prompt that is too long for its model, in the server's own tokens. */
export interface Overflow {
  /** The context of the model. */
  readonly limit?: number;
  /** What was asked of it, with the room for the answer where the server counts that in. */
  readonly asked?: number;
}

interface Shape {
  readonly pattern: RegExp;
  /** Which group is the limit and which the size of the request. */
  readonly limit?: number;
  readonly asked?: number;
}

/** How servers put it, the more telling first; each in its own words as of 2026. */
const shapes: readonly Shape[] = [
  // OpenAI, vLLM, OpenRouter, DeepSeek, Groq
  {
    pattern:
      /maximum context length is (\d+) tokens.*?(?:requested(?: about)?|resulted in|your request has) (\d+)/i,
    limit: 1,
    asked: 2,
  },
  // SGLang
  {
    pattern: /maximum context length of (\d+) tokens.*?requested a total of (\d+)/i,
    limit: 1,
    asked: 2,
  },
  {
    pattern: /input \((\d+) tokens\) is longer than the model's context length \((\d+)/i,
    asked: 1,
    limit: 2,
  },
  // vLLM
  {
    pattern: /prompt \((?:total )?length (\d+)\) is longer than the maximum model length of (\d+)/i,
    asked: 1,
    limit: 2,
  },
  {
    pattern: /input length \((\d+)\) exceeds (?:the )?model's maximum context length \((\d+)/i,
    asked: 1,
    limit: 2,
  },
  { pattern: /max_tokens must be at least 1, got -\d+/i },
  // llama.cpp, as fields and in words
  { pattern: /"n_prompt_tokens":\s*(\d+).*?"n_ctx":\s*(\d+)/i, asked: 1, limit: 2 },
  { pattern: /request \((\d+) tokens\) exceeds the available context size \((\d+)/i, asked: 1, limit: 2 },
  { pattern: /requested tokens \((\d+)\) exceed context window of (\d+)/i, asked: 1, limit: 2 },
  { pattern: /exceeds? the available context size|context shift is disabled/i },
  // Anthropic
  { pattern: /prompt is too long: (\d+) tokens > (\d+)/i, asked: 1, limit: 2 },
  { pattern: /exceed context limit: \d+ \+ \d+ > (\d+)/i, limit: 1 },
  { pattern: /prompt is too long/i },
  // Gemini
  {
    pattern: /input token count(?: \((\d+)\))? exceeds the maximum number of tokens allowed(?: \((\d+)\))?/i,
    asked: 1,
    limit: 2,
  },
  // Mistral
  { pattern: /prompt contains (\d+) tokens.*?maximum context length of (\d+)/i, asked: 1, limit: 2 },
  { pattern: /prompt contains (\d+) tokens.*?model with (\d+) maximum context length/i, asked: 1, limit: 2 },
  // LM Studio
  { pattern: /keep the first (\d+) tokens.*?context length of only (\d+)/i, asked: 1, limit: 2 },
  { pattern: /reached context length of (\d+) tokens/i, limit: 1 },
  // Ollama, and anybody who says no more
  { pattern: /input length exceeds (?:the )?(?:maximum )?context length/i },
  { pattern: /maximum context length is (\d+)/i, limit: 1 },
  { pattern: /context_length_exceeded|exceeds the context window|longer than the (?:model's )?context/i },
];

/** What the body of a rejection says of a prompt that is too long; undefined where it is about something else. */
export function readOverflow(body: string): Overflow | undefined {
  const text = body.replace(/\s+/g, " ");
  for (const { pattern, limit, asked } of shapes) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [limitTokens, askedTokens] = [countIn(found, limit), countIn(found, asked)];
    return present({ limit: limitTokens, asked: askedTokens });
  }
  return undefined;
}

function countIn(found: RegExpExecArray, group: number | undefined): number | undefined {
  const count = Number(group === undefined ? 0 : (found[group] ?? 0));
  return Number.isSafeInteger(count) && count > 0 ? count : undefined;
}
