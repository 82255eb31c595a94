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
    this.count = this.#varint();
    this.skipsLength = this.count >= postingsPerSkip ? this.#varint() : 0;
    this.postingsStart += this.postingsLength;
    this.positionsStart += this.positionsLength;
    this.postingsLength = this.#varint();
    this.positionsLength = this.#varint();
    return true;
  }

  /** Order of the term read last against another: below, at or above 0. */
  compareTerm(other: Uint8Array): number {
    const limit = Math.min(this.#termLength, other.length);
    for (let index = 0; index < limit; index++) {
      const difference = (this.#term[index] ?? 0) - (other[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return this.#termLength - other.length;
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
