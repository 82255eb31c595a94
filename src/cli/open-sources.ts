import { openBundledLibrary } from "../corpora/bundled.ts";
import { ingest } from "../ingest/ingest.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import type { PageProvider } from "../web/page-provider.ts";
import type { SearchProvider } from "../web/search-provider.ts";
import type { Messages } from "./messages.ts";
import type { Progress } from "./progress/progress.ts";
import type { Settings } from "./settings.ts";

export interface OpenedSources {
  readonly providers: readonly (SearchProvider & PageProvider)[];
  close(): void;
}
