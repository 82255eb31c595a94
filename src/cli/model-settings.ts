import { present } from "../core/present.ts";
import {
  describeChoice,
  type ModelChoice,
  type ModelRole,
  modelRoles,
  type RoleModels,
} from "../model/selection/model-choice.ts";
import { detectModel } from "../model/selection/detect-model.ts";
import { hasProvider, nameModel } from "../model/selection/name-model.ts";
import type { Environment, UsedAlias } from "../core/read-variable.ts";
import type { SettingFlags } from "./config/setting-table.ts";

/** The settings that say which models to use. */
export type ModelFlags = Pick<
  SettingFlags,
  "model" | "modelSummarise" | "modelJudge" | "modelVision" | "baseUrl"
>;

/** Which models were asked for; what was not asked for is found out by `chooseModels`. */
export interface ModelSettings {
  /** The embedded policy was asked for by name: no model is looked for. */
  readonly isEmbedded: boolean;
  readonly named: Readonly<Partial<Record<ModelRole, ModelChoice>>>;
  /** A server that was given without the name of a model. */
  readonly baseUrl?: string;
}

/** The name under which the embedded policy is asked for in place of a model. */
export const embeddedName = "embedded";

const roles = {
  research: "model",
  summarise: "modelSummarise",
  judge: "modelJudge",
  vision: "modelVision",
} as const satisfies Record<ModelRole, keyof ModelFlags>;

/** Throws `CONFIG_INVALID` for a named model that cannot be reached. */
export function modelSettings(
  flags: ModelFlags,
  environment: Environment,
  onAlias: (alias: UsedAlias) => void,
): ModelSettings {
  const { baseUrl } = flags;
  const named: Partial<Record<ModelRole, ModelChoice>> = {};
  const isEmbedded = flags.model === embeddedName;
  for (const role of isEmbedded ? [] : modelRoles) {
    const name = flags[roles[role]];
    if (name === undefined) continue;
    const hasServer = baseUrl !== undefined && (role === "research" || !hasProvider(name));
    named[role] = nameModel({ name, ...(hasServer ? { baseUrl } : {}) }, environment, onAlias);
  }
  return { isEmbedded, named, ...present({ baseUrl }) };
}

/**
 * The models of a run by role; undefined where the embedded policy does the work. Throws `MODEL_UNAVAILABLE` for a
 * server that was given without a model and has none to offer.
 */
export async function chooseModels(
  { isEmbedded, named, baseUrl }: ModelSettings,
  options: {
    readonly environment: Environment;
    readonly signal: AbortSignal;
    readonly onAlias: (alias: UsedAlias) => void;
  },
): Promise<RoleModels | undefined> {
  if (isEmbedded) return undefined;
  const found = named.research ?? (await detectModel({ ...options, ...present({ baseUrl }) }));
  return found === undefined ? undefined : { ...named, research: found };
}

/** The models as they are written into the run: no keys. */
export function describeModels(models: RoleModels) {
  return Object.fromEntries(
    Object.entries(models).flatMap(([role, choice]) =>
      choice === undefined ? [] : [[role, describeChoice(choice)]],
    ),
  );
}
