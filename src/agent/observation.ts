import type { JsonValue } from "../core/json.ts";
import type { Passage, Source } from "../core/source.ts";
import type { AskedEngine, SearchLead, TermWeight } from "../web/search-provider.ts";

/** What `batch_web_surfer` with action `batch_search` leaves in `data`: what the embedded policy reads. */
export interface SearchObservation {
  readonly type: "search";
  readonly queries: readonly QueryObservation[];
}

export interface QueryObservation {
  readonly query: string;
  readonly hits: readonly HitObservation[];
  readonly terms: readonly TermWeight[];
  /** Pages that were found and not read: they may be opened, and hold nothing that can be cited. */
  readonly leads?: readonly SearchLead[];
  /** Search engines of the web that were chosen for it; absent where none could be. */
  readonly engines?: readonly AskedEngine[];
  /** Why this query failed, when it did. */
  readonly error?: string;
}

export interface HitObservation {
  readonly citationId: string;
  readonly source: Source;
  readonly passage: Passage;
  readonly score: number;
  readonly snippet: string;
  readonly duplicates: number;
  /** What is known of its publisher, in words; absent where nothing is. */
  readonly authority?: string;
  /** Search engines of the web that found its page. */
  readonly engines?: readonly string[];
}

/** What action `batch_open` leaves in `data`. */
export interface OpenObservation {
  readonly type: "open";
  readonly pages: readonly PageObservation[];
}

export interface PageObservation {
  /** The url or id that was asked for. */
  readonly ref: string;
  readonly source?: Source;
  /** All passages in order, up to the tool's limit. */
  readonly passages: readonly { readonly citationId: string; readonly passage: Passage }[];
  /** Passages that the limit left out. */
  readonly omitted: number;
  /** Absolute addresses that the page links to. */
  readonly links?: readonly string[];
  readonly error?: string;
}

export const todoStatuses = ["pending", "in_progress", "completed", "blocked"] as const;
export type TodoStatus = (typeof todoStatuses)[number];

/** What `todo` leaves in `data`: the plan as it stands after the call. */
export interface TodoObservation {
  readonly type: "todo";
  readonly items: readonly TodoItem[];
}

export interface TodoItem {
  readonly id: string;
  readonly task: string;
  readonly status: TodoStatus;
  /** Ids of the items that have to be completed before it; present where there are any, without cycles. */
  readonly dependencies?: readonly string[];
}

export type Observation = SearchObservation | OpenObservation | TodoObservation;

/** Reads back what a tool left in `data`; undefined where it is something else. */
export function asObservation(data: JsonValue | undefined): Observation | undefined {
  if (typeof data !== "object" || data === null || !("type" in data)) return undefined;
  const { type } = data;
  return type === "search" || type === "open" || type === "todo"
    ? (data as unknown as Observation)
    : undefined;
}
