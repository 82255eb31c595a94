import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ingest, type IngestSummary } from "../../src/ingest/ingest.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { makePdf } from "../../test/documents/make-pdf.ts";
import type { Proof } from "../proof.ts";
import { mutantsOf } from "./mutants.ts";
import { passageProblem } from "./sound-outcome.ts";

const fullMutants = 5_000;
const atOnce = 250;
const longestBatchMs = 30 * 60_000;

/** Mutants of a PDF, read in workers as the product reads files: each ends as a document or with a reason, in time. */
export const parsePdf: Proof = {
  promise: "parse.pdf",
  async run({ seed, size = fullMutants, say }) {
    const failures: string[] = [];
    for (let from = 0; from < size; from += atOnce) {
      const count = Math.min(atOnce, size - from);
      const { problems } = await readPdfs(mutantsOf(soundPdf, { count, seed: seed * 1_000 + from / atOnce }));
      failures.push(...problems.map((problem) => `mutants from ${from} on: ${problem}`));
      say(`${from + count} of ${size} mutants, ${failures.length} wrong`);
    }
    return { tried: size, failures };
  },
};

/** Two pages of text. */
export const soundPdf = Buffer.from(
  makePdf([
    {
      texts: [
        { text: "Rules and fees", x: 72, y: 720, size: 18 },
        { text: "A late return costs 20 cents a day.", x: 72, y: 690, size: 10 },
      ],
    },
    { texts: [{ text: "After 60 days an item counts as lost.", x: 72, y: 720, size: 10 }] },
  ]),
);

export interface PdfReading {
  readonly summary: IngestSummary;
  /** What is wrong with how the files ended. */
  readonly problems: readonly string[];
  /** Texts of those that were read. */
  readonly texts: readonly string[];
}

/** Reads many files the way the product does: in workers, each with its time and memory. */
export async function readPdfs(files: readonly Buffer[]): Promise<PdfReading> {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-pdf-"));
  const library = openLibrary(":memory:");
  try {
    await Promise.all(files.map((bytes, at) => writeFile(path.join(folder.path, `${at}.pdf`), bytes)));
    const signal = AbortSignal.timeout(longestBatchMs);
    const summary = await ingest({ paths: [folder.path], library, signal, timeoutMs: 10_000 });
    const records = [...library.files().values()];
    const documents = records.flatMap(({ sourceIds }) =>
      sourceIds.map((id) => ({ text: library.text(id) ?? "", passages: library.passages(id) })),
    );
    const problems = [
      ...documents.flatMap((document) => passageProblem(document) ?? []),
      ...(records.length === files.length ? [] : [`${files.length - records.length} files have no record`]),
      ...records.flatMap(({ sourceIds, failure = "" }) =>
        sourceIds.length > 0 || failure !== "" ? [] : ["a failure without a reason"],
      ),
      ...summary.failures
        .filter(({ message }) => /time|second|crash/i.test(message))
        .map(({ message }) => message),
    ];
    return { summary, problems, texts: documents.map(({ text }) => text) };
  } finally {
    library.close();
  }
}
