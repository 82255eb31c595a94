import { openLibrary, type Library } from "../../retrieval/library.ts";
import type { PageProvider } from "../../web/page-provider.ts";
import { librarySource } from "./library-source.ts";
import type { Opening, SourceKind } from "./source-kind.ts";

/** The pages of the web that the user named. */
export const givenPages: SourceKind = {
  names: ({ web }, given) => (web.isOn ? given : []),
  open: async (opening) =>
    opening.web === undefined || opening.given.length === 0
      ? undefined
      : librarySource(await readGivenPages(opening.web.pages, opening)),
};

/** Reads the pages that the user gave, so that they can be searched like documents; those that fail are told. */
export async function readGivenPages(
  pages: PageProvider,
  {
    given,
    messages,
    progress,
    signal,
    authorityOf,
  }: Pick<Opening, "given" | "messages" | "progress" | "signal" | "authorityOf">,
): Promise<Library> {
  progress.preparing(messages.readingPages, { done: 0, total: given.length });
  const outcomes = await Promise.all(
    given.map(async (url) => ({ url, outcome: await pages.open(url, signal) })),
  );
  const library = openLibrary(":memory:", { ranking: { authorityOf } });
  const read = outcomes.flatMap(({ outcome }) => (outcome.type === "page" ? [outcome] : []));
  await library.add(read.map(({ source, text, passages }) => ({ source, text, passages })));
  progress.say(messages.pagesRead(read.length, given.length - read.length));
  for (const { url, outcome } of outcomes) {
    if (outcome.type === "failure") progress.say(`  ${url}: ${outcome.message}`);
  }
  return library;
}
