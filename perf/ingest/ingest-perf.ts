import { execFile } from "node:child_process";
import { mkdir, mkdtempDisposable, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { memorySettings } from "../../bin/node-runtime.mjs";
import { parseDocument } from "../../src/document/parse-document.ts";
import type { PerfBenchmark, PerfOptions, PerfRow } from "../benchmark.ts";
import { spread } from "../spread.ts";
import { type Format, formats, type MadeFile, makeFiles } from "./make-files.ts";

const run = promisify(execFile);
const repeats = 3;
const filesPerFormat = 60;
/** Files of the smallest corpus whose peak memory is measured; 4 and 16 times as many follow. */
const defaultSizes = [200, 800, 3_200];
const mebibyte = 1024 * 1024;

/** Reading speed by format, and the memory that ingesting takes as the corpus grows; pdftotext beside it for PDF. */
export const ingestPerf: PerfBenchmark = {
  name: "ingest",
  description: "reading documents: MB and documents a second by format, peak memory by corpus size",
  async run(options) {
    const rows: PerfRow[] = [];
    const notes: string[] = [];
    const ratios: Record<string, number> = {};
    const subjects = new Set(options.subjects ?? ["deepwell", "pdftotext"]);
    await using folder = await mkdtempDisposable(path.join(os.tmpdir(), "deepwell-perf-ingest-"));
    for (const format of formats) {
      options.say(`${format}: ${filesPerFormat} files`);
      const files = makeFiles(format, filesPerFormat);
      const seconds = await measureParsing(files);
      rows.push(...speedRows("deepwell", format, { files, seconds }));
      if (format !== "pdf" || !subjects.has("pdftotext")) continue;
      const peer = await measurePdftotext(files, folder.path);
      if (peer === undefined) notes.push("pdftotext (poppler) is not installed and was left out.");
      else {
        rows.push(...speedRows("pdftotext", format, { files, seconds: peer }));
        ratios["pdf documents/s, deepwell : pdftotext"] = ratio(seconds, peer);
      }
    }
    rows.push(...(await measureMemory(folder.path, options)));
    notes.push("deepwell parses in one thread, which is warm; pdftotext is started for each file.");
    return { rows, ratios, notes };
  },
};

/** Seconds for all of the files, once for each repeat, after a round that warms up. */
async function measureParsing(files: readonly MadeFile[]): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let round = 0; round <= repeats; round += 1) {
    const started = performance.now();
    for (const { bytes, name } of files) {
      // A parser may take the bytes over.
      const outcome = await parseDocument(Uint8Array.from(bytes), { name });
      if (outcome.type === "failure") throw new Error(`${name}: ${outcome.code} ${outcome.message}`);
    }
    if (round > 0) seconds.push((performance.now() - started) / 1000);
  }
  return seconds;
}

async function measurePdftotext(
  files: readonly MadeFile[],
  folder: string,
): Promise<readonly number[] | undefined> {
  try {
    await run("pdftotext", ["-v"]);
  } catch {
    return undefined;
  }
  const paths = await writeAll(files, folder);
  const seconds: number[] = [];
  for (let round = 0; round < repeats; round += 1) {
    const started = performance.now();
    for (const file of paths) await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 64 * mebibyte });
    seconds.push((performance.now() - started) / 1000);
  }
  await Promise.all(paths.map((file) => rm(file)));
  return seconds;
}

async function writeAll(files: readonly MadeFile[], folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { name, bytes } of files) {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    paths.push(file);
  }
  return paths;
}

function speedRows(
  subject: string,
  format: Format,
  { files, seconds }: { readonly files: readonly MadeFile[]; readonly seconds: readonly number[] },
): readonly PerfRow[] {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  const pages = files.reduce((sum, file) => sum + file.pages, 0);
  const rate = (amount: number): readonly number[] => seconds.map((time) => amount / time);
  return [
    spread({ subject, metric: `${format} bytes`, unit: "MB/s" }, rate(megabytes)),
    spread({ subject, metric: `${format} documents`, unit: "documents/s" }, rate(files.length)),
    ...(format === "pdf" ? [spread({ subject, metric: "pdf pages", unit: "pages/s" }, rate(pages))] : []),
  ];
}

function ratio(own: readonly number[], peer: readonly number[]): number {
  const best = (samples: readonly number[]): number => Math.min(...samples);
  return Number((best(peer) / best(own)).toPrecision(3));
}

/** Ingests ever larger folders of mixed files, each in a process of its own. */
async function measureMemory(folder: string, options: PerfOptions): Promise<readonly PerfRow[]> {
  const mixed: readonly Format[] = ["html", "md", "txt", "docx", "jsonl", "csv", "pdf"];
  const rows: PerfRow[] = [];
  const corpus = path.join(folder, "corpus");
  await mkdir(corpus);
  for (const size of options.sizes ?? defaultSizes) {
    options.say(`memory at ${size} files`);
    for (const format of mixed) await writeAll(makeFiles(format, Math.ceil(size / mixed.length)), corpus);
    const library = path.join(folder, `library-${size}.sqlite`);
    const child = fileURLToPath(new URL("./ingest-child.ts", import.meta.url));
    const { flags, env } = memorySettings;
    const { stdout } = await run(process.execPath, [...flags, child, corpus, library], {
      env: { ...process.env, ...env },
      maxBuffer: mebibyte,
    });
    // Printed by the child of this benchmark.
    const { seconds, peakMb, peakOwnMb, read, failures } = JSON.parse(stdout) as Record<
      "seconds" | "peakMb" | "peakOwnMb" | "read" | "failures",
      number
    >;
    if (failures > 0) throw new Error(`${failures} of the made files could not be read`);
    const metric = `ingest of ${read} mixed files`;
    rows.push(spread({ subject: "deepwell", metric: `${metric}, peak`, unit: "MiB" }, [peakMb]));
    rows.push(
      spread({ subject: "deepwell", metric: `${metric}, peak of its own`, unit: "MiB" }, [peakOwnMb]),
    );
    rows.push(spread({ subject: "deepwell", metric, unit: "documents/s" }, [read / seconds]));
  }
  return rows;
}
