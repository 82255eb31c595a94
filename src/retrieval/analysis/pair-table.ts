const initialPairs = 2_048;

/** The numbers of terms that are two UTF-16 units, looked up without making a string: most of Chinese text. */
export class PairTable {
  readonly #maxPairs: number;
  /** Key and value in turn. A key is both units in one number; 0 is free, because no term begins with U+0000. */
  #slots = new Uint32Array(4 * initialPairs);
  #count = 0;

  /** When there are `maxPairs`, no more are kept. */
  constructor(maxPairs: number) {
    this.#maxPairs = maxPairs;
  }

  /** The number kept for a pair; -1 where there is none. */
  find(first: number, second: number): number {
    const slots = this.#slots;
    const key = ((first << 16) | second) >>> 0;
    for (let slot = firstSlot(key, slots); ; slot = (slot + 2) & (slots.length - 1)) {
      const known = slots[slot];
      if (known === key) return slots[slot + 1] ?? -1;
      if (known === 0) return -1;
    }
  }

  /** Keeps the number of a pair that is not in the table. */
  keep(first: number, second: number, value: number): void {
    if (this.#count === this.#maxPairs) return;
    if (4 * this.#count === this.#slots.length) this.#grow();
    put(this.#slots, ((first << 16) | second) >>> 0, value);
    this.#count++;
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.#slots.length);
    for (let slot = 0; slot < this.#slots.length; slot += 2) {
      const key = this.#slots[slot] ?? 0;
      if (key !== 0) put(larger, key, this.#slots[slot + 1] ?? 0);
    }
    this.#slots = larger;
  }
}

function put(slots: Uint32Array, key: number, value: number): void {
  let slot = firstSlot(key, slots);
  while (slots[slot] !== 0) slot = (slot + 2) & (slots.length - 1);
  slots[slot] = key;
  slots[slot + 1] = value;
}

/** The high bits of a product with the golden ratio, even. */
function firstSlot(key: number, slots: Uint32Array): number {
  return (Math.imul(key, 0x9e37_79b1) >>> Math.clz32(slots.length - 1)) & -2;
}
