import type { AuthorityTier } from "../core/authority.ts";
import type { HitObservation } from "../agent/observation.ts";
import type { Repeal } from "./compose/repeal.ts";
import type { QuestionAnalysis } from "./question.ts";

/** A passage the policy decided to use, and for what. */
export interface SelectedPassage {
  readonly citationId: string;
  readonly source: HitObservation["source"];
  readonly passage: HitObservation["passage"];
  /** Sub-question it answers. */
  readonly subQuestionId: string;
  /** How well, 0 to 1, from the scoring network. */
  readonly relevance: number;
}

/** Who stands behind a source. */
export interface Backing {
  /** The same for sources that count once: copies of one text, pages of one domain. */
  readonly origin: number;
  /** What is known of its publisher. */
  readonly tier: AuthorityTier;
}

/** All that the composer writes from. Pure data: the same brief gives the same report. */
export interface EvidenceBrief {
  readonly analysis: QuestionAnalysis;
  /** Best first within a sub-question. */
  readonly selected: readonly SelectedPassage[];
  /** Sub-questions for which nothing sufficient was found, with the queries that were tried. */
  readonly gaps: readonly { readonly subQuestionId: string; readonly queries: readonly string[] }[];
  /** By source id, for every source of a selected passage. */
  readonly backings: ReadonlyMap<string, Backing>;
  /** Inverse document frequencies of analysed terms seen in this run. */
  readonly idf: ReadonlyMap<string, number>;
  readonly queries: readonly string[];
  /** Texts that lost their force, as far as passages seen in the run say so. */
  readonly repeals: readonly Repeal[];
  readonly sourcesSeen: number;
}
