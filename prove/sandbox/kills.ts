import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { hasStartedProcess, processesMounting } from "./host-processes.ts";

export interface Kill {
  /** Processes in the sandbox when its owner was killed; 0 when it was killed before there were any. */
  readonly before: number;
  /** Those that were still there after the time they are given. */
  readonly after: number;
  /** Whether the owner had said that everything runs. */
  readonly isReady: boolean;
  readonly startMs: number;
}

const graceMs = 15_000;

/** When an owner is killed, in milliseconds: after its start, or after it has begun to start its sandbox. */
export type KillTime = { readonly afterMs: number } | { readonly afterFirstProcessMs: number };

/**
 * Starts a process that owns a sandbox full of programs that do not want to end, kills it with SIGKILL, and counts
 * what is left. Without a time, the kill comes when everything runs.
 */
export async function killOwner(time?: KillTime): Promise<Kill> {
  const folder = await mkdtemp(path.join(tmpdir(), `deepwell-kill-${randomBytes(6).toString("hex")}-`));
  const started = performance.now();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "kill-child.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  let isReady = false;
  const ready = once(child.stdout, "data").then(() => {
    isReady = true;
  });
  ready.catch(() => {});
  await Promise.race([time === undefined ? ready : itsTime(time, child), exit]);
  const startMs = performance.now() - started;
  const wasReady = isReady;
  const before = processesMounting(folder).filter((id) => id !== child.pid).length;
  child.kill("SIGKILL");
  await exit;
  const after = await waitUntilGone(folder);
  for (const id of after) process.kill(id, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
  return { before, after: after.length, isReady: wasReady, startMs };
}

async function itsTime(time: KillTime, child: ChildProcess): Promise<void> {
  if ("afterMs" in time) return wait(time.afterMs);
  while (child.exitCode === null && !hasStartedProcess(child.pid)) await wait(1);
  return wait(time.afterFirstProcessMs);
}

async function waitUntilGone(folder: string): Promise<readonly number[]> {
  const end = performance.now() + graceMs;
  for (;;) {
    const left = processesMounting(folder);
    if (left.length === 0 || performance.now() > end) return left;
    await wait(20);
  }
}
