import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { bubblewrapArguments } from "../../src/run/sandbox/bubblewrap-arguments.ts";
import { findPrograms } from "../../src/run/sandbox/find-programs.ts";
import { hardCap, processLimitArguments, type SandboxLimits } from "../../src/run/sandbox/limits.ts";
import type { Exceeded } from "../../src/run/sandbox/measure.ts";
import { filterArchitecture, seccompFilter } from "../../src/run/sandbox/seccomp/filter.ts";
import { openProcessCap } from "../../src/run/sandbox/process-cap.ts";
import { startBubblewrap } from "../../src/run/sandbox/start-bubblewrap.ts";
import { watch } from "../../src/run/sandbox/watch.ts";

/** A hole made on purpose, to see that a probe finds it. */
export interface Defect {
  readonly arguments?: (given: readonly string[]) => readonly string[];
  readonly limits?: Partial<SandboxLimits>;
  /** A filter that allows everything. */
  readonly isUnfiltered?: boolean;
  /** `bwrap` gets the environment of this process. */
  readonly isEnvironmentKept?: boolean;
}

export interface InsideRun {
  readonly script: string;
  readonly workspace: string;
  readonly limits: SandboxLimits;
  /** Also measured from outside, as a run is. */
  readonly isWatched: boolean;
  readonly defect?: Defect;
}

export interface InsideResult {
  readonly stdout: string;
  readonly exceeded: Exceeded | undefined;
}

/** `BPF_RET | BPF_K` with SECCOMP_RET_ALLOW. */
const allowAll = Buffer.from("060000000000ff7f", "hex");
const longestRunMs = 60_000;

/**
 * Runs a script in a sandbox made as `openSandbox` makes it, with what the canary would refuse left to the caller:
 * that is how a probe can be shown a hole.
 */
export async function runInside(run: InsideRun): Promise<InsideResult> {
  const { script, workspace, limits, defect = {} } = run;
  const programs = findPrograms();
  const architecture = filterArchitecture(process.arch);
  if (programs.type === "missing" || architecture === undefined) throw new Error("there is no sandbox here");
  await writeFile(path.join(workspace, "probe.sh"), script);
  const bounds = { ...limits, ...defect.limits };
  const given = bubblewrapArguments({ workspace, limits: bounds });
  const command = [
    "/bin/bash",
    "/etc/deepwell/enter.sh",
    "/none",
    "/none",
    "1",
    ...processLimitArguments(bounds),
    "--",
  ];
  const cap = openProcessCap(hardCap(bounds));
  if (cap === undefined) throw new Error("there is nothing to count processes with here");
  const sandbox = startBubblewrap({
    cap,
    program: programs.bwrap,
    arguments: [...(defect.arguments?.(given) ?? given), "--", ...command, "/bin/bash", "probe.sh"],
    seccompFilter: defect.isUnfiltered === true ? allowAll : seccompFilter(architecture),
    environment: defect.isEnvironmentKept === true ? ownEnvironment() : {},
  });
  sandbox.stdin.write("\n");
  const timer = setTimeout(() => sandbox.kill(), longestRunMs);
  let stdout = "";
  sandbox.stdout.on("data", (chunk: Buffer) => {
    stdout = (stdout + chunk.toString("latin1")).slice(-10_000);
  });
  // Before its first words, what it sees as `/proc` is not its own yet.
  await Promise.race([once(sandbox.stdout, "data"), sandbox.ended]);
  const firstProcess = await sandbox.firstProcess;
  const watching =
    firstProcess === undefined || !run.isWatched
      ? undefined
      : watch({ firstProcess, workspace, limits: bounds }, () => sandbox.kill());
  const said = await sandbox.ended;
  clearTimeout(timer);
  await watching?.stop();
  return { stdout: `${stdout}\n${said}`, exceeded: watching?.exceeded() };
}

function ownEnvironment(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""]));
}
