import { type Environment, type EnvironmentValue, readVariable } from "../core/read-variable.ts";

export type { Environment } from "../core/read-variable.ts";

/** First name is the one in the documentation; the others are those that people already export for other tools. */
const aliases = {
  model: ["DEEPWELL_MODEL"],
  modelSummarise: ["DEEPWELL_MODEL_SUMMARISE"],
  modelJudge: ["DEEPWELL_MODEL_JUDGE"],
  modelVision: ["DEEPWELL_MODEL_VISION"],
  prices: ["DEEPWELL_PRICES"],
  actionFormat: ["DEEPWELL_ACTION_FORMAT"],
  language: ["DEEPWELL_LANG"],
  runsDir: ["DEEPWELL_RUNS_DIR"],
  cacheDir: ["DEEPWELL_CACHE_DIR"],
  contactUrl: ["DEEPWELL_CONTACT_URL"],
  maxTurns: ["DEEPWELL_LIMITS_MAX_TURNS"],
  maxToolCalls: ["DEEPWELL_LIMITS_MAX_TOOL_CALLS"],
  maxTime: ["DEEPWELL_LIMITS_MAX_TIME"],
  maxTokens: ["DEEPWELL_LIMITS_MAX_TOKENS"],
  maxCost: ["DEEPWELL_LIMITS_MAX_COST"],
  contextTokens: ["DEEPWELL_CONTEXT_TOKENS"],
} as const satisfies Record<string, readonly string[]>;

export type EnvironmentSetting = keyof typeof aliases;

/** The value of a setting under the first of its names that is set. */
export function environmentValue(
  setting: EnvironmentSetting,
  environment: Environment,
): EnvironmentValue | undefined {
  return readVariable(aliases[setting], environment);
}

/** The name a setting has in the documentation. */
export function canonicalName(setting: EnvironmentSetting): string {
  return aliases[setting][0];
}
