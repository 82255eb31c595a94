import path from "node:path";
import { pathToFileURL } from "node:url";
import { sha256 } from "../core/hash.ts";
import { present } from "../core/present.ts";
import type { Source } from "../core/source.ts";
import type { ParsedDocument } from "../document/document.ts";
import type { Library } from "../retrieval/library.ts";
import type { FileRecord, StoredDocument } from "../retrieval/stored-document.ts";
import { createLibraryWriter, type LibraryWriter } from "./library-writer.ts";
import { createParsePool, type ParsePool } from "./parse-pool.ts";
import { type FileToRead, type ReadDocument, readDocuments } from "./read-documents.ts";
import { walkFiles, type Walked } from "./walk-files.ts";

export interface IngestOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly library: Library;
  readonly signal: AbortSignal;
  /** Documents parsed at the same time; 2 unless given. */
  readonly concurrency?: number;
  /** For one document; 120 s unless given. */
  readonly timeoutMs?: number;
  /** Parses instead of a pool of this call's own, and is left open. */
  readonly pool?: ParsePool;
  /** Size of the parts in which large texts are read; 2 MiB unless given. */
  readonly partBytes?: number;
  readonly onProgress?: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  readonly type: "file";
  readonly path: string;
  /** Files dealt with, this one included; unchanged ones count at once. */
  readonly done: number;
  readonly total: number;
  /** Size of this file. */
  readonly bytes: number;
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
  /** Files that are there and could be read, now or before. */
  readonly readable: number;
  /** In the order of the walk; known failures of unchanged files included. */
  readonly failures: readonly IngestFailure[];
}

type WalkedFile = Extract<Walked, { readonly type: "file" }>;
type ChangedFile = WalkedFile & FileToRead;

/** A file changed this shortly before may change again within the same time stamp. */
const freshMs = 2_000;

/**
 * Brings the library in line with the files: reads what is new or changed, forgets what is gone from the given
 * folders, and leaves the rest alone. A file that cannot be read is reported and never stops the others. Memory
 * does not grow with the number or size of the files. Rejects with the signal's reason when aborted; what was
 * stored by then stays.
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const { library, signal } = options;
  const startedMs = Date.now();
  const { files, failures } = await listFiles(options);
  const records = new Map(library.files());
  const gone = findGone(records, { files, failures, roots: options.paths });
  const orphaned = new Set(gone.flatMap((file) => records.get(file)?.sourceIds ?? []));
  const changed = files.flatMap((file) => toChanged(file, records.get(file.path), orphaned));
  const writer = createLibraryWriter(library, records);
  await writer.forget(gone);
  const progress = countProgress(options, files.length, files.length - changed.length);
  const same = await readAll(changed, { writer, records, options, progress, startedMs });
  const unreadable = files.flatMap(({ path: file }) => {
    const message = records.get(file)?.failure;
    return message === undefined ? [] : [{ path: file, message }];
  });
  signal.throwIfAborted();
  return {
    read: changed.length - same,
    unchanged: files.length - changed.length + same,
    removed: gone.length,
    readable: files.length - unreadable.length,
    failures: [...failures, ...unreadable],
  };
}

async function listFiles(
  options: IngestOptions,
): Promise<{ readonly files: readonly WalkedFile[]; readonly failures: readonly IngestFailure[] }> {
  const files: WalkedFile[] = [];
  const failures: IngestFailure[] = [];
  for await (const found of walkFiles(options.paths, options.signal)) {
    if (found.type === "file") files.push(found);
    else failures.push({ path: found.path, message: found.message });
  }
  return { files, failures };
}

/**
 * A file that has to be looked at again: its size or time changed, it could not be opened before, or another file
 * with the same content, after which the document was named, is gone.
 */
function toChanged(
  file: WalkedFile,
  record: FileRecord | undefined,
  orphaned: ReadonlySet<string>,
): readonly ChangedFile[] {
  if (record === undefined || record.sourceIds.some((id) => orphaned.has(id))) return [file];
  const isSame = record.size === file.size && record.mtimeMs === file.mtimeMs;
  if (isSame && record.contentHash !== "") return [];
  return [{ ...file, knownHash: record.contentHash }];
}

/** Known files of the given folders that are no longer there; what lies where nothing could be read is kept. */
function findGone(
  records: ReadonlyMap<string, FileRecord>,
  found: {
    readonly files: readonly WalkedFile[];
    readonly failures: readonly IngestFailure[];
    readonly roots: readonly string[];
  },
): readonly string[] {
  const present = new Set(found.files.map((file) => file.path));
  const isUnder = (file: string, folder: string): boolean =>
    file === folder || file.startsWith(folder + path.sep);
  const roots = found.roots.map((root) => path.resolve(root));
  return Array.from(records.keys()).filter(
    (file) =>
      !present.has(file) &&
      roots.some((root) => isUnder(file, root)) &&
      !found.failures.some((failure) => isUnder(file, failure.path)),
  );
}

function countProgress(options: IngestOptions, total: number, unchanged: number): (file: WalkedFile) => void {
  let done = unchanged;
  return ({ path: file, size }) => {
    done += 1;
    options.onProgress?.({ type: "file", path: file, done, total, bytes: size });
  };
}

interface Reading {
  readonly writer: LibraryWriter;
  readonly records: ReadonlyMap<string, FileRecord>;
  readonly options: IngestOptions;
  readonly progress: (file: WalkedFile) => void;
  readonly startedMs: number;
}

/**
 * Reads files side by side in the pool, and hands what they give to the writer in the order of the files. Gives
 * the number of files whose content turned out to be known.
 */
async function readAll(files: readonly ChangedFile[], reading: Reading): Promise<number> {
  const { writer, options } = reading;
  const { concurrency = 2, timeoutMs = 120_000, signal } = options;
  const pool = options.pool ?? createParsePool({ size: concurrency, timeoutMs });
  const dividing = options.partBytes === undefined ? {} : { partBytes: options.partBytes };
  let parts: Part[] = [];
  let sourceIds: string[] = [];
  let unchanged = 0;
  try {
    for await (const read of readDocuments(files, { pool, signal, ...dividing })) {
      if (read.outcome.type === "document") {
        const document = storedDocument(read, read.outcome.document);
        sourceIds.push(document.source.id);
        await writer.add(read.file.path, document);
      }
      parts.push(toPart(read));
      if (read.part < read.partCount) continue;
      if (isSameContent(parts)) unchanged += 1;
      await writer.record(recordOf(parts, sourceIds, reading));
      reading.progress(read.file);
      parts = [];
      sourceIds = [];
    }
    await writer.flush();
    return unchanged;
  } finally {
    if (options.pool === undefined) await pool.close();
  }
}

/** What became of a part: of one that is stored the document itself is not kept. */
interface Part {
  readonly file: ChangedFile;
  readonly type: "document" | "failure" | "unchanged";
  readonly message?: string;
  readonly contentHash: string;
}

function toPart({ file, outcome, contentHash = "" }: ReadDocument<ChangedFile>): Part {
  const { type } = outcome;
  return { file, type, contentHash, ...(type === "failure" ? { message: outcome.message } : {}) };
}

function isSameContent(parts: readonly Part[]): boolean {
  return parts.length === 1 && parts[0]?.type === "unchanged";
}

/** What to remember of a file, from all of its parts. */
function recordOf(
  parts: readonly Part[],
  sourceIds: readonly string[],
  { records, startedMs }: Reading,
): FileRecord {
  const [first] = parts;
  if (first === undefined) throw new Error("a file has at least one part");
  const { path: file, size, mtimeMs } = first.file;
  const known = isSameContent(parts) ? records.get(file) : undefined;
  const hashes = parts.map((part) => part.contentHash);
  const failure = known?.failure ?? parts.find((part) => part.type === "failure")?.message;
  return {
    path: file,
    size,
    mtimeMs: startedMs - mtimeMs < freshMs ? -1 : mtimeMs,
    contentHash: hashes.length === 1 ? (hashes[0] ?? "") : sha256(hashes.join("\n")),
    sourceIds: known?.sourceIds ?? sourceIds,
    ...present({ failure }),
  };
}

function storedDocument(read: ReadDocument<ChangedFile>, document: ParsedDocument): StoredDocument {
  const url = pathToFileURL(read.file.path);
  const name = path.basename(read.file.path);
  const isPart = read.partCount > 1;
  if (isPart) url.hash = `part=${read.part}`;
  const { text, passages, title, authors, publisher, published, modified, language, pageCount } = document;
  const source: Source = {
    id: sha256(text),
    url: url.href,
    title: isPart ? `${name} (${read.part}/${read.partCount})` : (title ?? name),
    authors: authors ?? [],
    mediaType: document.mediaType,
    collection: "documents",
    ...present({ publisher, published, modified, language, pageCount }),
  };
  return { source, text, passages };
}
