import type { TodoItem } from "../../agent/observation.ts";
import type { QuestionAnalysis } from "../question.ts";
import type { SearchLead } from "../../web/search-provider.ts";
import type { PassageView } from "./passage-view.ts";

/** A passage that a search or an opened page has shown. */
export interface SeenPassage {
  readonly view: PassageView;
  /** Best place in a result list, from 0; absent where only an opened page showed it. */
  readonly rank?: number;
  /** Its score as a share of the best of the same list, 0 to 1; the largest over all lists. */
  readonly share: number;
  /** The same for the search with the question as it was asked. */
  readonly questionShare: number;
  /** Turn in which it was first seen. */
  readonly turn: number;
}

/** A search that was made. */
export interface QueryRecord {
  readonly query: string;
  readonly turn: number;
  readonly terms: ReadonlySet<string>;
  readonly hits: number;
  readonly failed: boolean;
}

/** A passage taken as evidence. */
export interface Selection {
  readonly view: PassageView;
  readonly subQuestionId: string;
  /** 0 to 1. */
  readonly relevance: number;
  readonly turn: number;
}

/** All that is known in a run after some turn; folded from its messages and never changed in place. */
export interface ResearchState {
  readonly analysis: QuestionAnalysis;
  /** The question's content terms. */
  readonly questionTerms: readonly string[];
  /** The question's terms in order; see `termSequence`. */
  readonly questionSequence: string;
  /** Finished turns. */
  readonly turn: number;
  readonly passages: ReadonlyMap<string, SeenPassage>;
  readonly queries: readonly QueryRecord[];
  /** Pages that were found and that nobody has tried to read, by address. */
  readonly leads: ReadonlyMap<string, SearchLead>;
  /** Ids of sources whose page was opened, and references that could not be. */
  readonly opened: ReadonlySet<string>;
  readonly failedRefs: ReadonlySet<string>;
  /** Inverse document frequencies as the searches gave them. */
  readonly rarity: ReadonlyMap<string, number>;
  /** The same by what they tell; see `tellingWeights`. */
  readonly idf: ReadonlyMap<string, number>;
  /** In the order in which they were taken. */
  readonly selections: readonly Selection[];
  readonly plan: readonly TodoItem[];
  /** Turns in a row that searched or opened and showed no passage that had not been seen. */
  readonly dryTurns: number;
  /** How much the question depends on things it does not name, 0 to 1; see `hopNeed`. */
  readonly hops: number;
}
