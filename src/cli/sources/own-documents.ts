import path from "node:path";
import { AppError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { ingest, type IngestFailure } from "../../ingest/ingest.ts";
import type { Library } from "../../retrieval/library.ts";
import { librarySource, openOrRemake } from "./library-source.ts";
import type { Opening, SourceKind } from "./source-kind.ts";

const shownFailures = 5;

/** The user's own files and folders. */
export const ownDocuments: SourceKind = {
  names: ({ docs }) => docs,
  open: async (opening) =>
    opening.settings.docs.length === 0 ? undefined : librarySource(await openDocuments(opening)),
};

/**
 * The user's documents as a library. Its index is kept in the cache, one for each set of paths, so that the
 * next run reads only what has changed. Throws `AppError` DOCUMENTS_NOT_FOUND when there is nothing to read.
 */
async function openDocuments(opening: Opening): Promise<Library> {
  const { settings, authorityOf } = opening;
  const paths = settings.docs.map((file) => path.resolve(file)).toSorted();
  const file = path.join(settings.cacheDir, `documents-${sha256(paths.join("\n")).slice(0, 16)}.sqlite`);
  const library = await openOrRemake(file, authorityOf);
  try {
    await readDocuments(library, paths, opening);
    return library;
  } catch (error) {
    library.close();
    throw error;
  }
}

async function readDocuments(
  library: Library,
  paths: readonly string[],
  { messages, progress, signal }: Opening,
): Promise<void> {
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
