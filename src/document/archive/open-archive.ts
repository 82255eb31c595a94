import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { errorMessage } from "../../core/errors.ts";
import type { ParseOutcome } from "../document.ts";
import { readZip } from "../zip/read-zip.ts";
import { isTar, tarEntries } from "./tar-entries.ts";

export interface ArchiveEntry {
  readonly name: string;
  /** Unpacked. */
  readonly bytes: number;
}

/** A packed collection of files, held in memory; nothing of it is ever written under a name that it gives. */
export interface Archive {
  readonly type: "archive";
  readonly format: "zip" | "tar" | "tar.gz" | "gz";
  readonly entries: readonly ArchiveEntry[];
  /** Entries that are left out: folders, links, and names that lead out of their folder. */
  readonly leftOut: number;
  read(name: string): { readonly type: "bytes"; readonly bytes: Uint8Array } | Failure;
}

type Failure = Extract<ParseOutcome, { readonly type: "failure" }>;

const mebibyte = 1 << 20;
const mostEntries = 20_000;
/** What one entry, and what a packed stream may unpack to. */
const mostUnpacked = 256 * mebibyte;
/** What all entries together may claim. */
const mostTotal = 2048 * mebibyte;
/** Unpacked bytes for one packed one; text does not get beyond about 100. */
const highestRatio = 250;
/** Below this size a ratio says nothing. */
const harmless = 4 * mebibyte;

/**
 * Opens a ZIP, tar, tar.gz or gzip file by its content; undefined for anything else. Bombs (by their number of entries,
 * size or ratio) are `TOO_LARGE`, and nothing of them is unpacked. Never throws.
 */
export function openArchive(bytes: Uint8Array, fileName: string): Archive | Failure | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return openZip(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return openGzip(bytes, fileName);
  return isTar(bytes) ? openTar(bytes, "tar") : undefined;
}

function openZip(bytes: Uint8Array): Archive | Failure {
  const found: (ArchiveEntry & { readonly packed: number })[] = [];
  let count = 0;
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        count += 1;
        total += originalSize;
        if (count <= mostEntries && !name.endsWith("/"))
          found.push({ name, bytes: originalSize, packed: size });
        return false;
      },
    });
  } catch (error) {
    return failure("CORRUPT", `The archive is damaged: ${errorMessage(error)}`);
  }
  if (count > mostEntries || total > mostTotal)
    return failure("TOO_LARGE", "The archive holds more than is read.");
  const entries = found.filter(({ name }) => isInnerName(name));
  return {
    type: "archive",
    format: "zip",
    entries: entries.map(({ name, bytes: size }) => ({ name, bytes: size })),
    leftOut: found.length - entries.length,
    read(name) {
      const entry = entries.find((one) => one.name === name);
      if (entry === undefined) return missing(name);
      if (isBomb(entry.bytes, entry.packed)) return bomb(name);
      const read = readZip(bytes, (one) => one === name);
      if (read.type === "failure") return read;
      const content = read.entries.get(name);
      return content === undefined ? missing(name) : { type: "bytes", bytes: content };
    },
  };
}

function openGzip(bytes: Uint8Array, fileName: string): Archive | Failure {
  const most = Math.min(mostUnpacked, Math.max(harmless, bytes.byteLength * highestRatio));
  let unpacked: Uint8Array;
  try {
    unpacked = gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const isBombLike = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isBombLike ? bomb(fileName) : failure("CORRUPT", `The archive is damaged: ${errorMessage(error)}`);
  }
  if (isTar(unpacked)) return openTar(unpacked, "tar.gz");
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\.gz$/i, "") || "content";
  return {
    type: "archive",
    format: "gz",
    entries: [{ name, bytes: unpacked.byteLength }],
    leftOut: 0,
    read: (wanted) => (wanted === name ? { type: "bytes", bytes: unpacked } : missing(wanted)),
  };
}

function openTar(bytes: Uint8Array, format: "tar" | "tar.gz"): Archive | Failure {
  const all = tarEntries(bytes);
  if (all === undefined) return failure("TOO_LARGE", "The archive holds more than is read.");
  const files = all.filter(({ name, isFile }) => isFile && isInnerName(name));
  return {
    type: "archive",
    format,
    entries: files.map(({ name, bytes: content }) => ({ name, bytes: content.byteLength })),
    leftOut: all.length - files.length,
    read(name) {
      // As when it is unpacked, the last of several entries of one name counts.
      const file = files.findLast((one) => one.name === name);
      return file === undefined ? missing(name) : { type: "bytes", bytes: file.bytes };
    },
  };
}

/** Whether a name stays in the folder that an archive is unpacked into, on every system. */
function isInnerName(name: string): boolean {
  const parts = name.split(/[/\\]/);
  return name !== "" && !/^(?:[/\\]|[A-Za-z]:)/.test(name) && !parts.includes("..") && !name.includes("\0");
}

function isBomb(unpacked: number, packed: number): boolean {
  return unpacked > mostUnpacked || (unpacked > harmless && unpacked > packed * highestRatio);
}

function bomb(name: string): Failure {
  return failure("TOO_LARGE", `${name} would unpack to far more than it is, so it was not unpacked.`);
}

function missing(name: string): Failure {
  return failure("EMPTY", `The archive has no file ${name}.`);
}

function failure(code: Failure["code"], message: string): Failure {
  return { type: "failure", code, message };
}
