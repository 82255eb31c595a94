import { constants, openSync } from "node:fs";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { type Exceeded, exceeded, measure } from "./measure.ts";
import type { WatchReport, WatchTask } from "./watch.ts";

/** Between two looks; longer where a look itself takes long, so that watching stays a small part of a processor. */
const shortestPauseMs = 50;
const pauseShare = 3;

const task = workerData as WatchTask;
const report = (message: WatchReport): void => parentPort?.postMessage(message);

// The folder stays the sandbox's own, whoever gets its process numbers later.
const folder = openSync(`/proc/${task.firstProcess}/root/proc`, constants.O_RDONLY | constants.O_DIRECTORY);
const setting = { ...task, processFolder: `/proc/self/fd/${folder}` };
const end = performance.now() + task.limits.lifetimeMs;

for (let isFirst = true; ; isFirst = false) {
  const started = performance.now();
  const found = look(started);
  if (found !== undefined) {
    report({ type: "exceeded", exceeded: found });
    process.kill(task.firstProcess, "SIGKILL");
    break;
  }
  if (isFirst) report({ type: "watching" });
  await wait(Math.max(shortestPauseMs, pauseShare * (performance.now() - started)));
}

function look(now: number): Exceeded | undefined {
  if (now > end) return { what: "lifetime", used: task.limits.lifetimeMs, limit: task.limits.lifetimeMs };
  return exceeded(measure(setting), task.limits);
}
