import { buildAnswerRequest } from "../agent/prompts/build-prompt.ts";
import type { Policy } from "../model/policy.ts";
import type { ModelRole, RoleModels } from "../model/selection/model-choice.ts";
import { resolveModel } from "../model/selection/resolve-model.ts";
import type { ActionFormat } from "../model/text-tags/action-format.ts";
import { embeddedPolicy } from "../policy/embedded-policy.ts";
import type { AuthorityOf } from "../retrieval/ranking/authority.ts";

/** A slow local model may think for minutes about one turn. */
const turnTimeoutMs = 10 * 60_000;

export interface ChosenPolicyOptions {
  /** `research` unless given. */
  readonly role?: ModelRole;
  readonly actionFormat: ActionFormat;
  /** What the embedded policy knows of publishers; the bundled index where absent. */
  readonly authorityOf?: AuthorityOf;
}

/** The language model of a role, else the embedded policy. */
export function choosePolicy(
  models: RoleModels | undefined,
  { role = "research", actionFormat, authorityOf }: ChosenPolicyOptions,
): Policy {
  if (models === undefined) return embeddedPolicy(authorityOf === undefined ? {} : { authorityOf });
  return resolveModel(role, models, {
    timeoutMs: turnTimeoutMs,
    actionFormat,
    answerRequest: (state) => buildAnswerRequest(state.language),
  });
}
