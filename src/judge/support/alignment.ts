import type { Rarity } from "./term-rarity.ts";

/** The words of one sentence, as features compare them. */
export interface SentenceView {
  readonly text: string;
  /** Keys of all words in order, function words included. */
  readonly sequence: readonly string[];
  /** Keys of content words and numbers. */
  readonly content: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** A claim's terms with their weights, and the sentences that fit it best. */
export interface Alignment {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
  /** Share of the claim that each sentence has. */
  readonly shares: readonly number[];
  /** Index of the sentence that has most of the claim. */
  readonly best: number;
  /** First of three neighbouring sentences that have most of it. */
  readonly windowStart: number;
  readonly coverage: {
    readonly sentence: number;
    readonly window: number;
    /** Of three sentences from anywhere, chosen greedily. */
    readonly three: number;
    readonly all: number;
    /** Of the second-best sentence. */
    readonly second: number;
  };
}

export const windowSize = 3;

/** Weighs a claim's terms by rarity and finds the sentences that cover most of them. */
export function align(claim: SentenceView, sentences: readonly SentenceView[], rarity: Rarity): Alignment {
  const weights = new Map([...claim.content].map((term) => [term, rarity(term)]));
  const total = sum(weights.values()) || 1;
  const shares = sentences.map((sentence) => coverageOf(weights, [sentence]) / total);
  const best = indexOfMax(shares.map((share, index) => share - lengthPenalty(sentences[index], claim)));
  const windows = sentences.map(
    (_, index) => coverageOf(weights, sentences.slice(index, index + windowSize)) / total,
  );
  const windowStart = indexOfMax(windows);
  return {
    weights,
    total,
    shares,
    best,
    windowStart,
    coverage: {
      sentence: shares[best] ?? 0,
      window: windows[windowStart] ?? 0,
      three: greedyCoverage(weights, sentences) / total,
      all: coverageOf(weights, sentences) / total,
      second: Math.max(0, ...shares.filter((_, index) => index !== best)),
    },
  };
}

/** Of two sentences that cover as much, the shorter one says it more plainly. */
function lengthPenalty(sentence: SentenceView | undefined, claim: SentenceView): number {
  return 0.02 * Math.min(3, (sentence?.content.size ?? 0) / Math.max(1, claim.content.size));
}

/** Weight of the terms that occur in any of the sentences. */
export function coverageOf(weights: ReadonlyMap<string, number>, sentences: readonly SentenceView[]): number {
  let covered = 0;
  for (const [term, weight] of weights) {
    if (sentences.some((sentence) => sentence.content.has(term))) covered += weight;
  }
  return covered;
}

function greedyCoverage(weights: ReadonlyMap<string, number>, sentences: readonly SentenceView[]): number {
  const open = new Map(weights);
  let covered = 0;
  for (let round = 0; round < windowSize && open.size > 0; round++) {
    const gains = sentences.map((sentence) => coverageOf(open, [sentence]));
    const chosen = sentences[indexOfMax(gains)];
    if (chosen === undefined) break;
    for (const [term, weight] of open) {
      if (!chosen.content.has(term)) continue;
      covered += weight;
      open.delete(term);
    }
  }
  return covered;
}

/** Longest common subsequence of two sequences of words. */
export function commonSubsequence(one: readonly string[], other: readonly string[]): number {
  let row = new Uint16Array(other.length + 1);
  for (const word of one) {
    const next = new Uint16Array(other.length + 1);
    for (let at = 0; at < other.length; at++) {
      next[at + 1] = word === other[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0);
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Longest run of the first sequence that stands unbroken in the second. */
export function commonRun(one: readonly string[], other: readonly string[]): number {
  let longest = 0;
  let row = new Uint16Array(other.length + 1);
  for (const word of one) {
    const next = new Uint16Array(other.length + 1);
    for (let at = 0; at < other.length; at++) {
      if (word !== other[at]) continue;
      next[at + 1] = (row[at] ?? 0) + 1;
      longest = Math.max(longest, next[at + 1] ?? 0);
    }
    row = next;
  }
  return longest;
}

/** Share of pairs of shared content words that stand in the other order: 0 same order, 1 reversed. */
export function disorder(claim: SentenceView, evidence: SentenceView): number {
  const places = claim.sequence
    .filter((key, index) => claim.content.has(key) && claim.sequence.indexOf(key) === index)
    .map((key) => evidence.sequence.indexOf(key))
    .filter((place) => place >= 0);
  let turned = 0;
  let pairs = 0;
  for (let at = 0; at < places.length; at++) {
    for (const later of places.slice(at + 1)) {
      pairs += 1;
      if (later < (places[at] ?? 0)) turned += 1;
    }
  }
  return pairs === 0 ? 0 : turned / pairs;
}

/** Share of the first text's sequences of `size` characters that the second has; letters and digits only. */
export function gramCoverage(one: string, other: string, size: number): number {
  const [left, right] = [lettersOf(one), lettersOf(other)];
  if (left.length < size) return left !== "" && right.includes(left) ? 1 : 0;
  const present = new Set<string>();
  for (let at = 0; at + size <= right.length; at++) present.add(right.slice(at, at + size));
  let found = 0;
  const count = left.length - size + 1;
  for (let at = 0; at < count; at++) if (present.has(left.slice(at, at + size))) found += 1;
  return found / count;
}

export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

export function indexOfMax(values: readonly number[]): number {
  let best = 0;
  for (const [index, value] of values.entries()) if (value > (values[best] ?? -Infinity)) best = index;
  return best;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
