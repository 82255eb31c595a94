import type { Authority, AuthorityKind, AuthorityTier, Reliability } from "../../core/authority.ts";

const tierOf: Readonly<Record<Reliability, AuthorityTier>> = {
  yes: "high",
  no: "low",
  disputed: "contested",
  unknown: "unknown",
};

/** Kinds that are first hand for what they publish: the most that a prior may give. */
const firstHand = new Set<AuthorityKind>([
  "government",
  "intergovernmental",
  "regulator",
  "statistics",
  "standards",
  "exchange-or-filing",
]);
const learned = new Set<AuthorityKind>(["scholarly", "research-institute", "university", "reference"]);
/** Kinds that are made to deceive or to copy; what is merely unvetted loses less. */
const harmful = new Set<AuthorityKind>(["misinformation", "content-farm", "mirror", "official-media"]);

/** Tier and score that follow from what is known: reliability decides the tier, kind and office how far it goes. */
export function standingOf({
  kind,
  official,
  reliable,
}: Pick<Authority, "official" | "reliable"> & { readonly kind: AuthorityKind }): Pick<
  Authority,
  "tier" | "score"
> {
  const tier = tierOf[reliable];
  switch (tier) {
    case "high":
      return { tier, score: firstHand.has(kind) ? 1 : learned.has(kind) ? 0.9 : official ? 0.85 : 0.8 };
    case "low":
      return { tier, score: harmful.has(kind) ? 0 : 0.3 };
    case "contested":
      return { tier, score: official || learned.has(kind) ? 0.6 : 0.45 };
    case "unknown":
      return { tier, score: 0.5 };
    default:
      return tier satisfies never;
  }
}
