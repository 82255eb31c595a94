import { exitCodes } from "../core/errors.ts";
import { defaultLimits } from "../research/research.ts";
import { describeEstimate } from "./describe-estimate.ts";
import type { Messages } from "./messages.ts";
import { prepareModel } from "./prepare-model.ts";
import type { Settings } from "./settings.ts";

/** Prints what a run with these settings may cost, and on what basis; asks no model anything but what it has. */
export async function estimateRun(settings: Settings, messages: Messages): Promise<number> {
  const limits = { ...defaultLimits, ...settings.limits };
  const signal = new AbortController().signal;
  const { models, prices } = await prepareModel(settings, {
    environment: process.env,
    signal,
    messages,
    limits,
  });
  const { contextTokens } = settings;
  const estimate =
    models === undefined
      ? undefined
      : describeEstimate({ limits, price: prices.research, contextTokens, messages });
  if (models !== undefined) console.log(models.research.model);
  console.log(estimate === undefined ? messages.estimateNothing : `${estimate.amount}\n${estimate.basis}`);
  return exitCodes.verified;
}
