import type { AnswerKind } from "../question.ts";

/** A sub-question before it has an id, terms and a heading. */
export interface QuestionDraft {
  /** Self-contained. */
  readonly text: string;
  /** The words of `text` that are its own, without what it shares with the others. */
  readonly own: string;
  readonly kind: AnswerKind;
  readonly heading: string;
  readonly side?: string;
  readonly template?: string;
  /** Positions in the list of drafts. */
  readonly dependsOn: readonly number[];
}

/** What the two languages' analysers make of a question. */
export interface QuestionParts {
  readonly drafts: readonly QuestionDraft[];
  readonly constraints: readonly string[];
  /** Words of the subject that all drafts share; empty where they share none. */
  readonly topic: string;
  /** The request names a topic and asks nothing particular about it. */
  readonly isOverview: boolean;
}
