import { postingsPerSkip } from "./posting-list.ts";

/** Reads pages of a dictionary as `segment-writer.ts` lays them out; made once and opened again for each page. */
export class TermPageReader {
  count = 0;
  skipsLength = 0;
  /** Of skips and postings together. */
  postingsStart = 0;
  postingsLength = 0;
  positionsStart = 0;
  positionsLength = 0;
  #data: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;
  #blocks = 0;
  #term = new Uint8Array(512);
  #termLength = 0;

  open(data: Uint8Array): this {
    this.#data = data;
    this.#blocks = this.#uint16(data.length - 2);
    return this;
  }

  get blocks(): number {
    return this.#blocks;
  }

  /** A copy of the term read last, UTF-8. */
  get term(): Uint8Array {
    return this.#term.slice(0, this.#termLength);
  }

  startBlock(block: number): void {
    const trailer = this.#data.length - 2 * (this.#blocks + 1);
    this.#at = this.#uint16(trailer + 2 * block);
    this.#end = block + 1 < this.#blocks ? this.#uint16(trailer + 2 * (block + 1)) : trailer;
    this.postingsStart = this.#varint();
    this.positionsStart = this.#varint();
    this.postingsLength = 0;
    this.positionsLength = 0;
  }

  /** Moves to the next term of the block; false at its end. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    const shared = this.#varint();
    const suffix = this.#varint();
    this.#termLength = shared + suffix;
    if (this.#termLength > this.#term.length) this.#growTerm();
    for (let index = shared; index < this.#termLength; index++)
      this.#term[index] = this.#data[this.#at++] ?? 0;
    this.#readNumbers();
    return true;
  }

  #readNumbers(): void {
    this.count = this.#varint();
    this.skipsLength = this.count >= postingsPerSkip ? this.#varint() : 0;
    this.postingsStart += this.postingsLength;
    this.positionsStart += this.positionsLength;
    this.postingsLength = this.#varint();
    this.positionsLength = this.#varint();
  }

  /** Moves to a term, whose numbers are then there to be read; false where the page does not have it. */
  find(wanted: Uint8Array): boolean {
    this.startBlock(this.#blockOf(wanted));
    // Terms rise, so how much of the last one agrees with what is wanted says how the next one compares: nothing has
    // to be put together.
    let agreed = 0;
    while (this.#at < this.#end) {
      const shared = this.#varint();
      const suffix = this.#varint();
      const start = this.#at;
      this.#at += suffix;
      this.#readNumbers();
      if (shared < agreed) return false;
      if (shared > agreed) continue;
      const more = this.#agreement(start, suffix, wanted, agreed);
      agreed += more;
      if (agreed === wanted.length) return more === suffix;
      if (more < suffix && (this.#data[start + more] ?? 0) > (wanted[agreed] ?? 0)) return false;
    }
    return false;
  }

  /** The last block whose first term does not come after `wanted`. */
  #blockOf(wanted: Uint8Array): number {
    const trailer = this.#data.length - 2 * (this.#blocks + 1);
    let low = 0;
    let high = this.#blocks - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      this.#at = this.#uint16(trailer + 2 * middle);
      // Where postings and positions start, and what the first term shares: nothing.
      for (let skipped = 0; skipped < 3; skipped++) this.#varint();
      const length = this.#varint();
      const agreed = this.#agreement(this.#at, length, wanted, 0);
      const isAfter =
        agreed < length &&
        (agreed === wanted.length || (this.#data[this.#at + agreed] ?? 0) > (wanted[agreed] ?? 0));
      if (isAfter) high = middle - 1;
      else low = middle;
    }
    return low;
  }

  /** How many of `length` bytes from `start` on are those of `wanted` from `from` on. */
  #agreement(start: number, length: number, wanted: Uint8Array, from: number): number {
    const limit = Math.min(length, wanted.length - from);
    let agreed = 0;
    while (agreed < limit && this.#data[start + agreed] === wanted[from + agreed]) agreed++;
    return agreed;
  }

  #growTerm(): void {
    const larger = new Uint8Array(this.#termLength * 2);
    larger.set(this.#term);
    this.#term = larger;
  }

  #uint16(at: number): number {
    return (this.#data[at] ?? 0) | ((this.#data[at + 1] ?? 0) << 8);
  }

  #varint(): number {
    let byte = this.#data[this.#at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 0x80;
    do {
      byte = this.#data[this.#at++] ?? 0;
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte >= 0x80);
    return value;
  }
}

/** Order of two byte strings: below, at or above 0. */
export function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const limit = Math.min(one.length, other.length);
  for (let index = 0; index < limit; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
