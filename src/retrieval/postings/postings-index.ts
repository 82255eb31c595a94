import type { DatabaseSync } from "node:sqlite";
import type { IndexView, IndexWriter, PassageIndex } from "../passage-index.ts";
import { inlineCompactor, noCompactor } from "./compactor.ts";
import { defaultSizes, type IndexSizes } from "./index-sizes.ts";
import { IndexState } from "./index-state.ts";
import { PageCache } from "./page-cache.ts";
import { PostingsView } from "./postings-view.ts";
import { RecentWriter } from "./recent-writer.ts";
import { usualWindow } from "./score-board.ts";
import { createIndexTables } from "./schema.ts";
import { workerCompactor } from "./worker-compactor.ts";

const defaultCacheBytes = 64_000_000;

export interface PostingsIndexOptions {
  readonly readOnly?: boolean;
  /** Most bytes of index pages kept in memory; 64 MB where absent. */
  readonly cacheBytes?: number;
  readonly sizes?: IndexSizes;
  /** Passages that are scored at a time; see score-board.ts. */
  readonly window?: number;
}

/**
 * The index Deepwell searches with: immutable segments of posting lists and a small part in memory, both kept in
 * tables of `database`. `path` is the file of that database, which a worker thread opens to merge segments.
 */
export function openPostingsIndex(
  database: DatabaseSync,
  path: string,
  options: PostingsIndexOptions = {},
): PassageIndex {
  const readOnly = options.readOnly ?? false;
  if (!readOnly) createIndexTables(database);
  const state = new IndexState(database, new PageCache(database, options.cacheBytes ?? defaultCacheBytes));
  const sizes = options.sizes ?? defaultSizes;
  const compactor = readOnly
    ? noCompactor
    : path === ":memory:"
      ? inlineCompactor(database, sizes)
      : workerCompactor(path, sizes);
  const begin = database.prepare("BEGIN");
  const commit = database.prepare("COMMIT");
  let view: PostingsView | undefined;

  const readCommitted = <T>(work: (view: IndexView) => T): T => {
    const isFirst = view === undefined;
    if (state.refresh() || view === undefined) view = new PostingsView(state, options.window ?? usualWindow);
    // What the process that wrote them had no time for.
    if (isFirst && state.blocks.length > 2 * sizes.fanIn) compactor.wake();
    return work(view);
  };
  return {
    writer: (): IndexWriter =>
      new RecentWriter(database, { sizes, onGenerationClosed: () => compactor.wake() }),
    read(work) {
      compactor.runPending();
      begin.run();
      try {
        return readCommitted(work);
      } catch (error) {
        // A search that broke off leaves scores behind.
        state.forget();
        view = undefined;
        throw error;
      } finally {
        if (database.isTransaction) commit.run();
      }
    },
    close: () => compactor.stop(),
  };
}
