import type { Library } from "../retrieval/library.ts";
import type { FileRecord, StoredDocument } from "../retrieval/stored-document.ts";

/** Takes documents from several readers and stores them by the batch, one transaction at a time. */
export interface LibraryWriter {
  /** `path` is the file that gave the document. */
  add(path: string, document: StoredDocument): Promise<void>;
  /** All documents of the file were added before. */
  record(record: FileRecord): Promise<void>;
  /** Forgets files, and the documents that no other file gave. */
  forget(paths: readonly string[]): Promise<void>;
  flush(): Promise<void>;
}

const batchCharacters = 4_000_000;
const batchFiles = 256;

/**
 * `records` holds what the library knows of files, by path, and is kept up to date. A file is recorded only
 * when all of its documents are stored, and before any is stored it is noted which they are: after a crash the
 * file is read again, storing again changes nothing, and nothing stays that no file gives any more.
 */
export function createLibraryWriter(library: Library, records: Map<string, FileRecord>): LibraryWriter {
  const uses = countUses(records.values());
  let documents: StoredDocument[] = [];
  let recorded: FileRecord[] = [];
  const given = new Map<string, string[]>();
  let characters = 0;
  let last: Promise<void> = Promise.resolve();
  // Readers wait for one another, so that there is one transaction and one batch in memory at a time.
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work);
    return last;
  };

  const store = async (): Promise<void> => {
    const batch = documents;
    [documents, characters] = [[], 0];
    if (batch.length === 0) return;
    library.recordFiles([...given].map(([path, ids]) => unfinished(path, ids, records.get(path))));
    await library.add(batch);
  };
  const unused = (sourceIds: readonly string[]): readonly string[] =>
    sourceIds.filter((id) => count(uses, id, -1) <= 0);
  const flush = async (): Promise<void> => {
    await store();
    const fresh = recorded;
    recorded = [];
    if (fresh.length === 0) return;
    for (const record of fresh) for (const id of record.sourceIds) count(uses, id, 1);
    const old = fresh.flatMap((record) => records.get(record.path)?.sourceIds ?? []);
    await library.remove(unused(old));
    library.recordFiles(fresh);
    for (const record of fresh) {
      records.set(record.path, record);
      given.delete(record.path);
    }
  };

  return {
    add: (path, document) =>
      inTurn(async () => {
        documents.push(document);
        given.set(path, [...(given.get(path) ?? []), document.source.id]);
        characters += document.text.length;
        if (characters > batchCharacters) await store();
      }),
    record: (record) =>
      inTurn(async () => {
        recorded.push(record);
        if (recorded.length >= batchFiles || characters > batchCharacters / 2) await flush();
      }),
    forget: (paths) =>
      inTurn(async () => {
        const old = paths.flatMap((path) => records.get(path)?.sourceIds ?? []);
        await library.remove(unused(old));
        library.forgetFiles(paths);
        for (const path of paths) records.delete(path);
      }),
    flush: () => inTurn(flush),
  };
}

/** Says of a file which documents it has or will have in the library, and by its size that it is to be read again. */
function unfinished(path: string, ids: readonly string[], known: FileRecord | undefined): FileRecord {
  const sourceIds = [...new Set([...(known?.sourceIds ?? []), ...ids])];
  return { path, size: -1, mtimeMs: 0, contentHash: "", sourceIds };
}

/** The same content may stand in several files; its document goes with the last of them. */
function countUses(records: Iterable<FileRecord>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const record of records) for (const id of record.sourceIds) count(uses, id, 1);
  return uses;
}

function count(uses: Map<string, number>, id: string, change: number): number {
  const next = (uses.get(id) ?? 0) + change;
  uses.set(id, next);
  return next;
}
