import { DatabaseSync } from "node:sqlite";
import { sha256 } from "../../core/hash.ts";
import type { Passage } from "../../core/source.ts";
import { type LibraryOptions, openLibrary } from "../../retrieval/library.ts";
import type { StoredDocument } from "../../retrieval/stored-document.ts";
import type { BeirDocument } from "./load-beir.ts";

/** Something that ranks documents; `search` gives ids, best first. */
export interface RetrievalSystem {
  search(text: string, limit: number): Promise<readonly string[]>;
  close(): void;
}

/** The library with its default options: what `batch_search` of a run searches with. A document is one passage. */
export async function openLibrarySystem(
  documents: readonly BeirDocument[],
  options: LibraryOptions = {},
): Promise<RetrievalSystem> {
  const library = openLibrary(":memory:", options);
  for (let start = 0; start < documents.length; start += 1000) {
    await library.add(documents.slice(start, start + 1000).map(toStored));
  }
  return {
    async search(text, limit) {
      const outcome = await library.search({ text, limit });
      if (outcome.type === "failure") throw new Error(outcome.message);
      return outcome.hits.map((hit) => decodeURIComponent(hit.source.url.slice(urlPrefix.length)));
    },
    close: () => library.close(),
  };
}

const urlPrefix = "https://example.org/";

function toStored({ id, title, text }: BeirDocument): StoredDocument {
  // Two documents with the same text are two documents here: the id keeps their texts apart.
  const stored = `${text}\n\n<!-- ${id} -->`;
  const passage: Passage = {
    index: 0,
    kind: "paragraph",
    headingPath: [],
    text,
    start: 0,
    end: Buffer.byteLength(text),
  };
  return {
    text: stored,
    passages: [passage],
    source: {
      id: sha256(stored),
      url: urlPrefix + encodeURIComponent(id),
      title,
      authors: [],
      mediaType: "text/plain",
      collection: "bench",
    },
  };
}

/** SQLite's own full-text search with its Porter tokeniser: what one gets without any analysis of ours. */
export function openSqliteFts(documents: readonly BeirDocument[]): RetrievalSystem {
  const database = new DatabaseSync(":memory:");
  database.exec(
    "CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')",
  );
  const insert = database.prepare("INSERT INTO documents VALUES (?, ?, ?)");
  database.exec("BEGIN");
  for (const { id, title, text } of documents) insert.run(id, title, text);
  database.exec("COMMIT");
  const select = database.prepare("SELECT id FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?");
  return {
    async search(text, limit) {
      const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0) return [];
      const match = words.map((word) => `"${word}"`).join(" OR ");
      return select.all(match, limit).map((row) => String(row["id"]));
    },
    close: () => database.close(),
  };
}
