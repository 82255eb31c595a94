// While a question is taken apart, names stand in it as ‹0›, ‹1› … and links already cut out as ⟦0⟧, ⟦1⟧ …
const entity = "(?:the )?(?:‹\\d+›|⟦\\d+⟧)";
const notInNoun =
  "(?!(?:the|a|an|of|in|on|at|is|was|are|were|do|does|did|and|or|to|for|by|from|with|that|which|who|whom|whose|what|when|where)\\b)";
const word = `${notInNoun}[a-z][a-z-]*`;
const nounPhrase = `(?<![a-z-])(?:${word}\\s+){0,2}${word}(?![a-z-])`;
const relation =
  "(?:(?:in|under|from|on|for|to|at|of|by|with|during|through) (?:which|whom|whose)|that|which|who|whom|where|whose)";
const state =
  "(?:is|was|are|were|lies|lay)(?: (?:located|situated|found|based|set|born|held|built|buried|produced|made|fought|from|in|a part of|part of|a part|a citizen|a member)\\b)*";

/** A form of words that says “find this first”. */
export interface ChainPattern {
  readonly name: "possessive" | "of" | "clause";
  readonly find: RegExp;
  /** Which nouns may carry it. */
  readonly nouns: "relational" | "apposed" | "any";
  /** 0 is tried first; a later one only where no earlier one leaves a question. */
  readonly tier: 0 | 1 | 2;
}

/** Possessives, of-chains, relative and shortened clauses; each match has `noun` and `base` or `clause`. */
export const chainPatterns: readonly ChainPattern[] = [
  {
    name: "possessive",
    find: new RegExp(`(?<base>${entity})['’]s (?<noun>${nounPhrase}(?: of [a-z]+)?)`, "g"),
    nouns: "relational",
    tier: 0,
  },
  {
    name: "possessive",
    find: new RegExp(`(?:the )?(?<base>${entity}) (?<noun>${word})(?![a-z-])`, "g"),
    nouns: "apposed",
    tier: 0,
  },
  {
    name: "of",
    find: new RegExp(`the (?<noun>${nounPhrase}(?: of [a-z]+)?) of (?<base>${entity})(?!['’]s)`, "g"),
    nouns: "relational",
    tier: 0,
  },
  {
    name: "clause",
    find: new RegExp(
      `(?:the|a|an) (?<noun>${nounPhrase}) (?<clause>(?:(?:in |at )?which|where|that) (?:[a-z]+ ){0,4}?${entity}(?: [a-z]+){0,3}? ${state})`,
      "g",
    ),
    nouns: "any",
    tier: 0,
  },
  {
    name: "clause",
    find: new RegExp(
      `(?:the|a|an) (?<noun>${nounPhrase}) (?<clause>${relation} [^,;?]*${entity}[^,;?]*)`,
      "g",
    ),
    nouns: "any",
    tier: 0,
  },
  {
    name: "clause",
    find: new RegExp(
      `(?:the|a|an) (?<noun>${nounPhrase}) (?<clause>(?:[a-z]{2,}(?:ed|ing)|written|made|sung|born|built|held|set|won|led|run|known) [^,;?]*?${entity})`,
      "g",
    ),
    nouns: "any",
    tier: 0,
  },
  {
    name: "clause",
    find: new RegExp(`the (?<noun>${nounPhrase}) (?<clause>${entity} ${state})`, "g"),
    nouns: "relational",
    tier: 0,
  },
  {
    name: "clause",
    find: new RegExp(
      `the (?<noun>${nounPhrase}) (?<clause>${entity} (?:has|had|did|does|[a-z]+ed)\\b[^,;?]*)`,
      "g",
    ),
    nouns: "relational",
    tier: 0,
  },
  {
    name: "clause",
    find: new RegExp(
      `(?:the|a|an) (?<noun>${nounPhrase}) (?<clause>(?:that|which|who) [a-z][^,;?‹⟦]*?${entity})`,
      "g",
    ),
    nouns: "any",
    tier: 1,
  },
  {
    name: "clause",
    find: new RegExp(
      `(?:the|a|an) (?<noun>${nounPhrase}) (?<clause>(?:that|which|who|where|whose) (?:[a-z0-9-]+ ){2,}[a-z0-9-]+)(?=$|[,;?])`,
      "g",
    ),
    nouns: "relational",
    tier: 2,
  },
];
