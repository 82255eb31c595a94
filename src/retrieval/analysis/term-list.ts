const initialTerms = 64;

/**
 * The terms of a text in order, in columns: what analysis gives and the index takes. Filled again and again, so that
 * a passage leaves nothing for the garbage collector.
 */
export class TermList {
  /** Terms by number. */
  dictionary: readonly string[] = [];
  length = 0;
  /** Only the first `length` entries of each column count; a column is replaced when it becomes too short. */
  numbers = new Uint32Array(initialTerms);
  /** As in `Token`. */
  positions = new Uint32Array(initialTerms);
  starts = new Uint32Array(initialTerms);
  ends = new Uint32Array(initialTerms);

  /** Empties the list; numbers that are added from now on are those of `dictionary`. */
  clear(dictionary: readonly string[]): void {
    this.dictionary = dictionary;
    this.length = 0;
  }

  add(number: number, position: number, start: number, end: number): void {
    const at = this.length++;
    if (at === this.numbers.length) this.#grow();
    this.numbers[at] = number;
    this.positions[at] = position;
    this.starts[at] = start;
    this.ends[at] = end;
  }

  term(at: number): string {
    return this.dictionary[this.numbers[at] ?? -1] ?? "";
  }

  #grow(): void {
    this.numbers = doubled(this.numbers);
    this.positions = doubled(this.positions);
    this.starts = doubled(this.starts);
    this.ends = doubled(this.ends);
  }
}

function doubled(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}
