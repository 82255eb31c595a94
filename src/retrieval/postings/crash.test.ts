import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../store/database.ts";
import { compact } from "./compact.ts";
import { changeOf, crashSizes } from "./crash-writer.fixture.ts";
import { openPostingsIndex } from "./postings-index.ts";

const writerFile = join(import.meta.dirname, "crash-writer.fixture.ts");
const rounds = 8;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepwell-crash-"));
  path = join(folder, "index.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The passages that are there after the changes up to `step`. */
function expectedAfter(step: number): Set<number> {
  const numbers = new Set<number>();
  for (let at = 0; at <= step; at++) {
    const { added, removed } = changeOf(at);
    for (const number of added) numbers.add(number);
    if (removed !== undefined) numbers.delete(removed);
  }
  return numbers;
}

/** Lets a process write until `changes` commits were reported, kills it at once, and gives the last reported step. */
async function writeAndKill(
  firstStep: number,
  changes: number,
  onCommit: (step: number) => void,
): Promise<number> {
  const child = spawn(process.execPath, [writerFile, path, String(firstStep)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  let last = firstStep - 1;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last - firstStep + 1 < changes) onCommit(last);
    else child.kill("SIGKILL");
  }
  await exited;
  return last;
}

function searchable(): Set<number> {
  const database = openDatabase(path, { readOnly: true });
  const index = openPostingsIndex(database, path, { readOnly: true });
  const hits = index.read((view) => view.search({ terms: [{ term: "all", weight: 1 }], limit: 100_000 }));
  index.close();
  database.close();
  return new Set(hits.map((hit) => hit.number));
}

test("killed at any point, it holds exactly the committed changes", { timeout: 120_000 }, async () => {
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    const last = await writeAndKill(next, 3 + round * 7, () => {});
    const found = searchable();
    // The change under way may have been committed just before it could be reported.
    const possible = [last, last + 1].map(expectedAfter);
    expect(possible).toContainEqual(found);
    next = found.symmetricDifference(possible[0] ?? new Set()).size === 0 ? last + 1 : last + 2;
  }
  const database = openDatabase(path);
  compact(database, crashSizes, () => false);
  expect(searchable()).toEqual(expectedAfter(next - 1));
  const left = database.prepare("SELECT count(*) AS n FROM segment WHERE live = 0").get();
  const pages = database.prepare(
    "SELECT count(*) AS n FROM segment_page WHERE id / 67108864 NOT IN (SELECT id FROM segment)",
  );
  expect([left?.["n"], pages.get()?.["n"]]).toEqual([0, 0]);
  database.close();
});

test("a reader in another process finds every change as soon as it is committed", {
  timeout: 120_000,
}, async () => {
  openDatabase(path).close();
  const database = openDatabase(path);
  const index = openPostingsIndex(database, path);
  let looked = 0;
  await writeAndKill(0, 60, (step) => {
    // The writer is ahead by now: leave out what it may have removed since.
    const lasting = changeOf(step).added.filter((number) => number !== changeOf(step + 2).removed);
    if (lasting.length === 0) return;
    looked++;
    const terms = lasting.map((number) => ({ term: `n${number}`, weight: 1 }));
    const hits = index.read((view) => view.search({ terms, limit: 100 }));
    expect(new Set(hits.map((hit) => hit.number))).toEqual(new Set(lasting));
  });
  expect(looked).toBeGreaterThan(40);
  index.close();
  database.close();
});
