import { exitCodes } from "../core/errors.ts";
import type { Environment } from "../core/read-variable.ts";
import { firstKey, localServers } from "../model/selection/detect-model.ts";
import { configFiles } from "./config/config-files.ts";
import { writeSetting } from "./config/write-setting.ts";
import { environmentValue } from "./environment.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";

export interface InitFlags {
  /** Write what was found; otherwise it is only shown. */
  readonly auto?: boolean;
  /** Into the project's file instead of the user's. */
  readonly project?: boolean;
}

const searchMs = 5_000;

/**
 * Looks for keys and for model servers on this machine, and names the first as the model of every run: in the user's file
 * with `--auto`, else as a proposal. Never asks anything, and leaves a model that is already named.
 */
export async function init(flags: InitFlags, environment: Environment): Promise<number> {
  const messages = messagesIn(interfaceLanguage(undefined, environment));
  const named = environmentValue("model", environment);
  if (named !== undefined) {
    console.log(messages.modelIsNamed(named));
    return exitCodes.verified;
  }
  const key = firstKey({ environment });
  const servers = await localServers({ environment, signal: AbortSignal.timeout(searchMs) });
  if (key?.keyName !== undefined) console.log(messages.foundKey(key.provider, key.keyName));
  for (const { model, baseUrl } of servers) console.log(messages.foundServer(model, baseUrl));
  const chosen = key ?? servers[0];
  if (chosen === undefined) {
    console.log(messages.embeddedPolicy);
    return exitCodes.verified;
  }
  const model = `${chosen.provider}/${chosen.model}`;
  const files = configFiles(process.cwd(), environment);
  const file = flags.project === true ? files.project : files.user;
  if (flags.auto === true) writeSetting(file, "model", [model]);
  console.log(
    flags.auto === true ? messages.modelWritten(model, file.path) : messages.modelProposed(model, file.path),
  );
  return exitCodes.verified;
}
