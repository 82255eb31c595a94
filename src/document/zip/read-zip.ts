import { unzipSync, zipSync } from "fflate";
import { errorMessage } from "../../core/errors.ts";
import type { ParseOutcome } from "../document.ts";

export type ZipOutcome =
  | { readonly type: "entries"; readonly entries: ReadonlyMap<string, Uint8Array> }
  | Extract<ParseOutcome, { readonly type: "failure" }>;

/** Entries of an archive beyond this many are an attack or a mistake. */
const mostEntries = 20_000;
/** Bytes that the wanted entries may have unpacked, together. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Unpacks the entries whose name is wanted. No more memory is used than the archive says its entries need,
 * which is checked first; entries that turn out larger than they said make the archive `CORRUPT`. Never throws.
 */
export function readZip(bytes: Uint8Array, isWanted: (name: string) => boolean): ZipOutcome {
  let entries = 0;
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (!isWanted(name)) return false;
        total += originalSize;
        return entries <= mostEntries && total <= mostBytes;
      },
    });
    if (total > mostBytes || entries > mostEntries) {
      return { type: "failure", code: "TOO_LARGE", message: "Unpacked, the file is larger than 256 MiB." };
    }
    return { type: "entries", entries: new Map(Object.entries(files)) };
  } catch (error) {
    return { type: "failure", code: "CORRUPT", message: `The archive is damaged: ${errorMessage(error)}` };
  }
}

/** Packs entries without compressing them, for libraries that want an archive and check no sizes themselves. */
export function storeZip(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(entries), { level: 0 });
}

/** The text of an entry; undefined where it is missing. */
export function entryText(entries: ReadonlyMap<string, Uint8Array>, name: string): string | undefined {
  const bytes = entries.get(name);
  return bytes === undefined ? undefined : new TextDecoder("utf-8").decode(bytes);
}
