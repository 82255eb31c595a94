import { bundledCorpora } from "../../corpora/bundled-records.ts";
import { openBundledLibrary } from "../../corpora/bundled.ts";
import type { Library } from "../../retrieval/library.ts";
import { librarySource } from "./library-source.ts";
import type { Opening, SourceKind } from "./source-kind.ts";

/** The documents that come with Deepwell. */
export const bundledDocuments: SourceKind = {
  names: ({ docsOnly }) => (docsOnly ? [] : bundledCorpora),
  open: async (opening) =>
    opening.settings.docsOnly ? undefined : librarySource(await openBundled(opening)),
};

async function openBundled({ settings, messages, progress, signal, authorityOf }: Opening): Promise<Library> {
  const started = performance.now();
  let wasMade = false;
  const library = await openBundledLibrary({
    cacheDir: settings.cacheDir,
    signal,
    ranking: { authorityOf },
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
