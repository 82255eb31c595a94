import { ByteReader } from "./byte-writer.ts";
import type { PostingBytes } from "./posting-source.ts";

/** For the last group of a list, of which no passage is the last one known. */
const farAhead = 0x7fff_ffff;

/** Stands for an offset where there is none. */
export const absent = -1;

/** How far a search has come in a posting list. */
export class PostingCursor {
  readonly postings: Uint8Array;
  /** The passage of the posting read last; −1 before the first. */
  local = -1;
  /** Byte at which the next posting begins. */
  at = 0;
  /** Where the counts of the posting read last begin; `absent` where the term occurs once and in the body. */
  countsAt = absent;
  /** End of the group of postings that is read, and its last passage. */
  groupEnd = 0;
  groupLast = -1;
  readonly #skips: ByteReader;

  constructor({ postings, skips }: PostingBytes) {
    this.postings = postings;
    this.#skips = new ByteReader(skips);
  }

  /** Passes over groups of postings that end before the passage `wanted`; false where the whole list does. */
  seek(wanted: number): boolean {
    while (this.groupLast < wanted) {
      if (this.groupEnd >= this.postings.length) return false;
      if (this.at < this.groupEnd) {
        this.at = this.groupEnd;
        this.local = this.groupLast;
      }
      if (this.#skips.isAtEnd) {
        this.groupLast = farAhead;
        this.groupEnd = this.postings.length;
      } else {
        this.groupLast += this.#skips.varint();
        this.groupEnd += this.#skips.varint();
      }
    }
    return true;
  }
}
