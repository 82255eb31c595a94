import { buildAnswerRequest } from "../agent/prompts/build-prompt.ts";
import { openaiCompatiblePolicy } from "../model/openai-compatible.ts";
import type { Policy } from "../model/policy.ts";
import { embeddedPolicy } from "../policy/embedded-policy.ts";
import type { Settings } from "./settings.ts";

/** A slow local model may think for minutes about one turn. */
const turnTimeoutMs = 10 * 60_000;

/** The language model that the settings name, else the embedded policy. */
export function choosePolicy({ model }: Pick<Settings, "model">): Policy {
  if (model === undefined) return embeddedPolicy();
  return openaiCompatiblePolicy({
    model: model.name,
    baseUrl: model.baseUrl,
    timeoutMs: turnTimeoutMs,
    answerRequest: (state) => buildAnswerRequest(state.language),
    ...(model.apiKey === undefined ? {} : { apiKey: model.apiKey }),
  });
}
