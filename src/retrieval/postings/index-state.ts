import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { PassageRange } from "../passage-index.ts";
import type { PageCache } from "./page-cache.ts";
import { type LengthTotals, type PostingSource, Removals } from "./posting-source.ts";
import { RecentGeneration } from "./recent-generation.ts";
import { Segment } from "./segment.ts";

/** A block of passages with what searching it needs. */
export interface Block {
  readonly source: PostingSource;
  /** A segment, else recent additions. */
  readonly isStored: boolean;
  readonly removals: Removals;
}

/**
 * What is committed, as this process knows it: opened segments, recent passages, removals. Follows the database,
 * whoever writes it, so that what is searched is what a process would see that starts now.
 */
export class IndexState {
  readonly #database: DatabaseSync;
  readonly #pages: PageCache;
  readonly #epochStatement: StatementSync;
  #epoch = -1;
  #segments = new Map<number, Block>();
  #generations = new Map<number, Block & { readonly source: RecentGeneration }>();
  #removals: PassageRange[] = [];
  #lastRemoval = 0;
  #blocks: readonly Block[] = [];
  /** In how many passages of stored segments terms occur, as far as that was asked for; empty when they change. */
  readonly storedCounts = new Map<string, number>();

  constructor(database: DatabaseSync, pages: PageCache) {
    this.#database = database;
    this.#pages = pages;
    this.#epochStatement = database.prepare("SELECT epoch FROM index_epoch");
  }

  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  /** Those of the blocks that are not stored segments; they change with every commit. */
  get recent(): Iterable<Block> {
    return this.#generations.values();
  }

  /** Passages that can be found. */
  get size(): number {
    return this.#blocks.reduce((total, { source, removals }) => total + source.count - removals.count, 0);
  }

  /** Mean numbers of terms per passage. */
  get meanLengths(): LengthTotals {
    const size = Math.max(this.size, 1);
    const mean = { body: 0, title: 0, heading: 0 };
    for (const field of ["body", "title", "heading"] as const) {
      for (const { source, removals } of this.#blocks) {
        mean[field] += source.totals[field] - removals.totals[field];
      }
      mean[field] /= size;
    }
    return mean;
  }

  /** Takes in what was committed since the last call, inside the caller's transaction; true if there was something. */
  refresh(): boolean {
    const epoch = Number(this.#epochStatement.get()?.["epoch"] ?? 0);
    if (epoch === this.#epoch) return false;
    const removed = this.#readRemovals();
    for (const block of this.#blocks) for (const range of removed) block.removals.remove(range);
    this.#removals.push(...removed);
    if (removed.length > 0) this.storedCounts.clear();
    this.#readSegments();
    this.#readGenerations();
    this.#blocks = [...this.#segments.values(), ...this.#generations.values()];
    this.#epoch = epoch;
    return true;
  }

  /** Starts from nothing at the next refresh. */
  forget(): void {
    this.#epoch = -1;
    this.#segments.clear();
    this.#generations.clear();
    this.#removals = [];
    this.#lastRemoval = 0;
    this.#blocks = [];
    this.storedCounts.clear();
  }

  #readRemovals(): PassageRange[] {
    const rows = this.#database
      .prepare("SELECT id, first, count FROM removal WHERE id > ? ORDER BY id")
      .all(this.#lastRemoval);
    this.#lastRemoval = Number(rows.at(-1)?.["id"] ?? this.#lastRemoval);
    return rows.map((row) => ({ first: Number(row["first"]), count: Number(row["count"]) }));
  }

  #readSegments(): void {
    const rows = this.#database.prepare("SELECT id FROM segment WHERE live = 1 ORDER BY first").all();
    const segments = new Map<number, Block>();
    for (const row of rows) {
      const id = Number(row["id"]);
      segments.set(id, this.#segments.get(id) ?? this.#block(new Segment(this.#database, id, this.#pages)));
    }
    const areSame =
      segments.size === this.#segments.size && rows.every((row) => this.#segments.has(Number(row["id"])));
    if (!areSame) this.storedCounts.clear();
    this.#segments = segments;
  }

  #readGenerations(): void {
    const live = new Set(
      this.#database
        .prepare("SELECT DISTINCT generation FROM recent")
        .all()
        .map((row) => Number(row["generation"])),
    );
    for (const id of this.#generations.keys()) if (!live.has(id)) this.#generations.delete(id);
    const rows = this.#database.prepare(
      "SELECT first, data FROM recent WHERE generation = ? AND first > ? ORDER BY first",
    );
    for (const id of live) {
      const source = this.#generations.get(id)?.source ?? new RecentGeneration(id);
      const before = source.count;
      for (const row of rows.iterate(id, source.lastRow)) {
        const data = row["data"];
        if (data instanceof Uint8Array) source.addRow(Number(row["first"]), data);
      }
      if (source.count > before) this.#generations.set(id, { ...this.#block(source), source });
    }
  }

  #block(source: PostingSource): Block {
    const removals = new Removals(source);
    for (const range of this.#removals) removals.remove(range);
    return { source, isStored: source instanceof Segment, removals };
  }
}
