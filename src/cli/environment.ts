/** The environment as the command line reads it; an empty variable counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvironmentValue {
  readonly value: string;
  /** The variable that gave it. */
  readonly name: string;
}

/** First name is the one in the documentation; the others are those that people already export for other tools. */
const aliases = {
  apiKey: ["OPENAI_API_KEY", "OPENAI_KEY"],
  baseUrl: ["OPENAI_BASE_URL", "OPENAI_ENDPOINT", "OPENAI_API_BASE", "OPENAI_API_BASE_URL"],
  model: ["DEEPWELL_MODEL"],
  language: ["DEEPWELL_LANG"],
  runsDir: ["DEEPWELL_RUNS_DIR"],
  cacheDir: ["DEEPWELL_CACHE_DIR"],
  contactUrl: ["DEEPWELL_CONTACT_URL"],
  maxTurns: ["DEEPWELL_LIMITS_MAX_TURNS"],
  maxToolCalls: ["DEEPWELL_LIMITS_MAX_TOOL_CALLS"],
  maxTime: ["DEEPWELL_LIMITS_MAX_TIME"],
} as const satisfies Record<string, readonly string[]>;

export type EnvironmentSetting = keyof typeof aliases;

/** The value of a setting under the first of its names that is set. */
export function environmentValue(
  setting: EnvironmentSetting,
  environment: Environment,
): EnvironmentValue | undefined {
  for (const name of aliases[setting]) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== "") return { value, name };
  }
  return undefined;
}

/** The name a setting has in the documentation. */
export function canonicalName(setting: EnvironmentSetting): string {
  return aliases[setting][0];
}
