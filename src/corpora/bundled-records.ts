import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { type CorpusRecord, parseCorpus } from "./corpus-record.ts";

/** Names of the collections that come with Deepwell. */
export const bundledCorpora = ["usagov", "china-laws"] as const;
export type BundledCorpus = (typeof bundledCorpora)[number];

/** A collection as it is packed: JSON lines, compressed with Brotli. */
export interface PackedCorpus {
  readonly name: BundledCorpus;
  readonly bytes: Buffer;
}

const packageCorpora = fileURLToPath(new URL("../../corpora/", import.meta.url));

/** Reads a collection from `folder`, that of the package where absent. */
export async function readPacked(name: BundledCorpus, folder = packageCorpora): Promise<PackedCorpus> {
  return { name, bytes: await readFile(path.join(folder, `${name}.jsonl.br`)) };
}

/** The documents of a collection. Rejects with `AppError` DATA_INVALID where it is damaged. */
export async function unpackCorpus({ name, bytes }: PackedCorpus): Promise<readonly CorpusRecord[]> {
  const jsonl = await promisify(brotliDecompress)(bytes);
  return parseCorpus(jsonl.toString("utf8"), name);
}
