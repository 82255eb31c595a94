import { asObservation, type OpenObservation, type SearchObservation } from "../../agent/observation.ts";
import type { Message, ToolMessage } from "../../model/message.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import { analyseQuestion } from "../analyse-question.ts";
import { hopNeed } from "./hop-need.ts";
import { type PassageView, termSequence, viewPassage } from "./passage-view.ts";
import type { QueryRecord, ResearchState, SeenPassage } from "./research-state.ts";

/** The state before the first turn. */
export function initialResearch(question: string, language: string): ResearchState {
  const analysis = analyseQuestion(question, language);
  return {
    analysis,
    questionTerms: analyseTerms(question, { mode: "query" }),
    questionSequence: termSequence(question),
    turn: 0,
    passages: new Map(),
    queries: [],
    opened: new Set(),
    failedRefs: new Set(),
    idf: new Map(),
    selections: [],
    plan: [],
    dryTurns: 0,
    hops: hopNeed(analysis),
  };
}

/** The results of each finished turn, in order; a turn without tool results is none. */
export function turnResults(messages: readonly Message[]): readonly (readonly ToolMessage[])[] {
  const turns: ToolMessage[][] = [];
  let open = false;
  for (const message of messages) {
    if (message.role === "assistant") open = false;
    if (message.role !== "tool") continue;
    if (!open) turns.push([]);
    open = true;
    turns.at(-1)?.push(message);
  }
  return turns;
}

/** The state after one more turn, from what its tools returned. Evidence is not selected here. */
export function applyResults(state: ResearchState, results: readonly ToolMessage[]): ResearchState {
  const draft: Draft = {
    turn: state.turn + 1,
    question: state.analysis.question,
    passages: new Map(state.passages),
    queries: [...state.queries],
    opened: new Set(state.opened),
    failedRefs: new Set(state.failedRefs),
    idf: new Map(state.idf),
  };
  let { plan } = state;
  let looked = false;
  for (const part of results.flatMap((message) => message.parts)) {
    const observation = asObservation(part.data);
    if (observation === undefined) continue;
    if (observation.type === "todo") plan = observation.items;
    else looked = true;
    if (observation.type === "search") addSearch(draft, observation);
    if (observation.type === "open") addPages(draft, observation);
  }
  const grew = draft.passages.size > state.passages.size;
  const { question: _, ...folded } = draft;
  return { ...state, ...folded, plan, dryTurns: grew ? 0 : state.dryTurns + (looked ? 1 : 0) };
}

interface Draft {
  readonly turn: number;
  readonly question: string;
  readonly passages: Map<string, SeenPassage>;
  readonly queries: QueryRecord[];
  readonly opened: Set<string>;
  readonly failedRefs: Set<string>;
  readonly idf: Map<string, number>;
}

function addSearch(draft: Draft, { queries }: SearchObservation): void {
  for (const { query, hits, terms, error } of queries) {
    draft.queries.push({
      query,
      turn: draft.turn,
      terms: new Set(analyseTerms(query, { mode: "query" })),
      hits: hits.length,
      failed: error !== undefined,
    });
    for (const { term, idf } of terms) draft.idf.set(term, Math.max(idf, draft.idf.get(term) ?? 0));
    const best = Math.max(...hits.map((hit) => hit.score), 1e-9);
    for (const [rank, hit] of hits.entries()) {
      const view = viewPassage(hit.citationId, hit.source, hit.passage);
      const share = Math.max(0, Math.min(1, hit.score / best));
      see(draft, view, { rank, share, asAsked: query === draft.question });
    }
  }
}

function addPages(draft: Draft, { pages }: OpenObservation): void {
  for (const page of pages) {
    if (page.source === undefined || page.error !== undefined) {
      draft.failedRefs.add(page.ref);
      continue;
    }
    draft.opened.add(page.source.id);
    for (const { citationId, passage } of page.passages) {
      see(draft, viewPassage(citationId, page.source, passage), { share: 0, asAsked: false });
    }
  }
}

interface Sighting {
  readonly rank?: number;
  readonly share: number;
  readonly asAsked: boolean;
}

function see(draft: Draft, view: PassageView, { rank, share, asAsked }: Sighting): void {
  const known = draft.passages.get(view.citationId);
  const ranks = [known?.rank, rank].filter((one) => one !== undefined);
  draft.passages.set(view.citationId, {
    view: known?.view ?? view,
    ...(ranks.length === 0 ? {} : { rank: Math.min(...ranks) }),
    share: Math.max(share, known?.share ?? 0),
    questionShare: Math.max(asAsked ? share : 0, known?.questionShare ?? 0),
    turn: known?.turn ?? draft.turn,
  });
}
