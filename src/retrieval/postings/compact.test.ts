import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fieldTerms } from "../field-terms.ts";
import { inTransaction, openDatabase } from "../store/database.ts";
import { compact } from "./compact.ts";
import { changeOf, crashSizes } from "./crash-writer.fixture.ts";
import { openPostingsIndex } from "./postings-index.ts";

let database: DatabaseSync;

beforeEach(() => {
  database = openDatabase(":memory:");
});
afterEach(() => database.close());

/** Commits some changes, none of them merged yet. */
function write(changes: number, sizes = crashSizes): void {
  const none = fieldTerms([]);
  const index = openPostingsIndex(database, ":memory:", { sizes });
  for (let step = 0; step < changes; step++) {
    inTransaction(database, () => {
      const writer = index.writer();
      for (const number of changeOf(step).added)
        writer.add({ number, fields: { title: none, heading: none, body: fieldTerms(["all"]) } });
      writer.finish();
    });
  }
}

function unfinished(): number {
  const pages = "SELECT count(*) AS n FROM segment_page WHERE id / 67108864 NOT IN (SELECT id FROM segment)";
  const left = "SELECT count(*) AS n FROM segment WHERE live = 0";
  return Number(database.prepare(pages).get()?.["n"]) + Number(database.prepare(left).get()?.["n"]);
}

function mergeAll(): void {
  compact(database, crashSizes, () => false);
}

test("what could not be shown, because another process was quicker, is cleared away", () => {
  write(5);
  database.exec(`CREATE TEMP TRIGGER taken AFTER UPDATE OF outline ON main.segment
    BEGIN UPDATE segment SET owner = 'another' WHERE id = new.id; END`);
  mergeAll();
  expect(database.prepare("SELECT count(*) AS n FROM segment WHERE live = 1").get()?.["n"]).toBe(0);
  expect(unfinished()).toBe(0);
});

test("what was made of segments that went away meanwhile is cleared away", () => {
  write(20);
  compact(database, { ...crashSizes, fanIn: 100 }, () => false);
  database.exec("DELETE FROM segment_page");
  mergeAll();
  expect(unfinished()).toBe(0);
});

test("what a process left unmerged is merged after the next one opens the index", () => {
  const sizes = { ...crashSizes, bulkPassages: 1 };
  write(40, sizes);
  const segments = () =>
    Number(database.prepare("SELECT count(*) AS n FROM segment WHERE live = 1").get()?.["n"]);
  const before = segments();
  const index = openPostingsIndex(database, ":memory:", { sizes });
  const size = index.read((view) => view.size);
  expect(index.read((view) => view.size)).toBe(size);
  expect(before).toBeGreaterThan(2 * sizes.fanIn);
  expect(segments()).toBeLessThan(before / 2);
  index.close();
});
