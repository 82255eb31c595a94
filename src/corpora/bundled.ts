import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { version } from "../core/version.ts";
import { type Library, type LibraryOptions, openLibrary } from "../retrieval/library.ts";
import {
  type BundledCorpus,
  bundledCorpora,
  type PackedCorpus,
  readPacked,
  unpackCorpus,
} from "./bundled-records.ts";
import { storedDocument } from "./stored-document.ts";

export interface BundledOptions {
  /** Where the index is kept; made where absent. */
  readonly cacheDir: string;
  /** Which collections; all of them where absent. */
  readonly corpora?: readonly BundledCorpus[];
  /** Called while the index is made, never when it is there already. */
  readonly onProgress?: (progress: BundledProgress) => void;
  readonly signal?: AbortSignal;
  /** How the library ranks, where not by default. */
  readonly ranking?: NonNullable<LibraryOptions["ranking"]>;
  /** Folder with the corpus files; that of the package where absent. */
  readonly corporaDir?: string;
}

export interface BundledProgress {
  readonly corpus: BundledCorpus;
  readonly done: number;
  readonly total: number;
}

const batchSize = 64;
const staleMs = 24 * 60 * 60_000;

/**
 * The bundled documents, ready to be searched. The first call unpacks and indexes them into a file of
 * `cacheDir` whose name holds the hash of the corpora and the version of Deepwell; later calls open it. The
 * file appears whole or not at all, so any number of processes may call this at once. Rejects with
 * the signal's reason when aborted, leaving nothing half-made.
 */
export async function openBundledLibrary(options: BundledOptions): Promise<Library> {
  const corpora = options.corpora ?? bundledCorpora;
  const packed = await Promise.all(corpora.map((name) => readPacked(name, options.corporaDir)));
  const key = sha256([version, ...packed.map(({ name, bytes }) => `${name}:${sha256(bytes)}`)].join("\n"));
  const file = path.join(options.cacheDir, `bundled-${key.slice(0, 16)}.sqlite`);
  if (existsSync(file)) {
    const opened = openExisting(file, options);
    if (opened !== undefined) return opened;
    await removeLibrary(file);
  }
  await build(file, packed, options);
  return openFinished(file, options);
}

function openFinished(file: string, { ranking = {} }: BundledOptions): Library {
  return openLibrary(file, { readOnly: true, ranking });
}

/** An index that an older layout or a damaged disk left behind is made again, not reported. */
function openExisting(file: string, options: BundledOptions): Library | undefined {
  try {
    return openFinished(file, options);
  } catch (error) {
    if (error instanceof AppError && error.code === "INDEX_CORRUPT") return undefined;
    throw error;
  }
}

async function build(file: string, packed: readonly PackedCorpus[], options: BundledOptions): Promise<void> {
  await mkdir(options.cacheDir, { recursive: true });
  const unfinished = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    await fill(unfinished, packed, options);
    await rename(unfinished, file);
  } catch (error) {
    await removeLibrary(unfinished);
    throw error;
  }
  await removeStale(options.cacheDir, file);
}

async function fill(file: string, packed: readonly PackedCorpus[], options: BundledOptions): Promise<void> {
  const library = openLibrary(file);
  try {
    for (const corpus of packed) await addCorpus(library, corpus, options);
  } finally {
    library.close();
  }
}

async function addCorpus(library: Library, packed: PackedCorpus, options: BundledOptions): Promise<void> {
  const { name } = packed;
  const records = await unpackCorpus(packed);
  for (let done = 0; done < records.length; done += batchSize) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ corpus: name, done, total: records.length });
    // Indexing keeps the thread; a caller's timers and signals get their turn here.
    await nextTurn();
    const batch = records.slice(done, done + batchSize);
    await library.add(await Promise.all(batch.map((record) => storedDocument(record, name))));
  }
  options.onProgress?.({ corpus: name, done: records.length, total: records.length });
}

async function removeLibrary(file: string): Promise<void> {
  for (const suffix of ["", "-wal", "-shm"]) await rm(`${file}${suffix}`, { force: true });
}

/** Indexes of other versions, and what a killed process left, go once they are a day old. */
async function removeStale(cacheDir: string, current: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const file = path.join(cacheDir, name);
    if (!/^bundled-[0-9a-f]{16}\.sqlite/.test(name) || file.startsWith(current)) continue;
    const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > staleMs) await rm(file, { force: true });
  }
}
