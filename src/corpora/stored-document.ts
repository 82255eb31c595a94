import { AppError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { present } from "../core/present.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { StoredDocument } from "../retrieval/stored-document.ts";
import type { CorpusRecord } from "./corpus-record.ts";

/** A bundled document as the library stores it: the record's own metadata, passages from its text. */
export async function storedDocument(record: CorpusRecord, collection: string): Promise<StoredDocument> {
  const outcome = await parseDocument(Buffer.from(record.text), {
    contentType: "text/markdown",
    name: record.url,
  });
  if (outcome.type === "failure") {
    throw new AppError("DATA_INVALID", `The bundled document ${record.title} cannot be read.`, {
      why: outcome.message,
      fix: "install Deepwell again",
    });
  }
  const { text, passages } = outcome.document;
  return {
    text,
    passages,
    source: {
      id: sha256(text),
      url: record.url,
      title: record.title,
      authors: [],
      publisher: record.publisher,
      language: record.language,
      mediaType: "text/markdown",
      collection,
      tier: record.tier,
      ...present({ published: record.published, modified: record.modified }),
    },
  };
}
