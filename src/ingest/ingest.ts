import type { Library } from "../retrieval/library.ts";
import type { FileRecord } from "../retrieval/stored-document.ts";
import { createLibraryWriter, type LibraryWriter } from "./library-writer.ts";
import { createParsePool } from "./parse-pool.ts";
import { readFile } from "./read-file.ts";
import { walkFiles, type Walked } from "./walk-files.ts";

export interface IngestOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly library: Library;
  readonly signal: AbortSignal;
  /** Documents parsed at the same time; 2 unless given. */
  readonly concurrency?: number;
  /** For one document; 60 s unless given. */
  readonly timeoutMs?: number;
  readonly onProgress?: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  readonly type: "file";
  readonly path: string;
  /** Files dealt with, this one included; unchanged ones count at once. */
  readonly done: number;
  readonly total: number;
}

export interface IngestFailure {
  readonly path: string;
  readonly message: string;
}

export interface IngestSummary {
  /** Files that were new or had changed, and were read. */
  readonly read: number;
  readonly unchanged: number;
  /** Files that are gone, and whose documents left the library. */
  readonly removed: number;
  /** In the order of the walk; known failures of unchanged files included. */
  readonly failures: readonly IngestFailure[];
}

type WalkedFile = Extract<Walked, { type: "file" }>;

/**
 * Brings the library in line with the files: reads what is new or changed, forgets what is gone, and leaves
 * the rest alone. A file that cannot be read is reported and never stops the others. Memory does not grow
 * with the number of files. Rejects with the signal's reason when aborted; what was stored by then stays.
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const { library, signal } = options;
  const { files, failures } = await listFiles(options);
  const records = new Map(library.files());
  const changed = files.filter((file) => !isUnchanged(file, records.get(file.path)));
  const present = new Set(files.map((file) => file.path));
  const gone = [...records.keys()].filter((path) => !present.has(path));
  const unchanged = files.length - changed.length;
  const writer = createLibraryWriter(library, records);
  await writer.forget(gone);
  await readAll(changed, writer, options, countProgress(options, files.length, unchanged));
  const failed = files.flatMap(({ path }) => {
    const message = records.get(path)?.failure;
    return message === undefined ? [] : [{ path, message }];
  });
  signal.throwIfAborted();
  return { read: changed.length, unchanged, removed: gone.length, failures: [...failures, ...failed] };
}

async function listFiles(
  options: IngestOptions,
): Promise<{ files: WalkedFile[]; failures: IngestFailure[] }> {
  const files: WalkedFile[] = [];
  const failures: IngestFailure[] = [];
  for await (const found of walkFiles(options.paths, options.signal)) {
    if (found.type === "file") files.push(found);
    else failures.push({ path: found.path, message: found.message });
  }
  return { files, failures };
}

function isUnchanged(file: WalkedFile, record: FileRecord | undefined): boolean {
  return record !== undefined && record.size === file.size && record.mtimeMs === file.mtimeMs;
}

function countProgress(options: IngestOptions, total: number, unchanged: number): (path: string) => void {
  let done = unchanged;
  return (path) => {
    done += 1;
    options.onProgress?.({ type: "file", path, done, total });
  };
}

/** Reads files side by side in the pool, and hands what they give to the writer as it comes. */
async function readAll(
  files: readonly WalkedFile[],
  writer: LibraryWriter,
  options: IngestOptions,
  progress: (path: string) => void,
): Promise<void> {
  const { concurrency = 2, timeoutMs = 60_000, signal } = options;
  const pool = createParsePool({ size: concurrency, timeoutMs, maxHeapMb: 1024 });
  const queue = files.values();
  const reader = async (): Promise<void> => {
    for (const file of queue) {
      const record = await readFile(file, { pool, signal, store: (document) => writer.add(document) });
      await writer.record(record);
      progress(file.path);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, files.length) }, reader));
    await writer.flush();
  } finally {
    await pool.close();
  }
}
