import type { Passage, Source } from "../core/source.ts";
import type { SearchOutcome, SearchQuery } from "../web/search-provider.ts";
import { openFts5Index } from "./fts5/fts5-index.ts";
import { allIndexableFields } from "./indexable.ts";
import type { IndexWriter } from "./passage-index.ts";
import { openPostingsIndex } from "./postings/postings-index.ts";
import { bundledAuthority } from "./ranking/authority.ts";
import type { RankingOptions } from "./ranking/choose.ts";
import { rank } from "./ranking/rank.ts";
import { inTransaction, openDatabase } from "./store/database.ts";
import { FileTable } from "./store/file-table.ts";
import { SourceFilters } from "./store/source-filter.ts";
import { SourceTable, type StoredSource } from "./store/source-table.ts";
import type { FileRecord, StoredDocument } from "./stored-document.ts";

export type { FileRecord, StoredDocument } from "./stored-document.ts";

export interface LibraryOptions {
  /** Another process writes; this one only looks. The file must exist. Default false. */
  readonly readOnly?: boolean;
  /** `postings` is the fast index; `fts5` the reference it is held to, for small libraries. A file keeps to one. */
  readonly index?: "postings" | "fts5";
  /** Default `defaultRanking`. */
  readonly ranking?: Partial<RankingOptions>;
}

/** How a library ranks when nothing else is said. */
export const defaultRanking: RankingOptions = {
  authorityOf: bundledAuthority,
  authorityPrior: true,
  authorityQuota: 0.34,
  farmsYield: true,
  authorityReach: 0.7,
  neighbours: true,
  foldDuplicates: true,
  freePerSource: 3,
};

/** Everything that was ingested: sources, their text and passages, and the index over them, in one file. */
export interface Library {
  /** Atomic per call, idempotent by `source.id`; a source known with other metadata takes the new ones. */
  add(documents: readonly StoredDocument[]): Promise<void>;
  /** Unknown ids are ignored; atomic per call. */
  remove(sourceIds: readonly string[]): Promise<void>;
  files(): ReadonlyMap<string, FileRecord>;
  recordFiles(records: readonly FileRecord[]): void;
  forgetFiles(paths: readonly string[]): void;
  /** Never fails for what a person may type; best hit first. Rejects when `signal` is aborted. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchOutcome>;
  /** `id` whole, or a prefix of at least 8 hex digits that fits one source only. */
  source(id: string): Source | undefined;
  text(id: string): string | undefined;
  passages(id: string): readonly Passage[];
  findByUrl(url: string): Source | undefined;
  stats(): { readonly sources: number; readonly passages: number; readonly bytes: number };
  close(): void;
}

const minPrefix = 8;

/** Opens (and creates, unless `readOnly`) a library file; `:memory:` for one that is not kept. */
export function openLibrary(path: string, options: LibraryOptions = {}): Library {
  const readOnly = options.readOnly ?? false;
  const database = openDatabase(path, { readOnly });
  const index =
    options.index === "fts5" ? openFts5Index(database) : openPostingsIndex(database, path, { readOnly });
  const sources = new SourceTable(database);
  const files = new FileTable(database);
  const ranking = { ...defaultRanking, ...options.ranking };
  const filters = new SourceFilters(sources, ranking.authorityOf);
  const byId = (id: string): StoredSource | undefined =>
    sources.byId(id) ?? (id.length >= minPrefix ? sources.byPrefix(id) : undefined);
  const change = (work: (writer: IndexWriter) => void): void =>
    inTransaction(database, () => {
      const writer = index.writer();
      work(writer);
      writer.finish();
    });

  return {
    async add(documents) {
      change((writer) => {
        for (const document of documents) addDocument(document, sources, writer);
      });
    },
    async remove(sourceIds) {
      change((writer) => {
        for (const id of sourceIds) {
          const stored = sources.byId(id);
          if (stored !== undefined) removeSource(stored, sources, writer);
        }
      });
    },
    files: () => files.all(),
    recordFiles: (records) => inTransaction(database, () => files.put(records)),
    forgetFiles: (paths) => inTransaction(database, () => files.delete(paths)),
    async search(query, signal) {
      signal?.throwIfAborted();
      return index.read((view) =>
        rank(query, { view, sources, filter: filters.filter(query.filters), options: ranking }),
      );
    },
    source: (id) => byId(id)?.source,
    text(id) {
      const stored = byId(id);
      return stored && sources.text(stored);
    },
    passages(id) {
      const stored = byId(id);
      return stored === undefined ? [] : sources.passages(stored);
    },
    findByUrl: (url) => sources.byUrl(url)?.source,
    stats: () => sources.totals(),
    close() {
      index.close();
      database.close();
    },
  };
}

function addDocument(document: StoredDocument, sources: SourceTable, writer: IndexWriter): void {
  const known = sources.byId(document.source.id);
  if (known !== undefined) {
    if (isSame(known.source, document.source)) return;
    if (known.source.title === document.source.title) {
      sources.replaceMetadata(known.number, document.source);
      return;
    }
    removeSource(known, sources, writer);
  }
  const stored = sources.insert(document);
  let number = stored.first;
  for (const fields of allIndexableFields(document.source, document.passages)) {
    writer.add({ number: number++, fields });
  }
}

function removeSource(stored: StoredSource, sources: SourceTable, writer: IndexWriter): void {
  writer.remove(stored);
  sources.delete(stored.number);
}

function isSame(one: Source, other: Source): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
