import type { Authority } from "../core/authority.ts";
import type { Block } from "./body/body.ts";
import type { QuoteMatch } from "./check/find-quote.ts";

/**
 * What the deterministic checks say of a claim. `supported`: every check passes. `partly`: some do. `unsupported`: none
 * does, or no citation of it stands. `uncited`: it names no source. It never means that a person or a model has
 * judged the claim to follow from the passage.
 */
export const verdicts = ["supported", "partly", "unsupported", "uncited"] as const;
export type Verdict = (typeof verdicts)[number];

/** Why a claim is not supported; each is put into words by the labels. */
export type Problem =
  | { readonly type: "uncited" }
  /** Ids that no passage of this run has. */
  | { readonly type: "unknown-citation"; readonly ids: readonly string[] }
  | { readonly type: "source-missing"; readonly citationId: string }
  /** The stored text no longer has the hash it is stored under. */
  | { readonly type: "source-altered"; readonly citationId: string }
  /** The cited byte range is not a passage of the stored text. */
  | { readonly type: "passage-invalid"; readonly citationId: string }
  | { readonly type: "quote-missing"; readonly quote: string }
  | { readonly type: "quote-altered"; readonly quote: string; readonly nearest: string }
  /** In the source, but not in the passage that is cited. */
  | { readonly type: "quote-elsewhere"; readonly quote: string }
  | { readonly type: "number-missing"; readonly number: string }
  /** In a passage the sentence cites, but not in the one cited for this part of it. */
  | { readonly type: "number-misplaced"; readonly number: string }
  /** In the source, but not in the passage that is cited. */
  | { readonly type: "number-elsewhere"; readonly number: string }
  | { readonly type: "number-unit"; readonly number: string; readonly found: string }
  /** The passage says nearly the same words with a negation more or less, or with an opposite. */
  | { readonly type: "wording-turned"; readonly nearest: string }
  /** Share of the claim's content words that its passages have: a weak signal, no verification. */
  | { readonly type: "overlap-low"; readonly share: number }
  /** No quotation, no number, and no common language to compare words in. */
  | { readonly type: "nothing-checked" };

export interface QuoteCheck {
  readonly quote: string;
  readonly match: QuoteMatch | "elsewhere";
  readonly citationId?: string;
}

export interface NumberCheck {
  readonly number: string;
  readonly match: "found" | "rounded" | "misplaced" | "elsewhere" | "other-unit" | "missing";
  readonly citationId?: string;
}

/** A stretch of a passage's text, in UTF-16 units. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
}

/** One citation of one claim. */
export interface ClaimCitation {
  readonly citationId: string;
  readonly sourceId: string;
  /** Byte range in the stored text: of the quotation where there is one, else of the passage. */
  readonly start: number;
  readonly end: number;
  /** Exactly what those bytes decode to. */
  readonly quote: string;
  /** How the claim's quotation was found there; `passage` where the claim quotes nothing from it. */
  readonly match: QuoteMatch | "passage";
  /** Quotations and numbers of the claim in the passage's text. */
  readonly highlights: readonly Highlight[];
}

export interface Claim {
  /** `c1`, `c2`, … in reading order. */
  readonly id: string;
  readonly kind: "sentence" | "quotation" | "table-row";
  /** As the reader sees it, without citations. */
  readonly text: string;
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
  readonly citations: readonly ClaimCitation[];
  /** The citations stand at the sentence that introduces this one. */
  readonly inherited: boolean;
  /** Left out of the report because the policy is strict. */
  readonly dropped: boolean;
  readonly quotes: readonly QuoteCheck[];
  readonly numbers: readonly NumberCheck[];
  /** Share of content words found in the cited passages; absent where the scripts differ. */
  readonly overlap?: number;
}

/** A cited passage, as it is printed. */
export interface Citation {
  readonly id: string;
  readonly sourceId: string;
  /** Number of the source, by order of first use. */
  readonly number: number;
  /** `3`, or `3b` where more than one passage of the source is cited. */
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly headingPath: readonly string[];
  /** What the stored bytes decode to. */
  readonly text: string;
  readonly claimIds: readonly string[];
}

/** `used`: cited in the report. `read`: opened. `seen`: only met in search results. */
export type SourceStatus = "used" | "read" | "seen";

/** What was known of the publisher when the report was made. */
export type SourceAuthority = Pick<
  Authority,
  "tier" | "kind" | "official" | "reliable" | "reason" | "via" | "estimate"
>;

export interface SourceRecord {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publisher?: string;
  readonly published?: string;
  /** ISO 8601 date on which the run read it. */
  readonly accessed: string;
  readonly language?: string;
  readonly mediaType: string;
  readonly collection: string;
  readonly tier?: string;
  readonly authority: SourceAuthority;
  readonly status: SourceStatus;
  /** Queries whose results it was in. */
  readonly foundBy: readonly string[];
  /** Number in the list of references; absent when not cited. */
  readonly number?: number;
  /** Sources of one origin share it: near-copies of one text, or pages of one registrable domain; mirrors never count apart. */
  readonly origin: number;
  /** Ids of sources with nearly the same text. */
  readonly nearCopies: readonly string[];
}

export interface Statistics {
  /** Sentences that assert something, dropped ones included. */
  readonly claims: number;
  readonly cited: number;
  readonly supported: number;
  readonly partly: number;
  readonly unsupported: number;
  readonly uncited: number;
  readonly dropped: number;
  readonly quotesChecked: number;
  readonly quotesFound: number;
  readonly numbersChecked: number;
  readonly numbersMissing: number;
  /** Distinct ids cited in the answer that no passage of this run has; none of them is printed. */
  readonly unknownCitations: number;
  /** Links and addresses in the answer that this run did not meet; none of them is printed. */
  readonly linksRemoved: number;
  /** Citations and links of the printed body without stored evidence, counted on what is printed; 0 by construction. */
  readonly invented: number;
  readonly sourcesUsed: number;
  readonly sourcesSeen: number;
  readonly independentSources: number;
}

/** What one search engine of the web did for the run, in queries. */
export interface EngineUse {
  readonly engine: string;
  readonly answered: number;
  readonly failed: number;
  /** It fitted, and was left alone: it was in trouble, or its limit was used up. */
  readonly skipped: number;
  /** Results, all answers together. */
  readonly found: number;
  /** Filters that it could not be asked for. */
  readonly unmapped: readonly string[];
}

/** What was searched, and what came of it. */
export interface Searched {
  readonly queries: readonly string[];
  readonly sourcesSeen: number;
  /** In words: queries, pages, tools, engines. */
  readonly failures: readonly string[];
  /** Search engines of the web in the order of first use; empty or absent where none was asked. */
  readonly engines?: readonly EngineUse[];
  /** Pages that engines found and that nobody has read. */
  readonly leads?: number;
}

/** A finished report: plain data, from which every rendering is a pure function. */
export interface Report {
  readonly id: string;
  readonly question: string;
  readonly language: string;
  readonly createdAt: string;
  readonly title: string;
  readonly policy: string;
  readonly usesLanguageModel: boolean;
  readonly policyMode: "mark" | "strict";
  readonly status: "verified" | "partial";
  readonly body: readonly Block[];
  readonly claims: readonly Claim[];
  /** Cited passages in the order of their labels. */
  readonly citations: readonly Citation[];
  /** Used sources first, in the order of their numbers. */
  readonly sources: readonly SourceRecord[];
  /** What the answer had and the report does not print: ids that no passage of the run has, addresses that it did not meet. */
  readonly removed: { readonly citations: readonly string[]; readonly addresses: readonly string[] };
  readonly searched: Searched;
  readonly statistics: Statistics;
}
