import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const shortestPauseMs = 2;
const longestWaitMs = 10_000;

/**
 * Waits until a process of this machine has ended, at most ten seconds. The first process of a namespace ends
 * only when every other one in it has.
 */
export async function processEnd(id: number): Promise<void> {
  const end = performance.now() + longestWaitMs;
  while ((await isRunning(id)) && performance.now() < end) await pause(shortestPauseMs);
}

/** Whether a process runs; one that has ended and was not collected yet does not. */
export async function isRunning(id: number): Promise<boolean> {
  const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  const state = /\) (\S)[^)]*$/.exec(stat)?.[1];
  return state !== undefined && state !== "Z" && state !== "X";
}
