import { analyseTerms } from "../../src/retrieval/analysis/index.ts";
import { loadPeer } from "../peers/load-peer.ts";
import type { GeneratedPassage } from "./generate-passages.ts";
import { type IndexSubject, type OpenSubject, topHits } from "./subject.ts";

/** Peers get Deepwell's own terms, parted by spaces: the engines are compared, not the analysis of text. */
function termsOf(text: string, mode: "index" | "query"): string {
  return analyseTerms(text, { mode }).join(" ");
}

/** What of a peer's package is used here; the packages bring their own, much larger types. */
interface MiniSearchLike {
  addAll(rows: readonly object[]): void;
  search(text: string): readonly { readonly id: number }[];
}

export const openMiniSearch: OpenSubject = async () => {
  const peer = await loadPeer("minisearch");
  if (peer === undefined) return undefined;
  const MiniSearch = peer["default"] as new (options: object) => MiniSearchLike;
  const index = new MiniSearch({
    fields: ["text"],
    tokenize: splitTerms,
    processTerm: (term: string) => term,
  });
  return numbered({
    addRows: async (rows) => index.addAll(rows.map(({ number, terms }) => ({ id: number, text: terms }))),
    finish: async () => {},
    find: async (terms) =>
      index
        .search(terms)
        .slice(0, topHits)
        .map((hit) => hit.id),
    close: async () => {},
  });
};

interface OramaLike {
  create(options: object): object;
  insertMultiple(database: object, rows: readonly object[], batchSize?: number): Promise<unknown>;
  search(database: object, query: object): Promise<{ readonly hits: readonly { readonly id: string }[] }>;
}

export const openOrama: OpenSubject = async () => {
  const peer = (await loadPeer("@orama/orama")) as unknown as OramaLike | undefined;
  if (peer === undefined) return undefined;
  const tokenizer = { language: "english", normalizationCache: new Map(), tokenize: splitTerms };
  const database = peer.create({ schema: { text: "string" }, components: { tokenizer } });
  return numbered({
    addRows: async (rows) => {
      const documents = rows.map(({ number, terms }) => ({ id: String(number), text: terms }));
      await peer.insertMultiple(database, documents, 1000);
    },
    finish: async () => {},
    // Orama's default asks for every term; threshold 1 is its way of saying "any of them".
    find: async (terms) => {
      const found = await peer.search(database, { term: terms, limit: topHits, threshold: 1 });
      return found.hits.map((hit) => Number(hit.id));
    },
    close: async () => {},
  });
};

interface LanceTable {
  add(rows: readonly object[]): Promise<unknown>;
  createIndex(column: string, options: object): Promise<void>;
  search(
    query: string,
    type: string,
  ): {
    select(columns: string[]): {
      limit(count: number): { toArray(): Promise<readonly { readonly number: number }[]> };
    };
  };
}
interface LanceLike {
  connect(
    folder: string,
  ): Promise<{ createTable(name: string, rows: readonly object[]): Promise<LanceTable>; close(): void }>;
  Index: { fts(options: object): object };
}

export const openLanceDb: OpenSubject = async (folder) => {
  const peer = (await loadPeer("@lancedb/lancedb")) as unknown as LanceLike | undefined;
  if (peer === undefined) return undefined;
  const database = await peer.connect(folder);
  let table: LanceTable | undefined;
  return numbered({
    addRows: async (rows) => {
      if (table === undefined) table = await database.createTable("passages", rows);
      else await table.add(rows);
    },
    finish: async () => {
      const fts = {
        baseTokenizer: "whitespace",
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
        withPosition: false,
      };
      await table?.createIndex("terms", { config: peer.Index.fts(fts) });
    },
    find: async (terms) => {
      const hits = await table?.search(terms, "fts").select(["number", "_score"]).limit(topHits).toArray();
      return (hits ?? []).map((hit) => Number(hit.number));
    },
    close: async () => database.close(),
  });
};

function splitTerms(text: string): string[] {
  return text.split(" ").filter((term) => term !== "");
}

interface PeerRow {
  readonly number: number;
  readonly terms: string;
}

interface Peer {
  addRows(rows: readonly PeerRow[]): Promise<void>;
  finish(): Promise<void>;
  find(terms: string): Promise<readonly number[]>;
  close(): Promise<void>;
}

function numbered(peer: Peer): IndexSubject {
  let next = 0;
  return {
    add: (batch: readonly GeneratedPassage[]) =>
      peer.addRows(batch.map((passage) => ({ number: next++, terms: termsOf(passage.text, "index") }))),
    finish: () => peer.finish(),
    search: (text) => peer.find(termsOf(text, "query")),
    close: () => peer.close(),
  };
}
