import { present } from "../../core/present.ts";
import type { ModelProtocol } from "./provider.ts";

export const modelRoles = ["research", "summarise", "judge", "vision"] as const;

/** What a model is for. */
export type ModelRole = (typeof modelRoles)[number];

/** Why a model was chosen. */
export type ChosenBy =
  /** A flag or a setting names it. */
  | "name"
  /** Its provider's key is the first that is there. */
  | "key"
  /** It is what a server offers that was named without a model, or was found on this machine. */
  | "server";

/** A language model and how it is reached. */
export interface ModelChoice {
  readonly provider: string;
  readonly protocol: ModelProtocol;
  /** As its server knows it. */
  readonly model: string;
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly chosenBy: ChosenBy;
  /** The environment variable that the key came from. */
  readonly keyName?: string;
}

/** The models of a run by role; a role that has none of its own is served by `research`. */
export interface RoleModels extends Readonly<Partial<Record<ModelRole, ModelChoice>>> {
  readonly research: ModelChoice;
}

/** What may be told of a choice: everything but the key. */
export function describeChoice({ provider, model, baseUrl, chosenBy, keyName }: ModelChoice) {
  return { provider, model, baseUrl, chosenBy, ...present({ keyName }) };
}
