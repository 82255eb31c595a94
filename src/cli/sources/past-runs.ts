import path from "node:path";
import { sha256 } from "../../core/hash.ts";
import { bundledCorpora } from "../../corpora/bundled-records.ts";
import { indexPastRuns } from "../../ingest/index-past-runs.ts";
import type { Library } from "../../retrieval/library.ts";
import type { Settings } from "../settings.ts";
import { librarySource, openOrRemake } from "./library-source.ts";
import type { Opening, SourceKind } from "./source-kind.ts";

const name = "past-runs";

/** What earlier runs have stored. */
export const pastRuns: SourceKind = {
  names: (settings) => (isWanted(settings) ? [name] : []),
  open: async (opening) =>
    isWanted(opening.settings) ? librarySource(await openPastRuns(opening), name) : undefined,
};

function isWanted(settings: Settings): boolean {
  return settings.pastRuns && !settings.docsOnly;
}

/** What earlier runs of a folder have stored, as a library that is kept in the cache. */
async function openPastRuns({ settings, authorityOf, signal }: Opening): Promise<Library> {
  const { runsDir, cacheDir } = settings;
  const file = path.join(cacheDir, `past-runs-${sha256(runsDir).slice(0, 16)}.sqlite`);
  const library = await openOrRemake(file, authorityOf);
  try {
    // Documents of the bundled corpora are searched in their own index.
    await indexPastRuns({ runsDir, library, without: bundledCorpora, signal });
    return library;
  } catch (error) {
    library.close();
    throw error;
  }
}
