import { align } from "../support/alignment.ts";
import { readEvidence, sentenceView } from "../support/evidence.ts";
import { subClaimsOf } from "../support/sub-claims.ts";
import type { Rarity } from "../support/term-rarity.ts";

/** A part of which the evidence has less than this share of the rare words is not there, in these words at least. */
const leastCoverage = 0.4;

/**
 * The parts of a claim that no three neighbouring sentences of its evidence cover in words: where a reader should look
 * first. A part said in other words is named too.
 */
export function uncoveredParts(claim: string, evidence: string, rarity: Rarity): readonly string[] {
  const { sentences } = readEvidence({ text: evidence });
  return subClaimsOf(claim).filter((part) => {
    const view = sentenceView(part);
    return view.content.size > 0 && align(view, sentences, rarity).coverage.window < leastCoverage;
  });
}
