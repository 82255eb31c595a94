import { rm } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { ingest, type IngestFailure } from "../ingest/ingest.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import type { AuthorityOf } from "../retrieval/ranking/authority.ts";
import type { Messages } from "./messages.ts";
import type { Progress } from "./progress/progress.ts";
import type { Settings } from "./settings.ts";

export interface OpenOptions {
  readonly messages: Messages;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** What is known of publishers; that of the bundled index where absent. */
  readonly authorityOf?: AuthorityOf;
}

const shownFailures = 5;

/**
 * The user's documents as a library. Its index is kept in the cache, one for each set of paths, so that the
 * next run reads only what has changed. Throws `AppError` DOCUMENTS_NOT_FOUND when there is nothing to read.
 */
export async function openDocuments(settings: Settings, options: OpenOptions): Promise<Library> {
  const paths = settings.docs.map((file) => path.resolve(file)).toSorted();
  const file = path.join(settings.cacheDir, `documents-${sha256(paths.join("\n")).slice(0, 16)}.sqlite`);
  const library = await openOrRemake(file, options);
  try {
    await readDocuments(library, paths, options);
    return library;
  } catch (error) {
    library.close();
    throw error;
  }
}

/** Opens an index; one of an older layout, or a damaged one, is made again: the documents themselves are still there. */
export async function openOrRemake(
  file: string,
  { authorityOf }: Pick<OpenOptions, "authorityOf">,
): Promise<Library> {
  const options = authorityOf === undefined ? {} : { ranking: { authorityOf } };
  try {
    return openLibrary(file, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INDEX_CORRUPT") throw error;
    for (const suffix of ["", "-wal", "-shm"]) await rm(`${file}${suffix}`, { force: true });
    return openLibrary(file, options);
  }
}

async function readDocuments(
  library: Library,
  paths: readonly string[],
  options: OpenOptions,
): Promise<void> {
  const { messages, progress, signal } = options;
  const summary = await ingest({
    paths,
    library,
    signal,
    onProgress: ({ done, total }) => progress.preparing(messages.ingesting, { done, total }),
  });
  const { sources } = library.stats();
  if (sources === 0) throw nothingToRead(paths, summary.failures);
  progress.say(messages.ingested(summary.readable, summary.failures.length));
  for (const failure of summary.failures.slice(0, shownFailures)) {
    progress.say(`  ${failure.path}: ${failure.message}`);
  }
  const more = summary.failures.length - shownFailures;
  if (more > 0) progress.say(`  ${messages.more(more)}`);
}

function nothingToRead(paths: readonly string[], failures: readonly IngestFailure[]): AppError {
  const [first] = failures;
  return new AppError("DOCUMENTS_NOT_FOUND", "None of the documents could be read.", {
    why:
      first === undefined
        ? `there is nothing to read in ${paths.join(", ")}`
        : `${first.path}: ${first.message}`,
    fix: "--docs takes files and folders with PDF, Word, Excel, HTML, Markdown, text or CSV",
  });
}
