import type { Evidence } from "../core/source.ts";

type Entries = Map<string, { readonly item: Evidence; readonly position: number }>;

/**
 * The evidence of a run, by citation id, in the order in which it was seen. A value that never changes; adding gives a
 * new one that shares what it has with the old one, so that a run of a thousand turns is folded in linear time.
 */
export class EvidenceLog implements ReadonlyMap<string, Evidence> {
  /** Shared by all logs that grew out of one another; each sees as many of its entries as its `size`. */
  readonly #entries: Entries;
  readonly size: number;

  private constructor(entries: Entries, size: number) {
    this.#entries = entries;
    this.size = size;
  }

  static empty(): EvidenceLog {
    return new EvidenceLog(new Map(), 0);
  }

  /** The log with more evidence; what is known already stays as it is. */
  with(items: readonly Evidence[]): EvidenceLog {
    const fresh = items.filter((item) => !this.has(item.citationId));
    if (fresh.length === 0) return this;
    // Somebody else has gone on from here: the newer entries are not ours.
    const isNewest = this.#entries.size === this.size;
    const entries = isNewest ? this.#entries : new Map([...this.#entries].slice(0, this.size));
    for (const item of fresh) {
      if (!entries.has(item.citationId)) entries.set(item.citationId, { item, position: entries.size });
    }
    return new EvidenceLog(entries, entries.size);
  }

  get(id: string): Evidence | undefined {
    const entry = this.#entries.get(id);
    return entry !== undefined && entry.position < this.size ? entry.item : undefined;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  *entries(): MapIterator<[string, Evidence]> {
    for (const [id, { item, position }] of this.#entries) {
      if (position >= this.size) return;
      yield [id, item];
    }
  }

  *keys(): MapIterator<string> {
    for (const [id] of this.entries()) yield id;
  }

  *values(): MapIterator<Evidence> {
    for (const [, item] of this.entries()) yield item;
  }

  [Symbol.iterator](): MapIterator<[string, Evidence]> {
    return this.entries();
  }

  forEach(visit: (item: Evidence, id: string, log: ReadonlyMap<string, Evidence>) => void): void {
    for (const [id, item] of this.entries()) visit(item, id, this);
  }
}
