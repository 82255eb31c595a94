import type { SentenceView } from "../alignment.ts";
import { hashText } from "../hash-text.ts";

/** What a Chinese claim and its evidence have apart and in common, each thing as its slot in a table. */
export const traceKinds = ["missing", "shared", "extra", "missing-pair", "missing-word"] as const;
export type CharacterTraces = Readonly<Record<(typeof traceKinds)[number], readonly number[]>>;

/** Slots of one kind; things share one where their hashes meet. */
export const traceSlots = 32_768;

const nothing: CharacterTraces = {
  missing: [],
  shared: [],
  extra: [],
  "missing-pair": [],
  "missing-word": [],
};

/**
 * Characters and words that the claim has and the evidence lacks, that both have and that only the evidence has. A claim
 * that is not Chinese leaves none. What the claim says by itself is not among them.
 */
export function characterTraces(claim: SentenceView, evidence: SentenceView): CharacterTraces {
  const own = hanOf(claim.text);
  if (own.length === 0) return nothing;
  const other = hanOf(evidence.text);
  const [present, presentPairs] = [new Set(other), new Set(pairsOf(other))];
  const claimed = new Set(own);
  return {
    missing: slotsOf(own.filter((letter) => !present.has(letter))),
    shared: slotsOf(own.filter((letter) => present.has(letter))),
    extra: slotsOf(other.filter((letter) => !claimed.has(letter))),
    "missing-pair": slotsOf(pairsOf(own).filter((pair) => !presentPairs.has(pair))),
    "missing-word": slotsOf(claim.sequence.filter((key) => !evidence.text.includes(key))),
  };
}

function hanOf(text: string): readonly string[] {
  return text.match(/\p{Script=Han}/gu) ?? [];
}

function pairsOf(letters: readonly string[]): readonly string[] {
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

function slotsOf(things: readonly string[]): readonly number[] {
  return [...new Set(things)].map((thing) => hashText(thing) % traceSlots);
}
