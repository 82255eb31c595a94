/**
 * A memo from words to what was learned of them, looked up by a stretch of a text: nearly every word of a text was
 * seen before, and cutting it out and hashing it as a string would be a third of the cost of analysis.
 */
export class WordTable<Value> {
  readonly #maxWords: number;
  readonly #mask: number;
  readonly #slots: Int32Array;
  #surfaces: string[] = [];
  #values: Value[] = [];

  /** `maxWords` is rounded up to a power of two; when they are reached, all are forgotten. */
  constructor(maxWords: number) {
    this.#maxWords = 2 ** Math.ceil(Math.log2(maxWords));
    this.#slots = new Int32Array(2 * this.#maxWords);
    this.#mask = this.#slots.length - 1;
  }

  /** What was kept for the characters from `start` to `end`. */
  find(text: string, start: number, end: number): Value | undefined {
    for (let slot = this.#slotOf(text, start, end); ; slot = (slot + 1) & this.#mask) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return undefined;
      if (isAt(text, start, end, this.#surfaces[entry - 1] ?? "")) return this.#values[entry - 1];
    }
  }

  /** Keeps a value for a word that is not in the table. */
  keep(surface: string, value: Value): void {
    if (this.#surfaces.length >= this.#maxWords) {
      this.#slots.fill(0);
      this.#surfaces = [];
      this.#values = [];
    }
    let slot = this.#slotOf(surface, 0, surface.length);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#surfaces.push(surface);
    this.#values.push(value);
    this.#slots[slot] = this.#surfaces.length;
  }

  #slotOf(text: string, start: number, end: number): number {
    let hash = 0x811c_9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
    return (hash ^ (hash >>> 15)) & this.#mask;
  }
}

function isAt(text: string, start: number, end: number, surface: string): boolean {
  if (surface.length !== end - start) return false;
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== surface.charCodeAt(at - start)) return false;
  }
  return true;
}
