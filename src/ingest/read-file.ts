import path from "node:path";
import { pathToFileURL } from "node:url";
import { sha256 } from "../core/hash.ts";
import type { Source } from "../core/source.ts";
import type { ParsedDocument } from "../document/document.ts";
import type { FileRecord, StoredDocument } from "../retrieval/stored-document.ts";
import type { ParsePool, ParseRequest } from "./parse-pool.ts";
import { type ByteRange, splitLargeText } from "./split-large-text.ts";
import { readableReason, type Walked } from "./walk-files.ts";

export interface ReadFileOptions {
  readonly pool: ParsePool;
  readonly signal: AbortSignal;
  /** Called for each document before the next one is read. */
  readonly store: (document: StoredDocument) => Promise<void>;
}

type WalkedFile = Extract<Walked, { type: "file" }>;

/** Reads one file, in parts when it is a large text, and tells what to remember of it. Rejects only on abort. */
export async function readFile(file: WalkedFile, options: ReadFileOptions): Promise<FileRecord> {
  const base = { path: file.path, size: file.size, mtimeMs: file.mtimeMs };
  if (file.size === 0)
    return { ...base, contentHash: sha256(""), sourceIds: [], failure: "the file is empty" };
  const ranges = await splitLargeText(file.path, file.size).catch((error: unknown) => readableReason(error));
  if (typeof ranges === "string") return { ...base, contentHash: "", sourceIds: [], failure: ranges };
  const hashes: string[] = [];
  const sourceIds: string[] = [];
  let failure: string | undefined;
  for (const [index, range] of (ranges ?? [undefined]).entries()) {
    const part = range === undefined ? undefined : { range, number: index + 1, total: ranges?.length ?? 1 };
    const { outcome, contentHash } = await options.pool.parse(requestFor(file.path, range), options.signal);
    hashes.push(contentHash ?? "");
    if (outcome.type === "failure") {
      failure ??= outcome.message;
      continue;
    }
    const document = storedDocument(file.path, outcome.document, part);
    sourceIds.push(document.source.id);
    await options.store(document);
  }
  const contentHash = hashes.length === 1 ? (hashes[0] ?? "") : sha256(hashes.join("\n"));
  return { ...base, contentHash, sourceIds, ...(failure === undefined ? {} : { failure }) };
}

function requestFor(file: string, range: ByteRange | undefined): ParseRequest {
  return { path: file, hints: { name: path.basename(file) }, ...(range === undefined ? {} : { range }) };
}

interface Part {
  readonly number: number;
  readonly total: number;
}

function storedDocument(file: string, document: ParsedDocument, part: Part | undefined): StoredDocument {
  const url = pathToFileURL(file);
  if (part !== undefined) url.hash = `part=${part.number}`;
  const name =
    part === undefined ? path.basename(file) : `${path.basename(file)} (${part.number}/${part.total})`;
  const { text, passages, title, authors, publisher, published, modified, language, pageCount } = document;
  const source: Source = {
    id: sha256(text),
    url: url.href,
    title: part === undefined ? (title ?? name) : name,
    authors: authors ?? [],
    mediaType: document.mediaType,
    collection: "documents",
    ...(publisher === undefined ? {} : { publisher }),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    ...(language === undefined ? {} : { language }),
    ...(pageCount === undefined ? {} : { pageCount }),
  };
  return { source, text, passages };
}
