import { type FileHandle, open, readFile, truncate } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { isTransient, type RunEvent } from "../agent/events.ts";
import { AppError } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";

/** Version of the record format; readers refuse newer ones. */
export const journalVersion = 1;

/** Append-only record of a run: one event a line, each with its sequence number and CRC-32. */
export interface Journal {
  /** Resolves once the event is on disk. Transient events are passed over. */
  append(event: RunEvent): Promise<void>;
  close(): Promise<void>;
}

const recordPattern = /^\{"v":(\d+),"seq":(\d+),"crc":"([0-9a-f]{8})","event":(.*)\}$/s;

function encodeRecord(event: RunEvent, sequence: number): string {
  const json = JSON.stringify(event);
  return `{"v":${journalVersion},"seq":${sequence},"crc":"${checksum(json)}","event":${json}}\n`;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/**
 * Opens a journal for appending. What a crash left half-written at its end is cut off first, so that the
 * next record never joins a torn line.
 */
export async function openJournal(file: string): Promise<{ journal: Journal; events: readonly RunEvent[] }> {
  const { events, validBytes, totalBytes } = await recover(file);
  if (validBytes < totalBytes) await truncate(file, validBytes);
  const handle = await open(file, "a");
  return { journal: appendTo(handle, events.length), events };
}

/** The events of a journal up to its last good record; never changes the file. */
export async function readJournal(file: string): Promise<readonly RunEvent[]> {
  return (await recover(file)).events;
}

function appendTo(handle: FileHandle, written: number): Journal {
  let sequence = written;
  return {
    async append(event) {
      if (isTransient(event)) return;
      sequence += 1;
      await handle.appendFile(encodeRecord(event, sequence));
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

interface Recovered {
  readonly events: readonly RunEvent[];
  readonly validBytes: number;
  readonly totalBytes: number;
}

async function recover(file: string): Promise<Recovered> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const events: RunEvent[] = [];
  let position = 0;
  for (;;) {
    const newline = bytes.indexOf(0x0a, position);
    if (newline < 0) break;
    const event = decodeRecord(bytes.toString("utf8", position, newline), events.length + 1, file);
    if (event === undefined) break;
    events.push(event);
    position = newline + 1;
  }
  return { events, validBytes: position, totalBytes: bytes.length };
}

function decodeRecord(line: string, sequence: number, file: string): RunEvent | undefined {
  const match = recordPattern.exec(line);
  if (match === null) return undefined;
  const [, version, number, sum, json = ""] = match;
  if (Number(version) > journalVersion) {
    throw new AppError("RUN_INVALID", `The journal ${file} was written by a newer Deepwell.`, {
      why: `its records have version ${version}, this Deepwell reads up to ${journalVersion}`,
      fix: "update Deepwell",
    });
  }
  if (Number(number) !== sequence || checksum(json) !== sum) return undefined;
  const parsed = parseJson(json);
  // The checksum says that these are the bytes this program wrote.
  return parsed.ok ? (parsed.value as RunEvent) : undefined;
}
