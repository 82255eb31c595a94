import { asObservation, type OpenObservation, type SearchObservation } from "../../agent/observation.ts";
import { z } from "zod";
import { type Message, type ToolCallPart, toolCalls, type ToolMessage } from "../../model/message.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { SearchLead } from "../../web/search-provider.ts";
import { analyseQuestion, isChinese } from "../analyse-question.ts";
import { type Vocabulary, vocabularyOf } from "../lexicon/vocabulary.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import { termSequence } from "../term-sequence.ts";
import { hopNeed } from "./hop-need.ts";
import { type PassageView, viewPassage } from "./passage-view.ts";
import type { QueryRecord, ResearchState, SeenPassage } from "./research-state.ts";
import { tellingWeights } from "./telling-weights.ts";

/** The state before the first turn. */
export function initialResearch(question: string, language: string): ResearchState {
  const analysis = analyseQuestion(question, language);
  return {
    analysis,
    questionTerms: contentTerms(question),
    questionSequence: termSequence(question),
    turn: 0,
    passages: new Map(),
    leads: new Map(),
    queries: [],
    opened: new Set(),
    failedRefs: new Set(),
    idf: new Map(),
    rarity: new Map(),
    selections: [],
    plan: [],
    dryTurns: 0,
    hops: hopNeed(analysis),
  };
}

/** The terms of a question that say what it is about. */
function contentTerms(question: string): readonly string[] {
  const words = isChinese(question) ? subjectWords(question) : question;
  return analyseTerms(words === "" ? question : words, { mode: "query" });
}

/** What one turn did: its tool calls and what they returned. */
export interface FinishedTurn {
  readonly calls: readonly ToolCallPart[];
  readonly results: readonly ToolMessage[];
}

/** The finished turns, in order; an answer without tool calls is none. */
export function finishedTurns(messages: readonly Message[]): readonly FinishedTurn[] {
  const turns: { calls: readonly ToolCallPart[]; results: ToolMessage[] }[] = [];
  for (const message of messages) {
    if (message.role === "assistant") turns.push({ calls: toolCalls(message), results: [] });
    if (message.role === "tool") turns.at(-1)?.results.push(message);
  }
  return turns.filter(({ results }) => results.length > 0);
}

/** The state after one more turn, from what its tools returned. Evidence is not selected here. */
export function applyResults(state: ResearchState, { calls, results }: FinishedTurn): ResearchState {
  const draft: Draft = {
    turn: state.turn + 1,
    question: state.analysis.question,
    vocabulary: vocabularyOf(state.analysis),
    passages: new Map(state.passages),
    leads: new Map(state.leads),
    queries: [...state.queries],
    opened: new Set(state.opened),
    failedRefs: new Set(state.failedRefs),
    rarity: new Map(state.rarity),
  };
  let { plan } = state;
  let looked = false;
  for (const part of results.flatMap((message) => message.parts)) {
    const observation = asObservation(part.data);
    if (part.toolName === "batch_web_surfer") looked = true;
    if (observation === undefined)
      addFailure(
        draft,
        calls.find((call) => call.callId === part.callId),
      );
    else if (observation.type === "todo") plan = observation.items;
    else if (observation.type === "search") addSearch(draft, observation);
    else addPages(draft, observation);
  }
  const grew = draft.passages.size > state.passages.size;
  const { question: _, vocabulary: _words, ...folded } = draft;
  // Where names are followed, the rarest word may be the one that leads on.
  const idf = state.hops > 0 ? folded.rarity : tellingWeights(folded.rarity, folded.passages);
  return { ...state, ...folded, idf, plan, dryTurns: grew ? 0 : state.dryTurns + (looked ? 1 : 0) };
}

const surferInput = z.object({
  queries: z.array(z.string()).default([]),
  urls: z.array(z.string()).default([]),
});

/** A call that brought nothing, not even a list of failures, is not made again. */
function addFailure(draft: Draft, call: ToolCallPart | undefined): void {
  const input = surferInput.safeParse(call?.input);
  if (!input.success) return;
  for (const query of input.data.queries) {
    const terms = new Set(analyseTerms(query, { mode: "query" }));
    draft.queries.push({ query, turn: draft.turn, terms, hits: 0, failed: true });
  }
  for (const url of input.data.urls) draft.failedRefs.add(url);
}

interface Draft {
  readonly turn: number;
  readonly question: string;
  readonly vocabulary: Vocabulary;
  readonly passages: Map<string, SeenPassage>;
  readonly leads: Map<string, SearchLead>;
  readonly queries: QueryRecord[];
  readonly opened: Set<string>;
  readonly failedRefs: Set<string>;
  readonly rarity: Map<string, number>;
}

function addSearch(draft: Draft, { queries }: SearchObservation): void {
  for (const { query, hits, terms, leads = [], error } of queries) {
    for (const lead of leads) if (!lead.wasTried) draft.leads.set(lead.url, lead);
    draft.queries.push({
      query,
      turn: draft.turn,
      terms: new Set(analyseTerms(query, { mode: "query" })),
      hits: hits.length,
      failed: error !== undefined,
    });
    for (const { term, idf } of terms) draft.rarity.set(term, Math.max(idf, draft.rarity.get(term) ?? 0));
    const best = Math.max(...hits.map((hit) => hit.score), 1e-9);
    for (const [rank, hit] of hits.entries()) {
      const { citationId, source, passage } = hit;
      const view = viewPassage(passage, { citationId, source, vocabulary: draft.vocabulary });
      const share = Math.max(0, Math.min(1, hit.score / best));
      see(draft, view, { rank, share, asAsked: query === draft.question });
    }
  }
}

function addPages(draft: Draft, { pages }: OpenObservation): void {
  for (const page of pages) {
    draft.leads.delete(page.ref);
    if (page.source === undefined || page.error !== undefined) {
      draft.failedRefs.add(page.ref);
      continue;
    }
    draft.opened.add(page.source.id);
    for (const { citationId, passage } of page.passages) {
      const view = viewPassage(passage, { citationId, source: page.source, vocabulary: draft.vocabulary });
      see(draft, view, { share: 0, asAsked: false });
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
