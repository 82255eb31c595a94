import { align, type Alignment, type SentenceView, windowSize } from "../alignment.ts";
import { type EvidenceView, readEvidence, sentenceView, type SupportEvidence } from "../evidence.ts";
import type { Rarity } from "../term-rarity.ts";

/** A claim beside its evidence, with the places that fit it best. */
export interface ClaimPair {
  readonly claim: SentenceView;
  readonly view: EvidenceView;
  readonly alignment: Alignment;
  /** The sentence that has most of the claim. */
  readonly best: SentenceView;
  /** The neighbouring sentences that have most of it, and their words together. */
  readonly window: readonly SentenceView[];
  readonly joined: SentenceView;
  readonly rarity: Rarity;
}

/** Reads both sides and finds where they meet. */
export function readClaimPair(claim: string, evidence: SupportEvidence, rarity: Rarity): ClaimPair {
  const view = readEvidence(evidence);
  const subject = sentenceView(claim);
  const alignment = align(subject, view.sentences, rarity);
  const best = view.sentences[alignment.best] ?? sentenceView("");
  const window = view.sentences.slice(alignment.windowStart, alignment.windowStart + windowSize);
  return { claim: subject, view, alignment, best, window, joined: joinViews(window), rarity };
}

/** A sentence of the evidence with the share of the claim that it has. */
export interface CoveredSentence {
  readonly sentence: SentenceView;
  readonly covered: number;
}

/** All sentences of the evidence, those that have most of the claim first. */
export function rankSentences({ view, alignment }: ClaimPair): readonly CoveredSentence[] {
  return view.sentences
    .map((sentence, index) => ({ sentence, covered: alignment.shares[index] ?? 0 }))
    .toSorted((a, b) => b.covered - a.covered);
}

/** What a sentence counts beside others: its share squared, so that one about something else hardly counts. */
export function sentenceWeight({ covered }: CoveredSentence): number {
  return covered ** 2 + 1e-6;
}

/** Mean of what weighted things say; 0 of none. */
export function weightedMean<Weighted extends { readonly weight: number }>(
  all: readonly Weighted[],
  value: (one: Weighted) => number,
): number {
  const total = all.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return all.reduce((sum, one) => sum + one.weight * value(one), 0) / total;
}

function joinViews(views: readonly SentenceView[]): SentenceView {
  return {
    text: views.map((view) => view.text).join(" "),
    sequence: views.flatMap((view) => view.sequence),
    content: new Set(views.flatMap((view) => [...view.content])),
    keys: new Set(views.flatMap((view) => [...view.keys])),
    names: new Set(views.flatMap((view) => [...view.names])),
  };
}

/** Share of the terms that are present; 0 of none. */
export function share(terms: ReadonlySet<string>, present: (term: string) => boolean): number {
  if (terms.size === 0) return 0;
  return [...terms].filter(present).length / terms.size;
}
