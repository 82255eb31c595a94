import { bundledCorpora } from "../corpora/bundled-records.ts";
import { openBundledLibrary } from "../corpora/bundled.ts";
import { type Library } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import type { AuthorityOf } from "../retrieval/ranking/authority.ts";
import type { Senses } from "../research/senses.ts";
import type { PageProvider } from "../web/page-provider.ts";
import { scopedSearch } from "../web/scoped-search.ts";
import type { SearchProvider } from "../web/search-provider.ts";
import { pagesOf, readGivenPages } from "./given-pages.ts";
import { openDocuments, type OpenOptions } from "./open-documents.ts";
import { openAuthority } from "./open-authority.ts";
import { type OpenedSearch, openSearch } from "./open-search.ts";
import { openPastRuns } from "./open-past-runs.ts";
import { openRunBrowser, openSenses } from "./open-senses.ts";
import { openWeb } from "./open-web.ts";
import { enginesBeside } from "./search-settings.ts";
import type { Settings } from "./settings.ts";

export interface OpenedSources {
  readonly search: readonly SearchProvider[];
  readonly pages: readonly PageProvider[];
  readonly authorityOf: AuthorityOf;
  /** Present where the web is on. */
  readonly senses?: Senses;
  close(): Promise<void>;
}

export interface SourceOptions extends OpenOptions {
  /** Pages of the web that the user named. */
  readonly given: readonly string[];
}

/** What a run will search, in words, known before anything is opened. */
export function sourceNames(settings: Settings, given: readonly string[]): string {
  const bundled = settings.docsOnly ? [] : bundledCorpora;
  const past = settings.pastRuns && !settings.docsOnly ? ["past-runs"] : [];
  return [...settings.docs, ...(settings.web.isOn ? given : []), ...bundled, ...past].join(", ");
}

/**
 * The user's documents, the pages that the user named and the bundled documents, ready to be searched; indexes what is
 * not indexed yet. Where the web is on, its engines can be searched and its pages opened.
 */
export async function openSources(settings: Settings, asked: SourceOptions): Promise<OpenedSources> {
  const { given } = asked;
  const authorityOf = openAuthority(settings.authority).ofSource;
  const options = { ...asked, authorityOf };
  const libraries: Library[] = [];
  const web = settings.web.isOn ? openWeb(settings.web, settings.cacheDir) : undefined;
  const browser = web === undefined ? undefined : await openRunBrowser(settings, web.client);
  const renderer = browser === undefined ? {} : { renderer: browser };
  const ofWeb = web === undefined ? undefined : pagesOf({ ...web, ...renderer }, settings.web, given);
  const pages = ofWeb === undefined ? [] : [ofWeb];
  const engines = pages.flatMap((provider) => openEngines(settings, provider, options));
  const close = async (): Promise<void> => {
    for (const library of libraries) library.close();
    for (const engine of engines) await engine.close();
    await browser?.close();
    await web?.close();
  };
  try {
    if (settings.docs.length > 0) libraries.push(await openDocuments(settings, options));
    for (const provider of given.length > 0 ? pages : [])
      libraries.push(await readGivenPages(provider, given, options));
    if (!settings.docsOnly) libraries.push(await openBundled(settings, options));
    const local = libraries.map((library) => localSearchProvider(library));
    const found = engines.map(({ provider }) => provider);
    const past = settings.pastRuns && !settings.docsOnly ? [await openPastRuns(settings, options)] : [];
    libraries.push(...past);
    const earlier = past.map((library) => localSearchProvider(library, "past-runs"));
    // An address opens the page as it is now, before what an earlier run kept of it.
    const opened = [...local, ...pages, ...found, ...earlier];
    const senses = web === undefined || ofWeb === undefined ? undefined : { web, pages: ofWeb, browser };
    return {
      search: [...local, ...found, ...earlier].map((provider) => scopedSearch(provider, settings.scope)),
      pages: opened,
      authorityOf,
      ...(senses === undefined ? {} : { senses: openSenses(settings, senses) }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function openEngines(
  { search, web, docs }: Settings,
  pages: PageProvider,
  { messages, progress, authorityOf }: OpenOptions,
): readonly OpenedSearch[] {
  const engines = enginesBeside(search, docs);
  if (engines.length === 0) return [];
  const { contactUrl } = web;
  const onNoNetwork = (why: string): void => progress.say(messages.noNetwork(why));
  const known = {
    ...(contactUrl === undefined ? {} : { contactUrl }),
    ...(authorityOf === undefined ? {} : { authorityOf }),
  };
  return [openSearch(engines, { pages, onNoNetwork, ...known })];
}

async function openBundled(
  settings: Settings,
  { messages, progress, signal, authorityOf }: OpenOptions,
): Promise<Library> {
  const started = performance.now();
  let wasMade = false;
  const library = await openBundledLibrary({
    cacheDir: settings.cacheDir,
    signal,
    ...(authorityOf === undefined ? {} : { ranking: { authorityOf } }),
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
