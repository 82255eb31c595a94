import path from "node:path";
import { sha256 } from "../core/hash.ts";
import { bundledCorpora } from "../corpora/bundled-records.ts";
import { indexPastRuns } from "../ingest/index-past-runs.ts";
import type { Library } from "../retrieval/library.ts";
import { openOrRemake, type OpenOptions } from "./open-documents.ts";
import type { Settings } from "./settings.ts";

/** What earlier runs of a folder have stored, as a library that is kept in the cache. */
export async function openPastRuns(
  { runsDir, cacheDir }: Settings,
  { signal, ...options }: Pick<OpenOptions, "signal" | "authorityOf">,
): Promise<Library> {
  const file = path.join(cacheDir, `past-runs-${sha256(runsDir).slice(0, 16)}.sqlite`);
  const library = await openOrRemake(file, options);
  try {
    // Documents of the bundled corpora are searched in their own index.
    await indexPastRuns({ runsDir, library, without: bundledCorpora, signal });
    return library;
  } catch (error) {
    library.close();
    throw error;
  }
}
