import { sha256 } from "../core/hash.ts";
import type { Source } from "../core/source.ts";
import type { StoredDocument } from "./stored-document.ts";

/** A document from its paragraphs, byte offsets computed; `details` override or add what is known of the source. */
export function storedDocument(
  title: string,
  paragraphs: readonly string[],
  details: Partial<Source> & { readonly headings?: readonly string[] } = {},
): StoredDocument {
  const { headings = [], ...known } = details;
  const text = paragraphs.join("\n\n");
  let start = 0;
  const passages = paragraphs.map((paragraph, index) => {
    const end = start + Buffer.byteLength(paragraph);
    const passage = { index, kind: "paragraph" as const, headingPath: headings, text: paragraph, start, end };
    start = end + 2;
    return passage;
  });
  const source = {
    id: sha256(text),
    url: `https://example.org/${encodeURIComponent(title)}`,
    title,
    authors: [],
    mediaType: "text/markdown",
    collection: "documents",
    ...known,
  };
  return { source, text, passages };
}
