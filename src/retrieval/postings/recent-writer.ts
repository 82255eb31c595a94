import type { DatabaseSync } from "node:sqlite";
import type { IndexablePassage, IndexWriter, PassageRange } from "../passage-index.ts";
import type { IndexSizes } from "./index-sizes.ts";
import { packPassages } from "./recent-codec.ts";
import { advanceEpoch } from "./schema.ts";
import { TokenColumns } from "./token-columns.ts";
import { writeSegment } from "./write-segment.ts";

export interface WriterOptions {
  readonly sizes: IndexSizes;
  /** A generation is closed: it may become a segment once this transaction is committed. */
  readonly onGenerationClosed: () => void;
}

/** Writes one transaction's changes: a few passages as a row of recent additions, many as segments. */
export class RecentWriter implements IndexWriter {
  readonly #database: DatabaseSync;
  readonly #options: WriterOptions;
  #columns = new TokenColumns();
  #isBulk = false;
  #isChanged = false;

  constructor(database: DatabaseSync, options: WriterOptions) {
    this.#database = database;
    this.#options = options;
  }

  add(passage: IndexablePassage): void {
    const { bulkPassages, bulkTokens } = this.#options.sizes;
    this.#isChanged = true;
    this.#columns.add(passage);
    this.#isBulk ||= this.#columns.passages.length >= bulkPassages;
    if (!this.#isBulk || this.#columns.length < bulkTokens) return;
    writeSegment(this.#database, this.#columns, { live: true });
    this.#columns = new TokenColumns();
  }

  remove({ first, count }: PassageRange): void {
    this.#isChanged = true;
    this.#database.prepare("INSERT INTO removal(first, count) VALUES (?, ?)").run(first, count);
  }

  finish(): void {
    if (this.#isBulk) this.#options.onGenerationClosed();
    if (this.#columns.passages.length > 0) {
      if (this.#isBulk) writeSegment(this.#database, this.#columns, { live: true });
      else this.#addRow(this.#columns);
    }
    if (this.#isChanged) advanceEpoch(this.#database);
  }

  #addRow(columns: TokenColumns): void {
    const first = columns.passages[0] ?? 0;
    this.#database
      .prepare("INSERT INTO recent(first, generation, count, data) VALUES (?, ?, ?, ?)")
      .run(first, this.#generation(first), columns.passages.length, packPassages(columns));
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
