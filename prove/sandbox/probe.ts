import { execFile } from "node:child_process";
import { mkdtempDisposable } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { defaultSandboxLimits, type SandboxLimits } from "../../src/run/sandbox/limits.ts";
import { type Defect, runInside } from "./run-inside.ts";
import type { Stage } from "./stage.ts";

/** One thing that must not be possible inside, and the proof that it was tried in earnest. */
export interface Probe {
  readonly name: string;
  /** For bash; says `REACHED` when it got what it must not get. */
  readonly attack: string;
  /** Must say `REACHED`: the attack itself outside, or something inside that looks like it and is allowed. */
  readonly control: { readonly outside: string } | { readonly inside: string };
  /** With this hole, the attack must succeed. */
  readonly defect: Defect;
  readonly limits?: Partial<SandboxLimits>;
  /** More to decide by than what the attack says; asked once after each run. */
  readonly isReached?: (stage: Stage) => Promise<boolean> | boolean;
  /** Put in place before each run; what it gives is there as a variable of that name. */
  readonly prepare?: (stage: Stage) => Promise<Readonly<Record<string, string>>>;
}

export type ProbePart = "attack" | "control" | "defect";

/** Runs one part of a probe in a workspace of its own; whether what it tries was reached. */
export async function isReached(probe: Probe, part: ProbePart, stage: Stage): Promise<boolean> {
  await using workspace = await mkdtempDisposable(path.join(stage.run, "workspace-"));
  stage.arrived();
  const prepared = (await probe.prepare?.(stage)) ?? {};
  const stdout = await runPart(probe, part, { stage, workspace: workspace.path, prepared });
  const isSaid = /^REACHED$/m.test(stdout);
  return probe.isReached === undefined ? isSaid : (await probe.isReached(stage)) || isSaid;
}

interface Place {
  readonly stage: Stage;
  readonly workspace: string;
  readonly prepared: Readonly<Record<string, string>>;
}

async function runPart(probe: Probe, part: ProbePart, place: Place): Promise<string> {
  const { control } = probe;
  const isOutside = part === "control" && "outside" in control;
  const wanted = part !== "control" ? probe.attack : "outside" in control ? control.outside : control.inside;
  const assignments = Object.entries({ ...place.stage.variables, ...place.prepared }).map(
    ([name, value]) => `${name}='${value}'`,
  );
  const script = [...assignments, wanted].join("\n");
  if (isOutside) {
    const { stdout } = await promisify(execFile)("bash", ["-c", script], {
      cwd: place.workspace,
      env: { PATH: process.env["PATH"], DEEPWELL_PROBE_SECRET: process.env["DEEPWELL_PROBE_SECRET"] },
      timeout: 30_000,
    }).catch((error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? "" }));
    return stdout;
  }
  const { stdout } = await runInside({
    script,
    workspace: place.workspace,
    limits: { ...defaultSandboxLimits, ...probe.limits },
    isWatched: probe.limits !== undefined,
    ...(part === "defect" ? { defect: probe.defect } : {}),
  });
  return stdout;
}
