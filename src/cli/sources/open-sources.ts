import { present } from "../../core/present.ts";
import type { Senses } from "../../research/senses.ts";
import type { AuthorityOf } from "../../retrieval/ranking/authority.ts";
import type { PageProvider } from "../../web/page-provider.ts";
import { scopedSearch } from "../../web/scoped-search.ts";
import type { SearchProvider } from "../../web/search-provider.ts";
import { makeCacheDirectory } from "../cache-directory.ts";
import { openAuthority } from "../open-authority.ts";
import { openSenses } from "../open-senses.ts";
import type { Settings } from "../settings.ts";
import { bundledDocuments } from "./bundled-documents.ts";
import { givenPages } from "./given-pages.ts";
import { ownDocuments } from "./own-documents.ts";
import { pastRuns } from "./past-runs.ts";
import { openReadingWeb } from "./reading-web.ts";
import type { OpenedSource, Opening, SourceKind } from "./source-kind.ts";
import { webEngines } from "./web-engines.ts";
import { webPages } from "./web-pages.ts";

/**
 * Every kind of source, in the order in which they are searched and opened from: an address opens the page as it is now
 * before what an engine or an earlier run kept of it.
 */
const sourceKinds: readonly SourceKind[] = [
  ownDocuments,
  givenPages,
  bundledDocuments,
  webPages,
  webEngines,
  pastRuns,
];

export interface OpenedSources {
  readonly search: readonly SearchProvider[];
  readonly pages: readonly PageProvider[];
  readonly authorityOf: AuthorityOf;
  /** Present where the web is on. */
  readonly senses?: Senses;
  close(): Promise<void>;
}

/** What a run will search, in words, known before anything is opened. */
export function sourceNames(settings: Settings, given: readonly string[]): string {
  return sourceKinds.flatMap((kind) => kind.names(settings, given)).join(", ");
}

/** Opens every source that the settings want, ready to be searched; indexes what is not indexed yet. */
export async function openSources(
  settings: Settings,
  asked: Omit<Opening, "settings" | "authorityOf" | "web">,
): Promise<OpenedSources> {
  await makeCacheDirectory(settings.cacheDir);
  const authorityOf = openAuthority(settings.authority).ofSource;
  const web = await openReadingWeb(settings, asked.given);
  const opening = { ...asked, settings, authorityOf, ...present({ web }) };
  const opened: OpenedSource[] = [];
  const close = async (): Promise<void> => {
    for (const source of opened.toReversed()) await source.close?.();
    await web?.close();
  };
  try {
    for (const kind of sourceKinds) {
      const source = await kind.open(opening);
      if (source !== undefined) opened.push(source);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const searched = opened.flatMap(({ search }) => (search === undefined ? [] : [search]));
  return {
    search: searched.map((provider) => scopedSearch(provider, settings.scope)),
    pages: opened.flatMap(({ pages }) => (pages === undefined ? [] : [pages])),
    authorityOf,
    ...(web === undefined ? {} : { senses: openSenses(settings, web) }),
    close,
  };
}
