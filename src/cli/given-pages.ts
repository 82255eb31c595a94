import { type WebPageProvider, webPageProvider } from "../ingest/web/web-page-provider.ts";
import { openLibrary, type Library } from "../retrieval/library.ts";
import { waybackUrl } from "../web/archived-copy.ts";
import type { PageProvider } from "../web/page-provider.ts";
import type { OpenOptions } from "./open-documents.ts";
import type { OpenedWeb } from "./open-web.ts";
import type { WebSettings } from "./web-settings.ts";

/** The provider of a run for pages of the web; those that the user gave are on no site's budget. */
export function pagesOf(
  { client, pool, store, renderer }: OpenedWeb,
  settings: WebSettings,
  given: readonly string[],
): WebPageProvider {
  const archive = settings.usesArchive ? { archiveUrl: waybackUrl } : {};
  const rendering = renderer === undefined ? {} : { renderer };
  return webPageProvider({ client, pool, store, given, ...archive, ...rendering });
}

/** Reads the pages that the user gave, so that they can be searched like documents; those that fail are told. */
export async function readGivenPages(
  pages: PageProvider,
  given: readonly string[],
  { messages, progress, signal, authorityOf }: OpenOptions,
): Promise<Library> {
  progress.preparing(messages.readingPages, { done: 0, total: given.length });
  const outcomes = await Promise.all(
    given.map(async (url) => ({ url, outcome: await pages.open(url, signal) })),
  );
  const library = openLibrary(":memory:", authorityOf === undefined ? {} : { ranking: { authorityOf } });
  const read = outcomes.flatMap(({ outcome }) => (outcome.type === "page" ? [outcome] : []));
  await library.add(read.map(({ source, text, passages }) => ({ source, text, passages })));
  progress.say(messages.pagesRead(read.length, given.length - read.length));
  for (const { url, outcome } of outcomes) {
    if (outcome.type === "failure") progress.say(`  ${url}: ${outcome.message}`);
  }
  return library;
}
