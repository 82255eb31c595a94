import { appendFileSync } from "node:fs";
import { type FileHandle, open, readFile, truncate } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { isTransient, type RunEvent } from "../agent/events.ts";
import type { KeptEvents } from "../agent/kept-events.ts";
import { AppError } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";
import { CommitQueue } from "./commit-queue.ts";
import { syncFolder } from "./sync-folder.ts";
import { journalVersion, migrateEvent, type RecordedEvent } from "./journal-version.ts";

/** Append-only record of a run: one event a line, each with its sequence number and CRC-32. */
export interface Journal extends KeptEvents {
  /**
   * Resolves once the event, and all before it, are on disk; in the order of the events. Those that are appended without
   * waiting share one sync. Transient events are passed over. Once one could not be kept, none behind it is.
   */
  append(event: RunEvent): Promise<void>;
  /** Keeps what was appended. */
  close(): Promise<void>;
}

/** How every version's records begin, whatever else changes. */
const versionPattern = /^\{"v":(\d+),/;
const recordPattern = /^\{"v":(\d+),"seq":(\d+),(?:"kept":(\d+),)?"crc":"([0-9a-f]{8})","event":(.*)\}$/s;

/** `kept`: how many records were on disk before this one was written. */
function encodeRecord(event: RunEvent, { sequence, kept }: { sequence: number; kept: number }): string {
  const json = JSON.stringify(event);
  return `{"v":${journalVersion},"seq":${sequence},"kept":${kept},"crc":"${checksum(json)}","event":${json}}\n`;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/**
 * Opens a journal for appending; what it holds is on disk then. What a crash left half-written at its end is cut off first,
 * so that the next record never joins a torn line. Throws `AppError` RUN_INVALID, and changes nothing, where records of a
 * newer version stand in it or where one is damaged that had been on disk: that was no crash.
 */
export async function openJournal(file: string): Promise<{ journal: Journal; events: readonly RunEvent[] }> {
  const { events, validBytes, totalBytes, isDamaged } = await recover(file);
  if (isDamaged) {
    throw new AppError("RUN_INVALID", `The journal ${file} is damaged.`, {
      why: `record ${events.length + 1} cannot be read, and good records stand behind it`,
      fix: "put it back from a copy; deepwell fork RUN --turn N goes on from a turn before the damage",
    });
  }
  if (validBytes < totalBytes) await truncate(file, validBytes);
  const handle = await open(file, "a");
  // Its name has to outlast a loss of power, as its records do; who wrote those may have died before they were on disk.
  if (totalBytes === 0) await syncFolder(path.dirname(file));
  else await handle.datasync();
  return { journal: appendTo(handle, events.length), events };
}

/**
 * The events of a journal up to its last good record, as the present version has them; never changes the file. Throws
 * `AppError` RUN_INVALID for records of a newer version.
 */
export async function readJournal(file: string): Promise<readonly RunEvent[]> {
  return (await recover(file)).events;
}

function appendTo(handle: FileHandle, recorded: number): Journal {
  const queue = new CommitQueue({
    // Into memory: waking another thread for it takes several times as long.
    write: (text) => appendFileSync(handle.fd, text),
    sync: () => handle.datasync(),
  });
  let sequence = recorded;
  let kept = recorded;
  return {
    append(event) {
      if (isTransient(event)) return queue.synced();
      // No batch is written before the last one is on disk.
      if (!queue.hasOpenBatch) kept = sequence;
      sequence += 1;
      return queue.append(encodeRecord(event, { sequence, kept }));
    },
    written: () => queue.written(),
    synced: () => queue.synced(),
    async close() {
      try {
        await queue.synced();
      } finally {
        await handle.close();
      }
    },
  };
}

interface Recovered {
  readonly events: readonly RunEvent[];
  readonly validBytes: number;
  readonly totalBytes: number;
  /** A record that was on disk is not good: those behind it say so. */
  readonly isDamaged: boolean;
}

async function recover(file: string): Promise<Recovered> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const events: RunEvent[] = [];
  let validBytes = 0;
  for (const { line, end } of linesOf(bytes)) {
    const event = decodeRecord(line, events.length + 1, file);
    if (event === undefined) break;
    events.push(event);
    validBytes = end;
  }
  const isDamaged = keptBefore(bytes.subarray(validBytes)) > events.length;
  return { events, validBytes, totalBytes: bytes.length, isDamaged };
}

/** Whole lines, each with the place behind it. */
function* linesOf(bytes: Buffer): Generator<{ readonly line: string; readonly end: number }> {
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    yield { line: bytes.toString("utf8", start, end), end: end + 1 };
    start = end + 1;
  }
}

/**
 * How many records must have been on disk for the good ones among these bytes to be written. Those of one batch may come
 * to the disk in any order, and some of them not at all.
 */
function keptBefore(bytes: Buffer): number {
  const records = [...linesOf(bytes)].flatMap(({ line }) => {
    const [, , sequence, kept = Number(sequence) - 1, sum, json = ""] = recordPattern.exec(line) ?? [];
    return checksum(json) === sum ? [Number(kept)] : [];
  });
  return records.reduce((most, kept) => Math.max(most, kept), 0);
}

function decodeRecord(line: string, sequence: number, file: string): RunEvent | undefined {
  const version = Number(versionPattern.exec(line)?.[1]);
  if (version > journalVersion) {
    throw new AppError("RUN_INVALID", `The journal ${file} was written by a newer Deepwell.`, {
      why: `its records have version ${version}, this Deepwell reads up to ${journalVersion}`,
      fix: "update Deepwell",
    });
  }
  const [, , number, , sum, json = ""] = recordPattern.exec(line) ?? [];
  if (Number(number) !== sequence || checksum(json) !== sum) return undefined;
  const parsed = parseJson(json);
  // The checksum says that these are the bytes that a Deepwell wrote.
  return parsed.ok ? migrateEvent(parsed.value as RecordedEvent, version) : undefined;
}
