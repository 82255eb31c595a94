import { bundledCorpora, openBundledLibrary } from "../corpora/bundled.ts";
import { type Library } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import type { PageProvider } from "../web/page-provider.ts";
import type { SearchProvider } from "../web/search-provider.ts";
import { openDocuments, type OpenOptions } from "./open-documents.ts";
import type { Settings } from "./settings.ts";

export interface OpenedSources {
  readonly providers: readonly (SearchProvider & PageProvider)[];
  close(): void;
}

/** What a run will search, in words, known before anything is opened. */
export function sourceNames(settings: Settings): string {
  const bundled = settings.docsOnly ? [] : bundledCorpora;
  return [...settings.docs, ...bundled].join(", ");
}

/** The user's documents and the bundled ones, ready to be searched; indexes what is not indexed yet. */
export async function openSources(settings: Settings, options: OpenOptions): Promise<OpenedSources> {
  const libraries: Library[] = [];
  const close = () => {
    for (const library of libraries) library.close();
  };
  try {
    if (settings.docs.length > 0) libraries.push(await openDocuments(settings, options));
    if (!settings.docsOnly) libraries.push(await openBundled(settings, options));
  } catch (error) {
    close();
    throw error;
  }
  return { providers: libraries.map(localSearchProvider), close };
}

async function openBundled(
  settings: Settings,
  { messages, progress, signal }: OpenOptions,
): Promise<Library> {
  const started = performance.now();
  let wasMade = false;
  const library = await openBundledLibrary({
    cacheDir: settings.cacheDir,
    signal,
    onProgress({ corpus, done, total }) {
      wasMade = true;
      progress.preparing(messages.preparing(corpus), { done, total });
    },
  });
  if (wasMade) {
    const seconds = Math.max(1, Math.round((performance.now() - started) / 1000));
    progress.say(messages.prepared(library.stats().sources, seconds));
  }
  return library;
}
