import { citationIdPattern } from "../../core/ids.ts";
import { splitSentences } from "../../core/sentences.ts";
import type { Passage, Source } from "../../core/source.ts";
import type { ToolResultPart } from "../../model/message.ts";
import { asObservation, type OpenObservation, type SearchObservation } from "../observation.ts";
import type { Terms } from "./context-window.ts";
import { rankedText, rankTexts } from "./rank-texts.ts";

export interface FoldSetting {
  /** What the run is about: decides which sentences of a page are kept. */
  readonly question: string;
  readonly terms: Terms;
  /** Where whole results are kept, by call. */
  readonly stored: ReadonlyMap<string, string>;
}

const longestSnippet = 160;
const longestOther = 400;
const keptSentences = 3;
const keptLeads = 3;

/**
 * What is left of an old tool result (the paper's reference-preserving folding): of a search the title, address,
 * snippet and citation id of each hit; of an opened page the sentences that answer the question and the ids of all
 * its passages; of anything else its beginning and the ids in it. Deterministic.
 */
export function foldResult(part: ToolResultPart, setting: FoldSetting): string {
  const observation = asObservation(part.data);
  const storedAs = setting.stored.get(part.callId);
  const whole = storedAs === undefined ? [] : [`[Folded. Whole: ${storedAs}]`];
  if (observation?.type === "search") return [...foldSearch(observation), ...whole].join("\n");
  if (observation?.type === "open") return [...foldPages(observation, setting), ...whole].join("\n");
  if (observation?.type === "todo") return "[The plan stands at the top.]";
  return foldText(part.content, storedAs);
}

function foldSearch({ queries }: SearchObservation): readonly string[] {
  const asked = queries.map(({ query, hits, error }) => `? ${query} (${error ?? `${hits.length} hits`})`);
  const bySource = Map.groupBy(
    queries.flatMap(({ hits }) => hits),
    ({ source }) => source.id,
  );
  const found = [...bySource.values()].flatMap((hits) => {
    const [first] = hits;
    return first === undefined
      ? []
      : [nameOf(first.source), ...hits.map(({ citationId, snippet }) => `${citationId}: ${short(snippet)}`)];
  });
  const leads = queries.flatMap(({ leads: own = [] }) => own.slice(0, keptLeads));
  return [...asked, ...found, ...leads.map((lead) => `not read: ${nameOf(lead)}`)];
}

function foldPages({ pages }: OpenObservation, setting: FoldSetting): readonly string[] {
  return pages.flatMap((page) => {
    if (page.source === undefined) return [`${page.ref}: ${page.error ?? "not opened"}`];
    const kept = bestSentences(page.passages, setting);
    const named = new Set(kept.map(({ citationId }) => citationId));
    const others = page.passages.flatMap(({ citationId }) => (named.has(citationId) ? [] : [citationId]));
    return [
      nameOf(page.source),
      ...kept.map(({ citationId, sentence }) => `${citationId}: ${short(sentence)}`),
      ...(others.length === 0 ? [] : [`also: ${others.join(" ")}`]),
    ];
  });
}

interface Shown {
  readonly citationId: string;
  readonly passage: Passage;
}

/** One sentence each of the passages that answer the question best, in the order of the page. */
function bestSentences(
  passages: readonly Shown[],
  { question, terms }: FoldSetting,
): readonly { readonly citationId: string; readonly sentence: string }[] {
  const texts = passages.map(({ passage }) => rankedText(passage.text, terms));
  const scores = rankTexts(texts, new Set(terms(question, "query")));
  return passages
    .map((shown, index) => ({ ...shown, index, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, keptSentences)
    .sort((a, b) => a.index - b.index)
    .map(({ citationId, passage }) => ({
      citationId,
      sentence: bestSentence(passage.text, question, terms),
    }));
}

/** The sentence of a text that answers the question best; the first one where none does. */
export function bestSentence(text: string, question: string, terms: Terms): string {
  const sentences = splitSentences(text).map((sentence) => sentence.text.replace(/\s+/g, " ").trim());
  const texts = sentences.map((sentence) => rankedText(sentence, terms));
  const scores = rankTexts(texts, new Set(terms(question, "query")));
  const best = scores.reduce((top, score, index) => (score > (scores[top] ?? 0) ? index : top), 0);
  return sentences[best] ?? "";
}

function foldText(content: string, storedAs: string | undefined): string {
  if (content.length <= longestOther) return content;
  const head = content.slice(0, longestOther);
  const ids = [...new Set(content.slice(longestOther).match(new RegExp(citationIdPattern, "g")))];
  const rest = `[Folded: ${content.length - longestOther} more characters${storedAs === undefined ? "" : ` in ${storedAs}`}.]`;
  return [head, ...(ids.length === 0 ? [] : [`also: ${ids.join(" ")}`]), rest].join("\n");
}

/** Title and address, as one line. */
export function nameOf({ title, url }: Pick<Source, "title" | "url">): string {
  return `# ${title.replace(/\s+/g, " ")} <${url}>`;
}

/** A sentence on one line, cut where it is very long. */
export function short(text: string, longest = longestSnippet): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat;
}
