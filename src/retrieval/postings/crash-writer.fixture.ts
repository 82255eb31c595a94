import { fieldTerms } from "../field-terms.ts";
import { inTransaction, openDatabase } from "../store/database.ts";
import type { IndexSizes } from "./index-sizes.ts";
import { openPostingsIndex } from "./postings-index.ts";

/** Few passages a generation and two segments a merge: the worker is busy all the time. */
export const crashSizes: IndexSizes = {
  bulkPassages: 20,
  bulkTokens: 300,
  generationPassages: 4,
  generationBytes: 10_000,
  fanIn: 2,
  maxSegmentPassages: 10_000,
  maxRemovedShare: 0.1,
};

/** What change number `step` adds and removes; every change is one transaction. */
export function changeOf(step: number): {
  readonly added: readonly number[];
  readonly removed: number | undefined;
} {
  const size = step % 7 === 6 ? 25 : (step % 3) + 1;
  const added = Array.from({ length: size }, (_, index) => step * 100 + index);
  return { added, removed: step % 4 === 3 ? (step - 2) * 100 : undefined };
}

const none = fieldTerms([]);

/** Commits one change after the other and says so after each, until it is killed. */
function writeForever(path: string, firstStep: number): void {
  const database = openDatabase(path);
  const index = openPostingsIndex(database, path, { sizes: crashSizes });
  for (let step = firstStep; ; step++) {
    const { added, removed } = changeOf(step);
    inTransaction(database, () => {
      const writer = index.writer();
      for (const number of added) {
        const terms = ["all", `n${number}`, `s${step}`, "filler", "filler"];
        writer.add({ number, fields: { title: none, heading: none, body: fieldTerms(terms) } });
      }
      if (removed !== undefined) writer.remove({ first: removed, count: 1 });
      writer.finish();
    });
    // Waits where the reader is behind; `writeSync` would throw EAGAIN.
    process.stdout.write(`${step}\n`);
  }
}

const [, script, path, firstStep] = process.argv;
if (script === import.meta.filename && path !== undefined) writeForever(path, Number(firstStep));
