import { present } from "../../core/present.ts";
import { anthropicPolicy } from "../anthropic.ts";
import type { ModelOptions } from "../chat/model-policy.ts";
import { geminiPolicy } from "../gemini.ts";
import { openaiCompatiblePolicy } from "../openai-compatible.ts";
import type { Policy } from "../policy.ts";
import type { ActionFormat } from "../text-tags/action-format.ts";
import type { ModelRole, RoleModels } from "./model-choice.ts";

const policies = {
  openai: openaiCompatiblePolicy,
  anthropic: anthropicPolicy,
  gemini: geminiPolicy,
} as const;

export interface ResolvedModelOptions extends Omit<ModelOptions, "model" | "apiKey"> {
  /** For OpenAI-compatible servers; the others always take tools. */
  readonly actionFormat?: ActionFormat;
}

/**
 * The language model of a role, by its own choice or else by that of `research`. Throws `CONFIG_INVALID` for an
 * unusable base URL or key.
 */
export function resolveModel(role: ModelRole, models: RoleModels, options: ResolvedModelOptions): Policy {
  const { protocol, model, baseUrl, apiKey } = models[role] ?? models.research;
  return policies[protocol]({ ...options, model, baseUrl, ...present({ apiKey }) });
}
