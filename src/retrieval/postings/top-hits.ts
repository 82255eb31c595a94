import type { IndexHit } from "../passage-index.ts";

/** Keeps the best hits of a stream; of equal scores the lower passage number is better. */
export class TopHits {
  readonly #limit: number;
  /** A binary heap with the worst kept hit on top. */
  readonly #heap: IndexHit[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A hit with a lower score than this is of no use. */
  get threshold(): number {
    return this.#heap.length < this.#limit ? 0 : (this.#heap[0]?.score ?? Number.POSITIVE_INFINITY);
  }

  offer(hit: IndexHit): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(hit);
      this.#rise(heap.length - 1);
      return;
    }
    const worst = heap[0];
    if (worst === undefined || !isWorse(worst, hit)) return;
    heap[0] = hit;
    this.#sink(0);
  }

  /** Best first. */
  ranked(): IndexHit[] {
    return this.#heap.toSorted((one, other) => other.score - one.score || one.number - other.number);
  }

  #rise(start: number): void {
    for (let at = start; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfWorse(at, parent)) return;
      at = parent;
    }
  }

  #sink(start: number): void {
    for (let at = start; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      const one = this.#heap[left];
      const other = this.#heap[right];
      if (one === undefined) return;
      const child = other !== undefined && isWorse(other, one) ? right : left;
      if (!this.#swapIfWorse(child, at)) return;
      at = child;
    }
  }

  #swapIfWorse(child: number, parent: number): boolean {
    const lower = this.#heap[child];
    const upper = this.#heap[parent];
    if (lower === undefined || upper === undefined || !isWorse(lower, upper)) return false;
    this.#heap[child] = upper;
    this.#heap[parent] = lower;
    return true;
  }
}

function isWorse(one: IndexHit, other: IndexHit): boolean {
  return one.score < other.score || (one.score === other.score && one.number > other.number);
}
