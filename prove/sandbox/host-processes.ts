import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

/** Process ids of this machine whose command line begins with a name. */
export function processesNamed(name: string): readonly number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && commandOf(entry).startsWith(name))
    .map(Number);
}

/** Process ids of this machine that see a folder mounted somewhere, or name it: a sandbox and everything about it. */
export function processesMounting(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid))
    .filter(
      (entry) => textOf(`/proc/${entry}/mountinfo`).includes(folder) || commandOf(entry).includes(folder),
    )
    .map(Number);
}

/** Whether a process has a child of its main thread. */
export function hasStartedProcess(id: number | undefined): boolean {
  return textOf(`/proc/${id}/task/${id}/children`).trim() !== "";
}

function commandOf(id: string): string {
  return textOf(`/proc/${id}/cmdline`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It has ended since.
    return "";
  }
}
