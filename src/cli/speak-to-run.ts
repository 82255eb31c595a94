import { createSecretMask } from "../agent/guard/secret-mask.ts";
import { AppError, exitCodes } from "../core/errors.ts";
import { postRequest } from "../run/inbox.ts";
import { type RunProgress, runProgress } from "../run/run-status.ts";
import { environmentSecrets } from "./environment-secrets.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import type { Messages } from "./messages.ts";
import { findRun, runsDirectory } from "./run-finder.ts";

interface Found {
  readonly directory: string;
  readonly progress: RunProgress;
  readonly messages: Messages;
}

async function find(wanted: string | undefined, runsDir: string | undefined): Promise<Found> {
  const { directory } = await findRun(wanted, runsDirectory(runsDir));
  const progress = await runProgress(directory);
  const messages = messagesIn(interfaceLanguage(undefined, process.env, progress.question));
  return { directory, progress, messages };
}

export interface SteerCommand {
  readonly wanted: string;
  readonly text: string;
  readonly flags: { readonly runsDir?: string };
}

/** Leaves a message for a run that is under way, or that can be resumed. */
export async function steer({ wanted, text, flags }: SteerCommand): Promise<number> {
  const { directory, progress, messages } = await find(wanted, flags.runsDir);
  const { id, status } = progress;
  if (text.trim() === "") {
    throw new AppError("USAGE", "The message is empty.", {
      fix: `deepwell steer ${id} "look at fees as well"`,
    });
  }
  const canGoOn = status === "running" || status === "interrupted" || status === "failed";
  if (!canGoOn) {
    throw new AppError("USAGE", `The run ${id} has ended.`, {
      why: `it ended as ${status}, and a run that has ended reads no messages`,
      fix: `deepwell fork ${id} --turn ${Math.max(0, progress.turns - 1)} ${JSON.stringify(text)}`,
    });
  }
  const mask = createSecretMask(environmentSecrets(process.env));
  await postRequest(directory, { type: "steer", text: mask.text(text) });
  console.error(status === "running" ? messages.steered(id) : messages.steeredLater(id));
  return exitCodes.verified;
}

/** Asks the process that drives a run to end it, at once or after its turn. */
export async function cancel(
  wanted: string | undefined,
  flags: { readonly runsDir?: string; readonly finish?: boolean },
): Promise<number> {
  const { directory, progress, messages } = await find(wanted, flags.runsDir);
  const { id, status } = progress;
  if (status !== "running") {
    throw new AppError("USAGE", `The run ${id} is not under way.`, {
      why: `no process of this machine drives it; it stands as ${status}`,
      fix: `deepwell status ${id}`,
    });
  }
  await postRequest(directory, { type: flags.finish === true ? "stop" : "cancel" });
  console.error(flags.finish === true ? messages.finishing(id) : messages.cancelling(id));
  return exitCodes.verified;
}
