import { AppError } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";
import { type Environment, readVariable } from "../core/read-variable.ts";
import {
  type SettingFlags,
  type SettingName,
  settingRow,
  settingRows,
  variableOf,
} from "./config/setting-table.ts";

export type { Environment } from "../core/read-variable.ts";

/** What the environment says of a setting, as it stands there; undefined where it says nothing. */
export function environmentValue(name: SettingName, environment: Environment): string | undefined {
  return readVariable([variableOf(settingRow(name))], environment)?.value;
}

/**
 * Flags, and where none was given what the environment says. Throws `CONFIG_INVALID` for a switch that is neither on
 * nor off.
 */
export function withEnvironment<Flags extends SettingFlags>(flags: Flags, environment: Environment): Flags {
  const found: Record<string, boolean | string | readonly string[]> = {};
  for (const { name, kind } of settingRows) {
    const text = flags[name] === undefined ? environmentValue(name, environment) : undefined;
    if (text === undefined || kind === "secret") continue;
    if (kind === "switch") found[name] = switchOf(text, variableOf(settingRow(name)));
    else found[name] = kind === "texts" || kind === "paths" ? listOf(text) : text;
  }
  return { ...flags, ...found };
}

function switchOf(text: string, variable: string): boolean {
  if (/^(?:true|1|yes|on)$/i.test(text)) return true;
  if (/^(?:false|0|no|off)$/i.test(text)) return false;
  throw new AppError("CONFIG_INVALID", `${variable} cannot be ${JSON.stringify(text)}.`, {
    why: "it is a switch: true or false",
    fix: `export ${variable}=true`,
  });
}

/** A JSON array of texts, or texts divided by commas. */
function listOf(text: string): readonly string[] {
  const parsed = text.startsWith("[") ? parseJson(text) : undefined;
  if (parsed?.ok && Array.isArray(parsed.value)) return parsed.value.map(String);
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
