import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import type { Policy } from "../model/policy.ts";
import type { RunDirectory } from "../run/run-directory.ts";
import { openTerminals } from "../run/sandbox/terminals.ts";
import type { ResearchOptions, Shell } from "./setting.ts";

/** Opens the sandbox of a run where one is wanted. Rejects with `SANDBOX_UNAVAILABLE` where it must be and cannot. */
export async function openShell(
  options: Pick<ResearchOptions, "shell" | "shellNetwork"> & {
    readonly policy: Policy;
    readonly directory: RunDirectory;
  },
  signal: AbortSignal,
): Promise<Shell> {
  const { shell = "off", shellNetwork, policy, directory } = options;
  const isWanted = shell === "required" || (shell === "auto" && policy.usesLanguageModel);
  if (!isWanted) return { type: "off" };
  const outcome = await openTerminals({
    workspace: directory.workspace,
    signal,
    ...present({ network: shellNetwork }),
  });
  if (outcome.type === "open") return { type: "on", terminals: outcome.terminals };
  if (shell === "required") {
    throw new AppError("SANDBOX_UNAVAILABLE", "There is no sandbox to run commands in.", outcome.refusal);
  }
  return { type: "off", refusal: outcome.refusal };
}
