import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Thrown when what was read of the index is no longer there: another connection was quicker. */
export class StaleIndexError extends Error {
  override readonly name = "StaleIndexError";
}

/** Pages of segments, the most recently used ones kept in memory up to a number of bytes. */
export class PageCache {
  readonly #read: StatementSync;
  readonly #maxBytes: number;
  readonly #pages = new Map<number, Uint8Array>();
  #bytes = 0;

  constructor(database: DatabaseSync, maxBytes: number) {
    this.#read = database.prepare("SELECT data FROM segment_page WHERE id = ?");
    this.#maxBytes = maxBytes;
  }

  get(id: number): Uint8Array {
    const known = this.#pages.get(id);
    if (known !== undefined) {
      // A Map keeps the order of insertion: the least recently used page comes first.
      this.#pages.delete(id);
      this.#pages.set(id, known);
      return known;
    }
    const data = this.#read.get(id)?.["data"];
    if (!(data instanceof Uint8Array)) throw new StaleIndexError(`Page ${id} of the index is gone.`);
    this.#keep(id, data);
    return data;
  }

  #keep(id: number, page: Uint8Array): void {
    this.#pages.set(id, page);
    this.#bytes += page.length;
    for (const [oldest, bytes] of this.#pages) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#pages.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}
