import type { SettingRow } from "./setting-row.ts";

/** The keys of providers: secret, and read from the variables that people already export. */
export const keyRows = {
  openaiKey: { key: "keys.openai", kind: "secret", variable: "OPENAI_API_KEY", what: "key of OpenAI" },
  anthropicKey: {
    key: "keys.anthropic",
    kind: "secret",
    variable: "ANTHROPIC_API_KEY",
    what: "key of Anthropic",
  },
  geminiKey: { key: "keys.gemini", kind: "secret", variable: "GEMINI_API_KEY", what: "key of Gemini" },
  openrouterKey: {
    key: "keys.openrouter",
    kind: "secret",
    variable: "OPENROUTER_API_KEY",
    what: "key of OpenRouter",
  },
  deepseekKey: {
    key: "keys.deepseek",
    kind: "secret",
    variable: "DEEPSEEK_API_KEY",
    what: "key of DeepSeek",
  },
  asrKey: {
    key: "keys.asr",
    kind: "secret",
    variable: "DEEPWELL_ASR_KEY",
    what: "key of the server of --asr-url",
  },
  stepfunKey: { key: "keys.stepfun", kind: "secret", variable: "STEPFUN_API_KEY", what: "key of StepFun" },
  bochaKey: { key: "keys.bocha", kind: "secret", variable: "BOCHA_API_KEY", what: "key of Bocha" },
  braveKey: { key: "keys.brave", kind: "secret", variable: "BRAVE_API_KEY", what: "key of Brave Search" },
  exaKey: { key: "keys.exa", kind: "secret", variable: "EXA_API_KEY", what: "key of Exa" },
  firecrawlKey: {
    key: "keys.firecrawl",
    kind: "secret",
    variable: "FIRECRAWL_API_KEY",
    what: "key of Firecrawl",
  },
  jinaKey: { key: "keys.jina", kind: "secret", variable: "JINA_API_KEY", what: "key of Jina" },
  serperKey: { key: "keys.serper", kind: "secret", variable: "SERPER_API_KEY", what: "key of Serper" },
  tavilyKey: { key: "keys.tavily", kind: "secret", variable: "TAVILY_API_KEY", what: "key of Tavily" },
} as const satisfies Record<string, SettingRow>;
