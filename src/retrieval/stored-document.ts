import type { Passage, Source } from "../core/source.ts";

/** A document on its way into the library: `source.id` is the SHA-256 of `text`, and `passages` divide it. */
export interface StoredDocument {
  readonly source: Source;
  readonly text: string;
  readonly passages: readonly Passage[];
}

/** What is remembered of a file that was ingested, so that an unchanged one is not read again. */
export interface FileRecord {
  /** Absolute path. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** SHA-256 of the file's bytes. */
  readonly contentHash: string;
  /** The sources it gave; several for an archive, none after a failure. */
  readonly sourceIds: readonly string[];
  /** Why it could not be read, when it could not. */
  readonly failure?: string;
}
