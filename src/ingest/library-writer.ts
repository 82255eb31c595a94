import type { Library } from "../retrieval/library.ts";
import type { FileRecord, StoredDocument } from "../retrieval/stored-document.ts";

/** Takes documents from several readers and stores them by the batch, one transaction at a time. */
export interface LibraryWriter {
  add(document: StoredDocument): Promise<void>;
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
 * when all of its documents are stored: after a crash it is read again, and storing again changes nothing.
 */
export function createLibraryWriter(library: Library, records: Map<string, FileRecord>): LibraryWriter {
  const uses = countUses(records.values());
  let documents: StoredDocument[] = [];
  let recorded: FileRecord[] = [];
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
    if (batch.length > 0) await library.add(batch);
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
    for (const record of fresh) records.set(record.path, record);
  };

  return {
    add: (document) =>
      inTurn(async () => {
        documents.push(document);
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
