import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../store/database.ts";
import type { IndexSizes } from "./index-sizes.ts";
import { mergeSegments } from "./merge-segments.ts";
import { isRunning, nobody, thisProcess } from "./owner.ts";
import { StaleIndexError, PageCache } from "./page-cache.ts";
import { Removals } from "./posting-source.ts";
import { unpackPassages } from "./recent-codec.ts";
import { advanceEpoch, pageId } from "./schema.ts";
import { Segment } from "./segment.ts";
import { TokenColumns } from "./token-columns.ts";
import { writeSegment } from "./write-segment.ts";

const readCacheBytes = 8_000_000;

/**
 * Does all merging that is due, in many short transactions so that a writer never waits long. Killed at any
 * point it leaves the index as it was; rows of unfinished segments are cleared away by the next call. Returns
 * early when `shouldStop` says so.
 */
export function compact(database: DatabaseSync, sizes: IndexSizes, shouldStop: () => boolean): void {
  try {
    clearUnfinished(database);
    while (!shouldStop() && storeOldestGeneration(database)) {
      // Each pass stores one generation.
    }
    while (!shouldStop() && mergeOnce(database, sizes, shouldStop)) {
      // Each pass makes one segment.
    }
  } catch (error) {
    // Another process merged the same segments first; what this one made of them goes with the rest.
    if (!(error instanceof StaleIndexError)) throw error;
  }
  if (!shouldStop()) clearUnfinished(database);
}

function clearUnfinished(database: DatabaseSync): void {
  const rows = database.prepare("SELECT id, owner FROM segment WHERE live = 0").all();
  for (const row of rows) {
    if (!isRunning(String(row["owner"]))) deleteSegment(database, Number(row["id"]));
  }
}

function deleteSegment(database: DatabaseSync, id: number): void {
  const page = database.prepare(
    "DELETE FROM segment_page WHERE id IN (SELECT id FROM segment_page WHERE id >= ? AND id < ? LIMIT 64)",
  );
  const [first, end] = [pageId(id, 0, 0), pageId(id + 1, 0, 0)];
  while (inTransaction(database, () => Number(page.run(first, end).changes)) > 0) {
    // Sixty-four pages at a time.
  }
  inTransaction(database, () => database.prepare("DELETE FROM segment WHERE id = ?").run(id));
}

/** Makes a segment of the oldest closed generation; false when there is none. */
function storeOldestGeneration(database: DatabaseSync): boolean {
  const generations = database.prepare("SELECT DISTINCT generation FROM recent ORDER BY generation").all();
  const generation = Number(generations[0]?.["generation"] ?? -1);
  if (!isClosed(database, generations.length, generation)) return false;
  const rows = database
    .prepare("SELECT data FROM recent WHERE generation = ? ORDER BY first")
    .all(generation);
  const columns = new TokenColumns();
  for (const { data } of rows) {
    if (data instanceof Uint8Array) for (const passage of unpackPassages(data)) columns.add(passage);
  }
  const { id } = writeSegment(database, columns, { live: false });
  return showOrClear(database, id, () => {
    const removed = database.prepare("DELETE FROM recent WHERE generation = ?").run(generation);
    if (Number(removed.changes) !== rows.length) throw new StaleIndexError("The generation changed.");
  });
}

/**
 * Shows a finished segment to readers in one transaction with `replace`, which takes away what it stands for. One
 * without passages is cleared away: it has no place among the others.
 */
function showOrClear(database: DatabaseSync, id: number, replace: () => void): true {
  const show = database.prepare(
    "UPDATE segment SET live = count > 0, owner = iif(count > 0, owner, ?) WHERE id = ? AND owner = ? AND outline IS NOT NULL",
  );
  try {
    inTransaction(database, () => {
      replace();
      if (Number(show.run(nobody, id, thisProcess()).changes) !== 1)
        throw new StaleIndexError("The new segment was cleared away.");
      advanceEpoch(database);
    });
    return true;
  } catch (error) {
    database.prepare("UPDATE segment SET owner = ? WHERE id = ? AND live = 0").run(nobody, id);
    throw error;
  }
}

function isClosed(database: DatabaseSync, generations: number, oldest: number): boolean {
  if (generations > 1) return true;
  const last = database.prepare("SELECT max(last) AS last FROM segment WHERE live = 1").get()?.["last"];
  return generations === 1 && Number(last ?? -1) > oldest;
}

interface SegmentRow {
  readonly id: number;
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

function mergeOnce(database: DatabaseSync, sizes: IndexSizes, shouldStop: () => boolean): boolean {
  const chosen = chooseMerge(database, sizes);
  if (chosen.length === 0) return false;
  const pages = new PageCache(database, readCacheBytes);
  const removals = readRemovals(database);
  const inputs = chosen.map(({ id }) => {
    const source = new Segment(database, id, pages);
    const removed = new Removals(source);
    for (const range of removals) removed.remove(range);
    return { source, removed };
  });
  const merged = mergeSegments(database, inputs, shouldStop);
  if (merged === undefined) return false;
  showOrClear(database, merged, () => {
    retire(database, chosen);
    forgetRemovals(database, removals, chosen);
  });
  for (const { id } of chosen) deleteSegment(database, id);
  return true;
}

function retire(database: DatabaseSync, inputs: readonly SegmentRow[]): void {
  const statement = database.prepare("UPDATE segment SET live = 0, owner = ? WHERE id = ? AND live = 1");
  for (const { id } of inputs) {
    if (Number(statement.run(nobody, id).changes) !== 1)
      throw new StaleIndexError("An input was merged before.");
  }
}

/** Neighbours of one size tier, or one segment of which much was removed; empty when nothing is due. */
function chooseMerge(database: DatabaseSync, sizes: IndexSizes): readonly SegmentRow[] {
  const segments = database
    .prepare("SELECT id, first, last, count FROM segment WHERE live = 1 ORDER BY first")
    .all()
    .map((row) => ({
      id: Number(row["id"]),
      first: Number(row["first"]),
      last: Number(row["last"]),
      count: Number(row["count"]),
    }));
  const { fanIn, maxSegmentPassages, maxRemovedShare } = sizes;
  const tierOf = (count: number) =>
    Math.max(0, Math.ceil(Math.log(count / sizes.generationPassages) / Math.log(fanIn)));
  for (let start = 0; start + fanIn <= segments.length; start++) {
    const group = segments.slice(start, start + fanIn);
    const total = group.reduce((sum, { count }) => sum + count, 0);
    const tier = tierOf(Math.max(...group.map(({ count }) => count)));
    const isBalanced = group.filter(({ count }) => tierOf(count) === tier).length * 2 > fanIn;
    if (isBalanced && total <= maxSegmentPassages) return group;
  }
  const removals = readRemovals(database);
  const thinned = segments.find((segment) => removedIn(segment, removals) > segment.count * maxRemovedShare);
  return thinned === undefined ? [] : [thinned];
}

interface Removal {
  readonly id: number;
  readonly first: number;
  readonly count: number;
}

function readRemovals(database: DatabaseSync): readonly Removal[] {
  const rows = database.prepare("SELECT id, first, count FROM removal").all();
  return rows.map((row) => ({
    id: Number(row["id"]),
    first: Number(row["first"]),
    count: Number(row["count"]),
  }));
}

function removedIn(segment: SegmentRow, removals: readonly Removal[]): number {
  return removals.reduce((total, { first, count }) => {
    const overlap = Math.min(segment.last + 1, first + count) - Math.max(segment.first, first);
    return total + Math.max(0, overlap);
  }, 0);
}

/**
 * Takes back removals that a merge has carried out: blocks do not interleave, so passages between the first and the
 * last of its inputs are nowhere else. What of a removal lies outside stays.
 */
function forgetRemovals(
  database: DatabaseSync,
  removals: readonly Removal[],
  inputs: readonly SegmentRow[],
): void {
  const first = Math.min(...inputs.map((input) => input.first));
  const end = Math.max(...inputs.map((input) => input.last)) + 1;
  const remove = database.prepare("DELETE FROM removal WHERE id = ?");
  const insert = database.prepare("INSERT INTO removal(first, count) VALUES (?, ?)");
  for (const removal of removals) {
    const removalEnd = removal.first + removal.count;
    if (removal.first >= end || removalEnd <= first) continue;
    remove.run(removal.id);
    if (removal.first < first) insert.run(removal.first, first - removal.first);
    if (removalEnd > end) insert.run(end, removalEnd - end);
  }
}
