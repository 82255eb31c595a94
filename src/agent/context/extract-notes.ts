import type { Evidence } from "../../core/source.ts";
import { estimateTokens } from "../../core/tokens.ts";
import { messageText } from "../../model/message.ts";
import { asObservation } from "../observation.ts";
import type { Terms } from "./context-window.ts";
import { bestSentence, short } from "./fold-result.ts";
import { namedIds } from "./named-ids.ts";
import { type RankedText, rankedText, rankTexts } from "./rank-texts.ts";
import type { Turn } from "./turns.ts";

export interface NotesRequest {
  readonly question: string;
  readonly isChinese: boolean;
  /** What is still to be done, in words: it decides with the question what is worth a note. */
  readonly openTasks: readonly string[];
  /** The turns that will no longer be sent, from the first of the run on. */
  readonly turns: readonly Turn[];
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly terms: Terms;
  /** In tokens. */
  readonly room: number;
}

const labels = {
  en: {
    findings: "## Findings",
    named: "Also named:",
    searched: "## Searched for",
    opened: "## Opened",
    thoughts: "## Last conclusions",
  },
  zh: {
    findings: "## 已有发现",
    named: "还提到过：",
    searched: "## 检索过",
    opened: "## 打开过",
    thoughts: "## 最近的结论",
  },
} as const;

/** Shares of the room. */
const findingsShare = 0.6;
const namedShare = 0.1;
const workShare = 0.2;
const longestFinding = 240;
const longestThought = 300;
const keptThoughts = 3;
/** Passages whose sentences are weighed; below them nothing would fit into the room. */
const weighed = 300;

/**
 * Notes on turns that are no longer sent, out of nothing but what they say: the passages that the policy has named
 * and those that answer the question best, a sentence each with its citation id; what was searched and opened; the
 * last conclusions. Deterministic.
 */
export function extractNotes(request: NotesRequest): string {
  const { room, isChinese, turns } = request;
  const words = isChinese ? labels.zh : labels.en;
  const named = namedIds(turns, request.evidence);
  const findings = fit(findingLines(request, named), room * findingsShare);
  const missing = named.filter((id) => !findings.some((line) => line.includes(id)));
  const others = fit(missing, room * namedShare);
  const { queries, opened } = workDone(turns);
  return [
    ...section(words.findings, findings),
    ...(others.length === 0 ? [] : [`${words.named} ${others.join(" ")}`]),
    ...section(words.searched, fit(queries, (room * workShare) / 2)),
    ...section(words.opened, fit(opened, (room * workShare) / 2)),
    ...section(words.thoughts, fit(lastThoughts(turns), room * (1 - findingsShare - namedShare - workShare))),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** As many lines from the first on as there is room for. */
function fit(lines: readonly string[], room: number): readonly string[] {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += estimateTokens(line) + 1;
    if (used > room) break;
    kept.push(line);
  }
  return kept;
}

const analysed = new WeakMap<Evidence, RankedText>();

function analysedText(evidence: Evidence, terms: Terms): RankedText {
  const known = analysed.get(evidence) ?? rankedText(evidence.passage.text, terms);
  analysed.set(evidence, known);
  return known;
}

/** One line for each passage, those that the policy has named first, then by how well they answer. */
function findingLines(
  { evidence, terms, question, openTasks }: NotesRequest,
  named: readonly string[],
): readonly string[] {
  const all = [...evidence.values()];
  const query = [question, ...openTasks].join("\n");
  const texts = all.map((item) => analysedText(item, terms));
  const scores = rankTexts(texts, new Set(terms(query, "query")));
  const ranked = all
    .map((item, index) => ({ item, score: scores[index] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, weighed)
    .map(({ item }) => item);
  const chosen = named.flatMap((id) => evidence.get(id) ?? []).slice(0, weighed);
  const sentences = new Set<string>();
  return [...new Set([...chosen, ...ranked])].flatMap(({ citationId, passage, source }) => {
    const sentence = short(bestSentence(passage.text, query, terms), longestFinding);
    if (sentence === "" || sentences.has(sentence)) return [];
    sentences.add(sentence);
    return [`- ${sentence} [${citationId}, ${short(source.title, 60)}]`];
  });
}

/** What was searched for and opened, newest first, each once. */
function workDone(turns: readonly Turn[]): {
  readonly queries: readonly string[];
  readonly opened: readonly string[];
} {
  const observations = turns
    .toReversed()
    .flatMap(({ results }) => results?.parts ?? [])
    .flatMap((part) => asObservation(part.data) ?? []);
  const queries = observations.flatMap((seen) =>
    seen.type === "search" ? seen.queries.map(({ query, hits }) => `- ${short(query)} (${hits.length})`) : [],
  );
  const opened = observations.flatMap((seen) =>
    seen.type === "open" ? seen.pages.map(({ source, ref }) => `- ${short(source?.title ?? ref, 80)}`) : [],
  );
  return { queries: [...new Set(queries)], opened: [...new Set(opened)] };
}

/** What the policy said last, newest first. */
function lastThoughts(turns: readonly Turn[]): readonly string[] {
  return turns
    .toReversed()
    .map(({ said }) => short(messageText(said), longestThought))
    .filter((text) => text !== "")
    .slice(0, keptThoughts)
    .map((text) => `- ${text}`);
}
