import type { Authority, AuthorityTier } from "../../core/authority.ts";

/** One word about a publisher, and where it comes from. */
export interface AuthorityDecision {
  readonly tier: Exclude<AuthorityTier, "unknown">;
  /** `estimated` is a guess by the name; all else is knowledge. Only knowledge moves a ranking. */
  readonly source: "listed" | "suffix" | "estimated" | "user" | "collection";
  /** Of an estimate only. */
  readonly probability?: number;
}

/** High, low or contested, for whatever has a name on the web: by knowledge, else by the estimate. Undefined for the rest. */
export function decisionOf({ tier, via, estimate }: Authority): AuthorityDecision | undefined {
  if (tier !== "unknown") return { tier, source: via === "parent" || via === "unknown" ? "listed" : via };
  if (estimate === undefined) return undefined;
  return { tier: estimate.tier, source: "estimated", probability: estimate.probability };
}
