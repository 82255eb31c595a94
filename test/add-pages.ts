import { sha256 } from "../src/core/hash.ts";
import { parseDocument } from "../src/document/parse-document.ts";
import type { Library } from "../src/retrieval/library.ts";

export interface Pages {
  /** Markdown by title. */
  readonly pages: Readonly<Record<string, string>>;
  readonly urlOf: (title: string) => string;
}

/** Puts pages into a library as documents of the web. */
export async function addPages(library: Library, { pages, urlOf }: Pages): Promise<void> {
  for (const [title, markdown] of Object.entries(pages)) {
    const outcome = await parseDocument(Buffer.from(markdown), { contentType: "text/markdown" });
    if (outcome.type === "failure") throw new Error(outcome.message);
    const { text, passages } = outcome.document;
    const about = { id: sha256(text), url: urlOf(title), title, authors: [] };
    await library.add([
      { source: { ...about, mediaType: "text/markdown", collection: "web" }, text, passages },
    ]);
  }
}
