/** Slots of the table of document frequencies; terms share one where their hashes meet. */
export const raritySlots = 16_384;

/** How telling a term is: natural logarithm of the inverse share of sentences that have it. */
export type Rarity = (term: string) => number;

/** Slot of a term: 32-bit FNV-1a with a final mix. */
export function raritySlot(term: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % raritySlots;
}

/** Rarity from counted sentences; `counts` has `raritySlots` entries. */
export function rarityOf(counts: Float32Array, total: number): Rarity {
  return (term) => Math.log((total + 1) / ((counts[raritySlot(term)] ?? 0) + 0.5));
}
