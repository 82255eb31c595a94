import { sha256 } from "../../core/hash.ts";
import { present } from "../../core/present.ts";
import { cleanText, singleLine } from "../../document/normalise.ts";
import { parseMarkdown } from "../../document/markdown/parse-markdown.ts";
import type { StoredDocument } from "../../retrieval/stored-document.ts";
import type { MergedResult } from "../../web/search/merge-results.ts";

export interface RecordOptions {
  /** ISO 8601 instant at which the engine gave it. */
  readonly fetched: string;
  /** Address of the engine's API, or its name. */
  readonly via: string;
}

/**
 * What an engine itself publishes about a result (an abstract, a table of figures) as a document of its own, under the
 * result's public address. Undefined where the result has no record, or one without a text.
 */
export function recordDocument(
  result: Omit<MergedResult, "score">,
  { fetched, via }: RecordOptions,
): StoredDocument | undefined {
  const { url, text: record, published, authors, language } = result;
  if (record === undefined) return undefined;
  const title = singleLine(cleanText(result.title).text);
  const markdown = record.startsWith("# ") ? record : `# ${title}\n\n${record}`;
  const outcome = parseMarkdown(markdown, { name: title, baseUrl: url });
  if (outcome.type === "failure") return undefined;
  const { text, passages, language: detected } = outcome.document;
  const spoken = language ?? detected;
  const source = {
    id: sha256(text),
    url,
    title,
    authors: authors ?? [],
    mediaType: "text/markdown",
    collection: "web",
    fetched,
    via,
    ...present({ published: published?.slice(0, 10), language: spoken }),
  };
  return { source, text, passages };
}
