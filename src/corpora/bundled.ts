import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { AppError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { version } from "../core/version.ts";
import { type Library, type LibraryOptions, openLibrary } from "../retrieval/library.ts";
import { parseCorpus } from "./corpus-record.ts";
import { storedDocument } from "./stored-document.ts";

/** Names of the collections that come with Deepwell. */
export const bundledCorpora = ["usagov", "china-laws"] as const;
export type BundledCorpus = (typeof bundledCorpora)[number];

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

const packageCorpora = fileURLToPath(new URL("../../corpora/", import.meta.url));
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
  const packed = await readPacked(corpora, options.corporaDir ?? packageCorpora);
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

interface PackedCorpus {
  readonly name: BundledCorpus;
  readonly bytes: Buffer;
}

function readPacked(corpora: readonly BundledCorpus[], folder: string): Promise<readonly PackedCorpus[]> {
  return Promise.all(
    corpora.map(async (name) => ({ name, bytes: await readFile(path.join(folder, `${name}.jsonl.br`)) })),
  );
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

async function addCorpus(
  library: Library,
  { name, bytes }: PackedCorpus,
  options: BundledOptions,
): Promise<void> {
  const jsonl = await promisify(brotliDecompress)(bytes);
  const records = parseCorpus(jsonl.toString("utf8"), name);
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
