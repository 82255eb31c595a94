import { hashText } from "./hash-text.ts";

/** Slots of the table of document frequencies; terms share one where their hashes meet. */
export const raritySlots = 16_384;

/** How telling a term is: natural logarithm of the inverse share of sentences that have it. */
export type Rarity = (term: string) => number;

/** Slot of a term in the table. */
export function raritySlot(term: string): number {
  return hashText(term) % raritySlots;
}

/** Rarity from counted sentences; `counts` has `raritySlots` entries. */
export function rarityOf(counts: Float32Array, total: number): Rarity {
  return (term) => Math.log((total + 1) / ((counts[raritySlot(term)] ?? 0) + 0.5));
}
