import { citationId } from "../core/ids.ts";
import type { Passage, Source } from "../core/source.ts";
import type { SearchFilters, SearchHit, SearchOutcome, SearchQuery } from "../web/search-provider.ts";
import { analyse } from "./analysis/analyse.ts";
import { openFts5Index } from "./fts5/fts5-index.ts";
import type { IndexablePassage, PassageIndex } from "./passage-index.ts";
import { inTransaction, openDatabase } from "./store/database.ts";
import { FileTable } from "./store/file-table.ts";
import { SourceTable, type StoredSource } from "./store/source-table.ts";
import type { FileRecord, StoredDocument } from "./stored-document.ts";

export type { FileRecord, StoredDocument } from "./stored-document.ts";

export interface LibraryOptions {
  /** Another process writes; this one only looks. The file must exist. Default false. */
  readonly readOnly?: boolean;
}

/** Everything that was ingested: sources, their text and passages, and the index over them, in one file. */
export interface Library {
  /** Atomic per call, idempotent by `source.id`; a source known with other metadata takes the new ones. */
  add(documents: readonly StoredDocument[]): Promise<void>;
  /** Unknown ids are ignored; atomic per call. */
  remove(sourceIds: readonly string[]): Promise<void>;
  files(): ReadonlyMap<string, FileRecord>;
  recordFiles(records: readonly FileRecord[]): void;
  forgetFiles(paths: readonly string[]): void;
  /** Never throws for what a person may type; best hit first. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchOutcome>;
  /** `id` whole, or a prefix of at least 8 hex digits that fits one source only. */
  source(id: string): Source | undefined;
  text(id: string): string | undefined;
  passages(id: string): readonly Passage[];
  findByUrl(url: string): Source | undefined;
  stats(): { readonly sources: number; readonly passages: number; readonly bytes: number };
  close(): void;
}

/** Opens (and creates, unless `readOnly`) a library file; `:memory:` for one that is not kept. */
export function openLibrary(path: string, options: LibraryOptions = {}): Library {
  const database = openDatabase(path, options);
  const index = openFts5Index(database);
  const sources = new SourceTable(database);
  const files = new FileTable(database);
  const byId = (id: string): StoredSource | undefined =>
    id.length === 64 ? sources.byId(id) : id.length >= 8 ? sources.byPrefix(id) : undefined;

  return {
    async add(documents) {
      inTransaction(database, () => {
        for (const document of documents) addDocument(document, sources, index);
      });
    },
    async remove(sourceIds) {
      inTransaction(database, () => {
        for (const id of sourceIds) {
          const stored = sources.byId(id);
          if (stored !== undefined) removeSource(stored, sources, index);
        }
      });
    },
    files: () => files.all(),
    recordFiles: (records) => inTransaction(database, () => files.put(records)),
    forgetFiles: (paths) => inTransaction(database, () => files.delete(paths)),
    async search(query, signal) {
      signal?.throwIfAborted();
      index.refresh();
      return searchLibrary(query, sources, index);
    },
    source: (id) => byId(id)?.source,
    text(id) {
      const stored = byId(id);
      return stored === undefined ? undefined : sources.text(stored.number);
    },
    passages(id) {
      const stored = byId(id);
      return stored === undefined ? [] : sources.passages(stored.number);
    },
    findByUrl: (url) => sources.byUrl(url)?.source,
    stats: () => sources.totals(),
    close() {
      index.close();
      database.close();
    },
  };
}

function addDocument(document: StoredDocument, sources: SourceTable, index: PassageIndex): void {
  const known = sources.byId(document.source.id);
  if (known !== undefined) {
    if (known.source.title === document.source.title) {
      sources.replaceMetadata(known.number, document.source);
      return;
    }
    removeSource(known, sources, index);
  }
  const stored = sources.insert(document);
  index.add(document.passages.map((passage) => indexable(passage, stored)));
}

function removeSource(stored: StoredSource, sources: SourceTable, index: PassageIndex): void {
  index.remove([stored]);
  sources.delete(stored.number);
}

function indexable(passage: Passage, stored: StoredSource): IndexablePassage {
  return {
    number: stored.first + passage.index,
    fields: {
      title: analyse(stored.source.title),
      heading: analyse(passage.headingPath.join("\n")),
      body: analyse(passage.text),
    },
  };
}

function searchLibrary(query: SearchQuery, sources: SourceTable, index: PassageIndex): SearchOutcome {
  const terms = [...new Set(analyse(query.text, { mode: "query" }).map((token) => token.term))];
  const { filters } = query;
  const hits = index.search({
    terms: terms.map((term) => ({ term, weight: 1 })),
    phrases: [],
    limit: query.limit,
    ...(filters === undefined
      ? {}
      : { filter: { admits: (number) => isAdmitted(sources.byPassage(number)?.source, filters) } }),
  });
  return {
    type: "hits",
    hits: hits.flatMap((hit) => toHit(hit.number, hit.score, sources)),
    terms: terms.map((term) => ({ term, idf: index.idf(term) })),
  };
}

function toHit(number: number, score: number, sources: SourceTable): readonly SearchHit[] {
  const stored = sources.byPassage(number);
  const passage = stored && sources.passages(stored.number)[number - stored.first];
  if (stored === undefined || passage === undefined) return [];
  return [
    {
      citationId: citationId(stored.source.id, passage.start, passage.end),
      source: stored.source,
      passage,
      score,
      snippet: passage.text.slice(0, 300),
      duplicates: 0,
      why: [{ name: "bm25", value: score }],
    },
  ];
}

function isAdmitted(source: Source | undefined, filters: SearchFilters): boolean {
  if (source === undefined) return false;
  const host = URL.parse(source.url)?.hostname ?? "";
  const under = (domain: string) => host === domain || host.endsWith(`.${domain}`);
  const date = source.modified ?? source.published;
  return (
    (filters.language === undefined || source.language === filters.language) &&
    (filters.sourceIds === undefined || filters.sourceIds.includes(source.id)) &&
    (filters.domains === undefined || filters.domains.some(under)) &&
    !(filters.excludeDomains ?? []).some(under) &&
    (filters.since === undefined || (date !== undefined && date >= filters.since)) &&
    (filters.until === undefined || (date !== undefined && date <= filters.until))
  );
}
