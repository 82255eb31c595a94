import { anthropicBaseUrl } from "../anthropic.ts";
import { geminiBaseUrl } from "../gemini.ts";

/** How a provider's servers are spoken to. */
export type ModelProtocol = "openai" | "anthropic" | "gemini";

/** Somebody who serves language models, and the names under which people export what it takes to reach them. */
export interface Provider {
  /** What stands before the slash in `provider/model`. */
  readonly name: string;
  readonly protocol: ModelProtocol;
  readonly baseUrl: string;
  /** Environment variables with a key; the first is the one in the documentation. Empty: no key is needed. */
  readonly keyNames: readonly string[];
  /** Environment variables with another base URL, likewise. */
  readonly baseUrlNames: readonly string[];
  /** Used when nothing but a key is there; absent where the server is asked what it has. */
  readonly defaultModel?: string;
  /** What its models are called, to tell them without a prefix. */
  readonly modelNames?: RegExp;
}

/** Servers of one's own that have no name here. */
export const openaiCompatible = "openai-compatible";

/** In the order in which a usable key is looked for, and then a server on this machine. */
export const providers: readonly Provider[] = [
  {
    name: "openai",
    protocol: "openai",
    baseUrl: "https://api.openai.com/v1",
    keyNames: ["OPENAI_API_KEY", "OPENAI_KEY"],
    baseUrlNames: ["OPENAI_BASE_URL", "OPENAI_ENDPOINT", "OPENAI_API_BASE", "OPENAI_API_BASE_URL"],
    defaultModel: "gpt-5.4-mini",
    modelNames: /^(gpt-|chatgpt-|o\d(-|$))/,
  },
  {
    name: "anthropic",
    protocol: "anthropic",
    baseUrl: anthropicBaseUrl,
    keyNames: ["ANTHROPIC_API_KEY"],
    baseUrlNames: ["ANTHROPIC_BASE_URL"],
    defaultModel: "claude-sonnet-5-5",
    modelNames: /^claude-/,
  },
  {
    name: "gemini",
    protocol: "gemini",
    baseUrl: geminiBaseUrl,
    keyNames: ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"],
    baseUrlNames: ["GEMINI_BASE_URL", "GOOGLE_GEMINI_BASE_URL"],
    defaultModel: "gemini-2.5-flash",
    modelNames: /^gemini-/,
  },
  {
    name: "openrouter",
    protocol: "openai",
    baseUrl: "https://openrouter.ai/api/v1",
    keyNames: ["OPENROUTER_API_KEY"],
    baseUrlNames: ["OPENROUTER_BASE_URL"],
    defaultModel: "openrouter/auto",
  },
  {
    name: "deepseek",
    protocol: "openai",
    baseUrl: "https://api.deepseek.com/v1",
    keyNames: ["DEEPSEEK_API_KEY"],
    baseUrlNames: ["DEEPSEEK_BASE_URL"],
    defaultModel: "deepseek-v4-flash",
    modelNames: /^deepseek-(v\d|chat|reasoner)/,
  },
  {
    name: "stepfun",
    protocol: "openai",
    baseUrl: "https://api.stepfun.com/v1",
    keyNames: ["STEPFUN_API_KEY", "STEP_API_KEY"],
    baseUrlNames: ["STEPFUN_BASE_URL"],
    defaultModel: "step-3.5-flash",
    modelNames: /^step-\d/,
  },
  {
    name: "ollama",
    protocol: "openai",
    baseUrl: "http://127.0.0.1:11434/v1",
    keyNames: [],
    baseUrlNames: ["OLLAMA_HOST", "OLLAMA_BASE_URL", "OLLAMA_API_BASE_URL"],
  },
  {
    name: "lmstudio",
    protocol: "openai",
    baseUrl: "http://127.0.0.1:1234/v1",
    keyNames: [],
    baseUrlNames: ["LMSTUDIO_BASE_URL", "LM_STUDIO_BASE_URL"],
  },
  {
    name: "llamacpp",
    protocol: "openai",
    baseUrl: "http://127.0.0.1:8080/v1",
    keyNames: [],
    baseUrlNames: ["LLAMACPP_BASE_URL", "LLAMA_CPP_BASE_URL"],
  },
  {
    name: "vllm",
    protocol: "openai",
    baseUrl: "http://127.0.0.1:8000/v1",
    keyNames: [],
    baseUrlNames: ["VLLM_BASE_URL"],
  },
  {
    name: "sglang",
    protocol: "openai",
    baseUrl: "http://127.0.0.1:30000/v1",
    keyNames: [],
    baseUrlNames: ["SGLANG_BASE_URL"],
  },
];

/** The provider of a name; undefined where there is none. */
export function providerNamed(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}
