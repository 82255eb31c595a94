import type { ModelChoice, RoleModels } from "./model-choice.ts";

/** Families of models that take pictures, as their makers document them, by what their names begin with or hold. */
const seeing: readonly RegExp[] = [
  /^(?:gpt-4o|gpt-4\.1|gpt-5|chatgpt-4o|o3|o4-mini)/,
  /^claude-(?:3|opus|sonnet|haiku|fable)/,
  /^gemini-/,
  /^(?:step-1v|step-1o|step-r1-v|step-3(?:$|\b(?!\.5-flash)))/,
  /(?:^|[-/])(?:qwen[\d.]*-?(?:vl|omni)|internvl|llava|pixtral|minicpm-v|glm-[\d.]+v|moondream|gemma-?[34]|llama-?4|mistral-small-3\.[12]|phi-[\d.]+-(?:vision|multimodal))/,
];

/**
 * The model that is asked about pictures: the one that was named for it, or that of research where it is known to see.
 * Whether an unknown model sees cannot be told, so it is not asked.
 */
export function visionModel(models: RoleModels): ModelChoice | undefined {
  if (models.vision !== undefined) return models.vision;
  const name = models.research.model.toLowerCase().replace(/^.*\//, "");
  return seeing.some((family) => family.test(name)) ? models.research : undefined;
}
