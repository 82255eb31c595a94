import { citationIdPattern } from "../../core/ids.ts";
import { estimateTokens } from "../../core/tokens.ts";
import type { ContextWindow, Terms } from "./context-window.ts";
import { mostTokensPerUnit } from "./count-tokens.ts";
import { rankTexts } from "./rank-texts.ts";
import { type Block, splitBlocks } from "./split-blocks.ts";
import { termsInCommon } from "./terms-in-common.ts";

export interface LongResult {
  readonly content: string;
  /** File name to keep it under. */
  readonly name: string;
  /** What the run and the call are about. */
  readonly query: string;
}

export interface Digest {
  readonly content: string;
  /** Where the whole is kept. */
  readonly storedAs: string;
  readonly whole: string;
}

/** Shares of the room: what matters most, and where the rest is. The remainder is for the first lines. */
const excerptShare = 0.65;
const indexShare = 0.25;
const longestLabel = 90;

/**
 * A tool result that is too long for the window, kept whole and sent as an extract: the stretches that answer the
 * query best, word for word with their citation ids, and an index of what stands at which byte. Undefined where it
 * is not too long or there is nowhere to keep it.
 */
export function digestResult(result: LongResult, window: ContextWindow): Digest | undefined {
  const { limits, store, terms } = window;
  const { content, name, query } = result;
  if (store === undefined || content.length * mostTokensPerUnit <= limits.result) return undefined;
  const density = tokensPerCharacter(content);
  const tokens = Math.round(content.length * density);
  if (tokens <= limits.result) return undefined;
  const storedAs = store.place(name, content);
  const bytes = Buffer.byteLength(content);
  const blocks = splitBlocks(content);
  const kept = excerpts(blocks, { query, terms, room: (limits.result * excerptShare) / density });
  const index = indexLines(blocks, limits.result * indexShare);
  const parts = [
    `[${bytes} bytes, about ${tokens} tokens, kept whole in ${storedAs}. Below: what fits the question best, and where the rest stands. To read on: file, action read, path ${storedAs}, with an offset of the index.]`,
    ...kept,
    "<index>",
    ...index,
    "</index>",
  ];
  return { content: parts.join("\n"), storedAs, whole: content };
}

const samples = 4;
const sampleCharacters = 500;

/** From stretches all over a text: counting the whole would cost more than all else that is done with it. */
function tokensPerCharacter(content: string): number {
  const starts = Array.from({ length: samples }, (_, at) => Math.floor((at * content.length) / samples));
  const sample = starts.map((start) => content.slice(start, start + sampleCharacters)).join("\n");
  return estimateTokens(sample) / sample.length;
}

interface Choice {
  readonly query: string;
  readonly terms: Terms;
  /** In characters. */
  readonly room: number;
}

function excerpts(blocks: readonly Block[], { query, terms, room }: Choice): readonly string[] {
  const inCommon = termsInCommon(query, terms);
  const texts = blocks.map(({ text }) => ({ words: inCommon(text), length: text.length }));
  const scores = rankTexts(texts, new Set(terms(query, "query")));
  const order = blocks.map((_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const chosen = new Set<number>();
  let used = 0;
  for (const index of order) {
    const { length } = blocks[index]?.text ?? "";
    if (used + length > room || (chosen.size > 0 && scores[index] === 0)) continue;
    chosen.add(index);
    used += length;
  }
  return blocks.flatMap((block, index) => (chosen.has(index) ? [renderExcerpt(block)] : []));
}

function renderExcerpt({ text, offset, owner, label }: Block): string {
  const of = owner === undefined ? "" : ` of ${owner} in ${cutLabel(label)}`;
  return `[offset ${offset}${of}]\n${text.trim()}`;
}

interface Entry {
  readonly offset: number;
  readonly label: string;
  readonly ids: readonly string[];
}

/** One line for each label in order; neighbours share a line where there is no room for all. */
function indexLines(blocks: readonly Block[], room: number): readonly string[] {
  let entries: readonly Entry[] = groupByLabel(blocks);
  let lines = entries.map(renderEntry);
  const density = tokensPerCharacter(lines.join("\n"));
  const longest = room / density;
  while (entries.length > 1 && lines.reduce((sum, line) => sum + line.length + 1, 0) > longest) {
    entries = joinNeighbours(entries);
    lines = entries.map(renderEntry);
  }
  return lines;
}

function groupByLabel(blocks: readonly Block[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const { offset, label, text } of blocks) {
    const ids = text.match(new RegExp(citationIdPattern, "g")) ?? [];
    const last = entries.at(-1);
    if (last !== undefined && last.label === label)
      entries[entries.length - 1] = { ...last, ids: [...last.ids, ...ids] };
    else entries.push({ offset, label, ids });
  }
  return entries;
}

function joinNeighbours(entries: readonly Entry[]): readonly Entry[] {
  const pairs = Array.from({ length: Math.ceil(entries.length / 2) }, (_, at) =>
    entries.slice(2 * at, 2 * at + 2),
  );
  return pairs.flatMap((pair) => {
    const [first] = pair;
    const label = pair.find((entry) => entry.label !== "")?.label ?? "";
    return first === undefined ? [] : [{ ...first, label, ids: pair.flatMap((entry) => entry.ids) }];
  });
}

const mostIds = 4;

function renderEntry({ offset, label, ids }: Entry): string {
  const distinct = [...new Set(ids)];
  const more = distinct.length > mostIds ? ` and ${distinct.length - mostIds} more` : "";
  const passages = distinct.length === 0 ? "" : ` (${distinct.slice(0, mostIds).join(" ")}${more})`;
  return `${offset}: ${cutLabel(label) || "…"}${passages}`;
}

function cutLabel(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
}
