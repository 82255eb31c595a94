import type { DatabaseSync } from "node:sqlite";
import type { IndexablePassage, IndexWriter, PassageRange } from "../passage-index.ts";
import type { IndexSizes } from "./index-sizes.ts";
import { packPassages } from "./recent-codec.ts";
import { advanceEpoch } from "./schema.ts";
import { SegmentBuilder } from "./segment-builder.ts";

export interface WriterOptions {
  readonly sizes: IndexSizes;
  /** A generation is closed: it may become a segment once this transaction is committed. */
  readonly onGenerationClosed: () => void;
}

/** Writes one transaction's changes: a few passages as a row of recent additions, many as segments. */
export class RecentWriter implements IndexWriter {
  readonly #database: DatabaseSync;
  readonly #options: WriterOptions;
  #pending: IndexablePassage[] = [];
  #builder: SegmentBuilder | undefined;
  #isChanged = false;

  constructor(database: DatabaseSync, options: WriterOptions) {
    this.#database = database;
    this.#options = options;
  }

  add(passage: IndexablePassage): void {
    this.#isChanged = true;
    if (this.#builder === undefined) {
      this.#pending.push(passage);
      if (this.#pending.length < this.#options.sizes.bulkPassages) return;
      this.#builder = new SegmentBuilder();
      for (const pending of this.#pending) this.#builder.add(pending);
      this.#pending = [];
      return;
    }
    this.#builder.add(passage);
    if (this.#builder.tokens < this.#options.sizes.bulkTokens) return;
    this.#builder.write(this.#database, { live: true });
    this.#builder = new SegmentBuilder();
  }

  remove({ first, count }: PassageRange): void {
    this.#isChanged = true;
    this.#database.prepare("INSERT INTO removal(first, count) VALUES (?, ?)").run(first, count);
  }

  finish(): void {
    if (this.#builder !== undefined && this.#builder.count > 0) {
      this.#builder.write(this.#database, { live: true });
      this.#options.onGenerationClosed();
    }
    if (this.#pending.length > 0) this.#addRow(this.#pending);
    if (this.#isChanged) advanceEpoch(this.#database);
  }

  #addRow(passages: readonly IndexablePassage[]): void {
    const first = passages[0]?.number ?? 0;
    this.#database
      .prepare("INSERT INTO recent(first, generation, count, data) VALUES (?, ?, ?, ?)")
      .run(first, this.#generation(first), passages.length, packPassages(passages));
  }

  /** The open generation, or a new one named after its first passage. */
  #generation(first: number): number {
    const last = this.#database
      .prepare(
        `SELECT generation, sum(count) AS passages, sum(length(data)) AS bytes,
           (SELECT max(last) FROM segment WHERE live = 1) AS segments
         FROM recent WHERE generation = (SELECT max(generation) FROM recent)`,
      )
      .get();
    const open = last?.["generation"];
    if (typeof open !== "number") return first;
    const { generationPassages, generationBytes } = this.#options.sizes;
    const isFull =
      Number(last?.["passages"]) >= generationPassages || Number(last?.["bytes"]) >= generationBytes;
    // Blocks must not interleave: a segment written since closes the generation before it.
    const isOvertaken = Number(last?.["segments"] ?? -1) > open;
    if (!isFull && !isOvertaken) return open;
    this.#options.onGenerationClosed();
    return first;
  }
}
