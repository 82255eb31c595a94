/** The five principles of ADR-Bench's rubrics (Step-DeepResearch report, table 5). */
export type LintPrinciple = "atomic" | "verifiable" | "unambiguous" | "independent" | "aligned";

/** What is wrong, by the principle it offends. */
export const lintRules = {
  "several-demands": "atomic",
  "matter-of-taste": "verifiable",
  "truth-not-given": "verifiable",
  "vague-amount": "unambiguous",
  "open-list": "unambiguous",
  "no-subject": "unambiguous",
  "double-negative": "unambiguous",
  "sign-turned": "unambiguous",
  overlaps: "independent",
  "counts-twice": "independent",
  "other-language": "aligned",
  "off-topic": "aligned",
  "not-in-task": "aligned",
} as const satisfies Record<string, LintPrinciple>;
export type LintRule = keyof typeof lintRules;
