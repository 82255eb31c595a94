import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats, statfsSync, statSync } from "node:fs";
import path from "node:path";
import type { SandboxLimits } from "./limits.ts";

export interface Usage {
  /** Processes and threads. */
  readonly processes: number;
  readonly memoryBytes: number;
  readonly workspaceBytes: number;
  readonly workspaceEntries: number;
  /** What the whole machine has left. */
  readonly hostMemoryBytes: number;
  readonly hostDiskBytes: number;
}

export interface Exceeded {
  readonly what: "processes" | "memory" | "disk" | "files" | "host memory" | "host disk" | "lifetime";
  readonly used: number;
  readonly limit: number;
}

/** The machine itself keeps this much, whatever the sandbox's own limits are. */
export const hostReserveBytes = 256 * 2 ** 20;

/** The first limit that is exceeded, if any. */
export function exceeded(usage: Usage, limits: SandboxLimits): Exceeded | undefined {
  const { processes, memoryBytes, workspaceBytes, workspaceEntries } = usage;
  const checks: readonly Exceeded[] = [
    { what: "processes", used: processes, limit: limits.processes },
    { what: "memory", used: memoryBytes, limit: limits.memoryBytes },
    { what: "disk", used: workspaceBytes, limit: limits.workspaceBytes },
    { what: "files", used: workspaceEntries, limit: limits.workspaceEntries },
  ];
  const over = checks.find(({ used, limit }) => used > limit);
  if (over !== undefined) return over;
  const reserve = { used: hostReserveBytes, limit: hostReserveBytes };
  if (usage.hostMemoryBytes < hostReserveBytes) return { what: "host memory", ...reserve };
  if (usage.hostDiskBytes < hostReserveBytes) return { what: "host disk", ...reserve };
  return undefined;
}

/**
 * What a sandbox uses now. `processFolder` is its own `/proc`, seen from outside. Counting stops where a limit
 * is exceeded, so that measuring a bomb takes no longer than measuring what is allowed.
 */
export function measure(setting: {
  readonly processFolder: string;
  readonly workspace: string;
  readonly limits: SandboxLimits;
}): Usage {
  const { processFolder, workspace, limits } = setting;
  const disk = statfsSync(workspace);
  const held = measureProcesses(processFolder, limits);
  const kept = measureFolder(workspace, limits);
  return {
    processes: held.processes,
    memoryBytes: held.memoryBytes,
    workspaceBytes: kept.bytes + held.deletedBytes,
    workspaceEntries: kept.entries,
    hostMemoryBytes: kibibytes(readFileSync("/proc/meminfo", "utf8"), "MemAvailable"),
    hostDiskBytes: disk.bavail * disk.bsize,
  };
}

interface Held {
  processes: number;
  memoryBytes: number;
  /** Of files that have no name any more and are still open. */
  deletedBytes: number;
}

function measureProcesses(folder: string, limits: SandboxLimits): Held {
  const ids = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  const held: Held = { processes: ids.length, memoryBytes: 0, deletedBytes: 0 };
  if (ids.length > limits.processes) return held;
  const deleted = new Map<string, number>();
  for (const id of ids) {
    const status = textOf(path.join(folder, id, "status"));
    held.processes += Math.max(0, (Number(/^Threads:\s+(\d+)/m.exec(status)?.[1]) || 1) - 1);
    // Page tables count: a process can fill memory with them alone. Files in the page cache do not.
    for (const key of ["RssAnon", "RssShmem", "VmSwap", "VmPTE"]) held.memoryBytes += kibibytes(status, key);
    for (const file of openFiles(path.join(folder, id, "fd"))) {
      if (file.nlink === 0 && file.isFile()) deleted.set(`${file.dev}:${file.ino}`, file.blocks * 512);
    }
  }
  for (const bytes of deleted.values()) held.deletedBytes += bytes;
  return held;
}

function openFiles(folder: string): readonly Stats[] {
  return namesIn(folder).flatMap((name) => {
    const stats = statSync(path.join(folder, name), { throwIfNoEntry: false });
    return stats ?? [];
  });
}

function measureFolder(folder: string, limits: SandboxLimits): { bytes: number; entries: number } {
  const total = { bytes: 0, entries: 0 };
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of entriesOf(next)) {
      const place = path.join(next, entry.name);
      total.entries += 1;
      if (total.bytes > limits.workspaceBytes || total.entries > limits.workspaceEntries) return total;
      if (entry.isDirectory()) open.push(place);
      total.bytes += (lstatSync(place, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
    }
  }
  return total;
}

/** What is gone by the time it is looked at uses nothing: processes end and files are deleted all the time. */
function orNothing<T>(read: () => T, nothing: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error) return nothing;
    throw error;
  }
}

const textOf = (file: string): string => orNothing(() => readFileSync(file, "utf8"), "");
const namesIn = (folder: string): readonly string[] => orNothing(() => readdirSync(folder), []);
const entriesOf = (folder: string): readonly Dirent[] =>
  orNothing(() => readdirSync(folder, { withFileTypes: true }), []);

function kibibytes(text: string, key: string): number {
  return (Number(new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(text)?.[1]) || 0) * 1024;
}
