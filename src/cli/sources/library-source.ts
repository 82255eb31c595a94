import { rm } from "node:fs/promises";
import { AppError } from "../../core/errors.ts";
import { type Library, openLibrary } from "../../retrieval/library.ts";
import { localSearchProvider } from "../../retrieval/local-provider.ts";
import type { AuthorityOf } from "../../retrieval/ranking/authority.ts";
import type { OpenedSource } from "./source-kind.ts";

/** A library as a source: searched, opened from, and closed with it. */
export function librarySource(library: Library, name?: string): OpenedSource {
  const provider = localSearchProvider(library, name);
  return { search: provider, pages: provider, close: () => library.close() };
}

/** Opens an index; one of an older layout, or a damaged one, is made again: the documents themselves are still there. */
export async function openOrRemake(file: string, authorityOf: AuthorityOf): Promise<Library> {
  const options = { ranking: { authorityOf } };
  try {
    return openLibrary(file, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INDEX_CORRUPT") throw error;
    for (const suffix of ["", "-wal", "-shm"]) await rm(`${file}${suffix}`, { force: true });
    return openLibrary(file, options);
  }
}
