import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseJson } from "../core/json.ts";
import { sha256 } from "../core/hash.ts";
import type { Source } from "../core/source.ts";
import { parseMarkdown } from "../document/markdown/parse-markdown.ts";
import type { Library } from "../retrieval/library.ts";
import type { FileRecord, StoredDocument } from "../retrieval/stored-document.ts";

export interface PastRunsOptions {
  /** Folder of the run directories; it need not exist. */
  readonly runsDir: string;
  /** Holds nothing but sources of past runs. */
  readonly library: Library;
  /** Collections that are left out because they are searched anyway. */
  readonly without: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Brings the library in line with the sources that the runs of a folder have stored: new ones are added, those of runs
 * that are gone leave. What a run wrote itself is never among them. A source that is damaged is passed over.
 */
export async function indexPastRuns(options: PastRunsOptions): Promise<void> {
  const { runsDir, library, without, signal } = options;
  const known = library.files();
  const files = new Set(await sourceFiles(runsDir));
  for (const file of files.difference(known)) {
    signal.throwIfAborted();
    const document = await readStored(file);
    const isWanted = document !== undefined && !without.includes(document.source.collection);
    if (isWanted) await library.add([document]);
    library.recordFiles([await recordOf(file, isWanted ? [document.source.id] : [])]);
  }
  await forget(
    [...known.keys()].filter((file) => !files.has(file)),
    library,
  );
}

/** The records of all stored sources, `<run>/sources/<sha256>.json`, in a fixed order. */
async function sourceFiles(runsDir: string): Promise<readonly string[]> {
  const runs = await readdir(runsDir, { withFileTypes: true }).catch(() => []);
  const folders = runs
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(runsDir, name, "sources"));
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).map((name) => path.join(folder, name));
    }),
  );
  return files.flat().toSorted();
}

const recordSchema = z.looseObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  mediaType: z.string(),
  collection: z.string(),
});

/** The stored text is divided anew; where that changes a character of it, it is another source with the same origin. */
async function readStored(file: string): Promise<StoredDocument | undefined> {
  const parsed = parseJson(await readFile(file, "utf8"));
  const record = parsed.ok ? recordSchema.safeParse(parsed.value) : undefined;
  const text = await readFile(file.replace(/\.json$/, ".md"), "utf8").catch(() => undefined);
  if (record?.success !== true || text === undefined || sha256(text) !== record.data.id) return undefined;
  const outcome = parseMarkdown(text, { name: record.data.title });
  if (outcome.type === "failure") return undefined;
  const { text: divided, passages } = outcome.document;
  // A record was written from a source, and its required parts were looked at.
  const source = { ...record.data, id: sha256(divided) } as Source;
  return { source, text: divided, passages };
}

async function recordOf(file: string, sourceIds: readonly string[]): Promise<FileRecord> {
  const { size, mtimeMs } = await stat(file);
  return { path: file, size, mtimeMs, contentHash: path.basename(file, ".json"), sourceIds };
}

/** A source stays as long as one run that stored it is there. */
async function forget(gone: readonly string[], library: Library): Promise<void> {
  const before = library.files();
  library.forgetFiles(gone);
  const kept = new Set([...library.files().values()].flatMap(({ sourceIds }) => sourceIds));
  const lost = gone.flatMap((file) => before.get(file)?.sourceIds ?? []).filter((id) => !kept.has(id));
  await library.remove(lost);
}
