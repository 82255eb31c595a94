/** What can be said of a publisher before its text is read. `contested`: those who rate it disagree, or it depends. */
export const authorityTiers = ["high", "low", "contested", "unknown"] as const;
export type AuthorityTier = (typeof authorityTiers)[number];

/** What a publisher is. */
export const authorityKinds = [
  "government",
  "intergovernmental",
  "regulator",
  "statistics",
  "standards",
  "exchange-or-filing",
  "university",
  "research-institute",
  "scholarly",
  "reference",
  "museum-or-archive",
  "association",
  "think-tank",
  "media",
  "official-media",
  "specialist-press",
  "vendor",
  "user-content",
  "shop",
  "content-farm",
  "mirror",
  "misinformation",
] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** Whether what it publishes can be relied upon; `unknown` says nothing either way. */
export const reliabilities = ["yes", "no", "disputed", "unknown"] as const;
export type Reliability = (typeof reliabilities)[number];

/** A sentence that people read, in both languages of the product. */
export interface AuthorityReason {
  readonly en: string;
  readonly zh: string;
}

/** What the name of an unlisted publisher suggests. A guess for people to weigh: it may warn, it never vouches. */
export interface AuthorityEstimate {
  readonly tier: Exclude<AuthorityTier, "unknown">;
  /** Chance that those who rate publishers would say so, from a third to 1. */
  readonly probability: number;
  readonly reason: AuthorityReason;
}

/** What is known of the publisher of an address. It speaks of the publisher, never of one page or one claim. */
export interface Authority {
  readonly tier: AuthorityTier;
  /** 0 (to be doubted) to 1 (first hand); 0.5 where nothing is known. */
  readonly score: number;
  readonly kind?: AuthorityKind;
  /** Speaks for a state, an organisation of states, or whoever is competent for the matter; says nothing of reliability. */
  readonly official: boolean;
  readonly reliable: Reliability;
  readonly reason: AuthorityReason;
  /** `parent`: the entry is of a domain above this one. `collection`: the collection names its publisher. */
  readonly via: "listed" | "parent" | "suffix" | "user" | "collection" | "unknown";
  /** Domain or suffix of the entry that decided; absent where none did. */
  readonly by?: string;
  readonly name?: string;
  readonly nameZh?: string;
  /** ISO 3166 code; absent for what belongs to no country. */
  readonly country?: string;
  readonly topic?: string;
  /** Only where the tier is `unknown`; no ranking looks at it. */
  readonly estimate?: AuthorityEstimate;
}
