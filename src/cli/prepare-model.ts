import type { RunLimits } from "../agent/events.ts";
import { present } from "../core/present.ts";
import type { Policy } from "../model/policy.ts";
import type { ModelChoice, RoleModels } from "../model/selection/model-choice.ts";
import type { Environment } from "../core/read-variable.ts";
import { choosePolicy } from "./choose-policy.ts";
import { describeEstimate } from "./describe-estimate.ts";
import type { Messages } from "./messages.ts";
import { checkCostLimit, modelPrices, type RolePrices } from "./model-price.ts";
import { chooseModels } from "./model-settings.ts";
import { openAuthority } from "./open-authority.ts";
import type { Settings } from "./settings.ts";

/** The policy of a run with all that is known of the models behind it. */
export interface PreparedModel {
  readonly policy: Policy;
  /** Writes the notes on what no longer fits; absent where no model is named for it: notes are then extracted. */
  readonly summarise?: Policy;
  /** Judges the finished report; absent where no model is named for it. */
  readonly judge?: Policy;
  /** Absent: the embedded policy does the work. */
  readonly models?: RoleModels;
  /** By role; absent where no price is known. */
  readonly prices: RolePrices;
  /** What to tell about the choice, for people. */
  readonly notes: readonly string[];
}

export interface PrepareOptions {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly messages: Messages;
  readonly limits: RunLimits;
}

/**
 * Settles which model a run uses and what it costs. Throws `AppError` for a model that cannot be reached, a table of
 * prices that cannot be read, and a limit on money that cannot be kept.
 */
export async function prepareModel(settings: Settings, options: PrepareOptions): Promise<PreparedModel> {
  const { messages, limits } = options;
  const { actionFormat } = settings;
  const aliases = [...settings.usedAliases];
  const onAlias = (alias: (typeof aliases)[number]): void => void aliases.push(alias);
  const models = await chooseModels(settings.models, { ...options, onAlias });
  const notes = aliases.map(([alias, canonical]) => messages.usedAlias(alias, canonical));
  const authorityOf =
    settings.authority === undefined ? undefined : openAuthority(settings.authority).ofSource;
  const policy = choosePolicy(models, {
    actionFormat,
    ...present({ authorityOf }),
  });
  if (models === undefined) {
    return {
      policy,
      prices: {},
      notes: settings.models.isEmbedded ? notes : [messages.embeddedPolicy, ...notes],
    };
  }
  const prices = modelPrices(models, settings.prices);
  checkCostLimit(limits, models, prices);
  const price = prices.research;
  const estimate = describeEstimate({ limits, price, contextTokens: settings.contextTokens, messages });
  const ofRole = (role: "summarise" | "judge") => choosePolicy(models, { role, actionFormat });
  return {
    policy,
    models,
    prices,
    ...(models.summarise === undefined ? {} : { summarise: ofRole("summarise") }),
    ...(models.judge === undefined ? {} : { judge: ofRole("judge") }),
    notes: [
      ...notes,
      ...choiceNote(models.research, messages),
      ...(price === undefined || estimate === undefined ? [] : [estimate.amount]),
    ],
  };
}

function choiceNote(choice: ModelChoice, messages: Messages): readonly string[] {
  const { chosenBy, provider, model, baseUrl, keyName = "" } = choice;
  if (chosenBy === "name") return [];
  return [
    chosenBy === "key"
      ? messages.modelByKey(provider, model, keyName)
      : messages.modelByServer(model, baseUrl),
  ];
}
