import { splitSentences } from "../../core/sentences.ts";
import { analyse } from "../analysis/analyse.ts";
import type { Token } from "../analysis/token.ts";

const maxLength = 300;
const leadLength = 40;

/** A stretch of a passage. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a passage that says most about a query: whole sentences where they fit into about 300 characters,
 * else a stretch of words around the matches, with … where something was cut.
 */
export function snippet(text: string, weights: ReadonlyMap<string, number>): string {
  if (text.length <= maxLength) return text.trim();
  const matches = analyse(text).filter((token) => weights.has(token.term));
  const best = bestRun(splitSentences(text), matches, weights);
  const chosen = text.slice(best.start, best.end).trim();
  return chosen.length <= maxLength ? chosen : longSentence(text, tokensIn(matches, best), weights);
}

/** The run of neighbouring sentences within the limit whose terms weigh most; the shorter one of equals. */
function bestRun(
  sentences: readonly Span[],
  matches: readonly Token[],
  weights: ReadonlyMap<string, number>,
): Span {
  const terms = sentences.map((sentence) => tokensIn(matches, sentence).map((token) => token.term));
  let best: Span = { start: 0, end: sentences[0]?.end ?? 0 };
  let bestWeight = 0;
  for (const [from, first] of sentences.entries()) {
    if (terms[from]?.length === 0) continue;
    const found = new Set<string>();
    for (let to = from; to < sentences.length; to++) {
      const end = sentences[to]?.end ?? first.end;
      if (to > from && end - first.start > maxLength) break;
      for (const term of terms[to] ?? []) found.add(term);
      const weight = weightOf(found, weights);
      if (weight <= bestWeight) continue;
      bestWeight = weight;
      best = { start: first.start, end };
    }
  }
  return best;
}

function tokensIn(tokens: readonly Token[], { start, end }: Span): readonly Token[] {
  return tokens.filter((token) => token.start >= start && token.end <= end);
}

function weightOf(terms: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const term of terms) total += weights.get(term) ?? 0;
  return total;
}

/** A sentence that is too long by itself: the stretch of it with the heaviest terms. */
function longSentence(text: string, matches: readonly Token[], weights: ReadonlyMap<string, number>): string {
  let start = 0;
  let bestWeight = 0;
  for (const [index, first] of matches.entries()) {
    const inside = new Set<string>();
    for (const token of matches.slice(index)) {
      if (token.end - first.start > maxLength - leadLength) break;
      inside.add(token.term);
    }
    const weight = weightOf(inside, weights);
    if (weight <= bestWeight) continue;
    bestWeight = weight;
    start = first.start;
  }
  return cut(text, start);
}

/** About 300 characters from a little before `start`, cut where a word or clause ends. */
function cut(text: string, start: number): string {
  const lead = text.slice(Math.max(0, start - leadLength), start);
  const boundary = Math.max(lead.lastIndexOf(" "), lead.lastIndexOf("，"), lead.lastIndexOf("\n"));
  const from = start <= leadLength ? 0 : start - (boundary < 0 ? 0 : lead.length - boundary - 1);
  const before = from > 0 ? "… " : "";
  if (from + maxLength >= text.length) return before + text.slice(from).trim();
  const window = text.slice(from, from + maxLength);
  const end = Math.max(window.lastIndexOf(" "), window.lastIndexOf("，"), window.lastIndexOf("。"));
  const kept = end > maxLength / 2 ? window.slice(0, end + 1) : window.replace(/[\ud800-\udbff]$/, "");
  return `${before}${kept.trim()} …`;
}
