import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { defaultSandboxLimits } from "../../src/run/sandbox/limits.ts";
import { runInside } from "./run-inside.ts";
import type { Stage } from "./stage.ts";

export interface Bombed {
  /** Whether it was stopped for the number of its processes. */
  readonly isStopped: boolean;
  /** Until nothing of it was left. */
  readonly milliseconds: number;
  /** The most entries `/proc` of this machine had, over what it had before. */
  readonly mostProcesses: number;
}

/** Sets off a fork bomb that does not end by itself, under the limits that runs have. */
export async function forkBomb(stage: Stage): Promise<Bombed> {
  const workspace = await mkdtemp(path.join(stage.run, "workspace-"));
  const before = (await readdir("/proc")).length;
  let most = before;
  let isOver = false;
  const started = performance.now();
  const script = "bomb() { bomb | bomb & }; bomb; while :; do sleep 1; done";
  const run = runInside({ script, workspace, limits: defaultSandboxLimits, isWatched: true }).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    most = Math.max(most, (await readdir("/proc")).length);
    await wait(2);
  }
  const { exceeded } = await run;
  const milliseconds = Math.round(performance.now() - started);
  await rm(workspace, { recursive: true, force: true });
  return { isStopped: exceeded?.what === "processes", milliseconds, mostProcesses: most - before };
}
