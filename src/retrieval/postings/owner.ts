import { readFileSync } from "node:fs";

/** Owner of what is to be cleared away. */
export const nobody = "";

/** Places in /proc/<id>/stat after the name of the program, see proc_pid_stat(5): fields 3 and 22. */
const stateField = 0;
const startField = 19;

/** A name for this process, the same whoever asks for it in it; another process with its id has another one. */
export function thisProcess(): string {
  return processName(process.pid);
}

/** Whether the process of that name still runs on this machine. */
export function isRunning(owner: string): boolean {
  const id = Number(owner.split(":")[0]);
  if (owner === nobody || !(id > 0)) return false;
  return exists(id) && processName(id) === owner;
}

/**
 * Name of the process with an id, `nobody` for one that has ended and waits for its parent to notice: the id and, where
 * the system says it, the time of the start. Ids are given again, at once in a container where every life of a program has the same one.
 * The time comes from the system, because one that is worked out from two clocks wavers.
 */
export function processName(id: number): string {
  const fields = statusOf(id);
  const hasEnded = fields[stateField] === "Z" || fields[stateField] === "X";
  return hasEnded ? nobody : `${id}:${fields[startField] ?? ""}`;
}

function statusOf(id: number): readonly string[] {
  try {
    const status = readFileSync(`/proc/${id}/stat`, "latin1");
    // The name may hold spaces and brackets of its own.
    return status.slice(status.lastIndexOf(")") + 2).split(" ");
  } catch {
    // No such process, or a system without /proc, where the id has to do.
    return [];
  }
}

function exists(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
