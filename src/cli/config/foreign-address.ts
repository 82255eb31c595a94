import { AppError } from "../../core/errors.ts";
import type { Environment } from "../../core/read-variable.ts";
import { providers } from "../../model/selection/provider.ts";
import type { AddedVariable } from "./added-variable.ts";
import { settingRow, variableOf } from "./setting-table.ts";

const keyNames = providers.flatMap((provider) => provider.keyNames);
const addressNames = new Set([
  ...providers.filter((provider) => provider.keyNames.length > 0).flatMap(({ baseUrlNames }) => baseUrlNames),
  ...(["baseUrl", "model", "modelSummarise", "modelJudge", "modelVision"] as const).map((name) =>
    variableOf(settingRow(name)),
  ),
]);

/**
 * Refuses that a folder which may be anybody's sends the user's own keys to a server that it names: an address out of
 * the project goes with keys out of the project, or to this machine. Throws `CONFIG_INVALID`.
 */
export function refuseForeignAddress(
  added: ReadonlyMap<string, AddedVariable>,
  environment: Environment,
  userFile: string,
): void {
  const ownKey = keyNames.find((name) => environment[name]?.trim() || added.get(name)?.origin === userFile);
  if (ownKey === undefined) return;
  for (const [name, { value, origin }] of added) {
    const address = addressNames.has(name) ? /https?:\/\/\S+/.exec(value)?.[0] : undefined;
    if (address === undefined || origin === userFile || isThisMachine(address)) continue;
    throw new AppError(
      "CONFIG_INVALID",
      `${origin} names a server (${name}), and your ${ownKey} could go to it.`,
      {
        why: "a folder that somebody else wrote must not decide who gets your keys",
        fix: `if you trust ${address}: export ${name}=${value}`,
      },
    );
  }
}

function isThisMachine(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d+){3}$/.test(host);
}
