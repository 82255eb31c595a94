import path from "node:path";
import { sha256 } from "../core/hash.ts";
import { present } from "../core/present.ts";
import { mapInOrder } from "./map-in-order.ts";
import type { ParsedFile, ParsePool, ParseRequest } from "./parse-pool.ts";
import { splitLargeText } from "./split-large-text.ts";

export interface FileToRead {
  /** Absolute path. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of what was read of it before; a file that still has it is not parsed again. */
  readonly knownHash?: string;
}

/** A file, or one of the parts in which a large text is read. */
export interface ReadDocument<F extends FileToRead> extends ParsedFile {
  readonly file: F;
  /** From 1. */
  readonly part: number;
  readonly partCount: number;
}

export interface ReadDocumentsOptions {
  readonly pool: ParsePool;
  readonly signal: AbortSignal;
  /** Size of the parts of a large text; 2 MiB unless given. */
  readonly partBytes?: number;
}

interface Unit<F extends FileToRead> {
  readonly file: F;
  readonly part: number;
  readonly partCount: number;
  readonly content: Pick<ParseRequest, "range" | "head">;
}

async function* unitsOf<F extends FileToRead>(
  files: Iterable<F>,
  partBytes: number | undefined,
): AsyncGenerator<Unit<F>> {
  for (const file of files) {
    // A file that cannot be opened here fails again in the worker, which says why.
    const parts = await splitLargeText(file.path, file.size, partBytes).catch(() => undefined);
    const { ranges = [undefined], head } = parts ?? {};
    for (const [index, range] of ranges.entries()) {
      const content = {
        ...present({ range }),
        ...(head === undefined || index === 0 ? {} : { head }),
      };
      yield { file, part: index + 1, partCount: ranges.length, content };
    }
  }
}

async function readUnit<F extends FileToRead>(
  { content, ...unit }: Unit<F>,
  { pool, signal }: ReadDocumentsOptions,
): Promise<ReadDocument<F>> {
  const { path: file, size, knownHash } = unit.file;
  if (size === 0) {
    const contentHash = sha256("");
    const failure = { type: "failure", code: "EMPTY", message: "The file is empty." } as const;
    return { ...unit, outcome: contentHash === knownHash ? { type: "unchanged" } : failure, contentHash };
  }
  const isKnown = knownHash !== undefined && unit.partCount === 1;
  const hints = { name: path.basename(file) };
  const parsed = await pool.parse(
    { path: file, hints, ...content, ...(isKnown ? { knownHash } : {}) },
    signal,
  );
  return { ...unit, ...parsed };
}

/**
 * Reads files in the pool, several at once, and gives what they hold in the order of the files; a large text
 * comes in parts. Failures are outcomes. Memory does not grow with the number or size of the files. Rejects
 * only with the signal's reason.
 */
export function readDocuments<F extends FileToRead>(
  files: Iterable<F>,
  options: ReadDocumentsOptions,
): AsyncGenerator<ReadDocument<F>> {
  return mapInOrder(
    unitsOf(files, options.partBytes),
    (unit) => readUnit(unit, options),
    2 * options.pool.size,
  );
}
