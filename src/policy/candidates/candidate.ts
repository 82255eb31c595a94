import type { PassageMeasures } from "../evidence/measure-passage.ts";
import type { SeenPassage } from "../state/research-state.ts";

/** How a query came about. */
export const queryOrigins = [
  "question", // as it was asked
  "sub-question",
  "entity", // a name of the question
  "aspect", // what is asked, together with the topic
  "synonym", // what it names, as sources may call it
  "feedback", // telling words of the best passages
  "heading", // how good sources call it
  "bridge", // a name from a selected passage, with what is still open
  "reference", // a document that a selected passage points to
  "phrase", // something quoted in the question
  "parallel", // what one side of a comparison says, looked for in the other
  "relaxed", // without the circumstances
  "verification", // a value that should stand in a second source
] as const;
export type QueryOrigin = (typeof queryOrigins)[number];

/** A decision that can be made now. */
export type Candidate = SearchCandidate | OpenCandidate | SelectCandidate | StopCandidate;

export interface SearchCandidate {
  readonly type: "search";
  readonly query: string;
  readonly origin: QueryOrigin;
  /** The sub-question it serves; absent when it serves the whole. */
  readonly subQuestionId?: string;
  /** 0 to 1: how promising its origin makes it, e.g. a bridge's weight and nearness. */
  readonly promise: number;
  /** 0 to 1: how much of what it serves is still open. */
  readonly need: number;
  /** 0 to 1: how little it repeats a search that was made. */
  readonly novelty: number;
  /** Only sources of this year. */
  readonly year?: string;
}

export interface OpenCandidate {
  readonly type: "open";
  /** Source id or URL. */
  readonly ref: string;
  readonly title: string;
  readonly subQuestionId?: string;
  /** Passages of it that searches have shown. */
  readonly hits: number;
  /** 0 to 1: how well the best of them fits. */
  readonly best: number;
  /** 0 to 1: how well its title fits the topic. */
  readonly titleFit: number;
  readonly need: number;
}

export interface SelectCandidate {
  readonly type: "select";
  readonly seen: SeenPassage;
  readonly subQuestionId: string;
  readonly measures: PassageMeasures;
  /** 0 to 1: how much a passage that is selected already says the same. */
  readonly redundancy: number;
  /** How many passages the sub-question has, as a share of what it can use. */
  readonly filled: number;
  /** Its values against those of the selected passages: 1 confirms, -1 contradicts. */
  readonly agreement: number;
}

export interface StopCandidate {
  readonly type: "stop";
}

/** A decision is made among at most so many candidates. */
export const maxCandidates = 32;
