import { existsSync } from "node:fs";
import { AppError, exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { type Environment, readVariable } from "../core/read-variable.ts";
import { configFiles } from "./config/config-files.ts";
import { namesOf, readConfiguration } from "./config/read-configuration.ts";
import { settingRows, variableOf } from "./config/setting-table.ts";
import { settingOfKey, type SettingOfKey, writeSetting } from "./config/write-setting.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";

export interface ConfigFlags {
  readonly json?: boolean;
  readonly project?: boolean;
}

interface Merged {
  readonly key: string;
  readonly value?: string;
  /** A file, an environment variable, or `default`. */
  readonly origin: string;
}

/** Prints what every setting is and where it comes from; keys are masked. */
export function showConfig(flags: ConfigFlags, environment: Environment): number {
  const messages = messagesIn(interfaceLanguage(undefined, environment));
  const all = mergedSettings(environment);
  if (flags.json) {
    console.log(JSON.stringify(all));
    return exitCodes.verified;
  }
  const widest = (texts: readonly string[]) => Math.min(40, Math.max(0, ...texts.map((text) => text.length)));
  const keys = widest(all.map(({ key }) => key));
  const values = widest(all.map(({ value = "–" }) => value));
  for (const { key, value = "–", origin } of all) {
    const from = origin === "default" ? messages.byDefault : origin;
    console.log(`${key.padEnd(keys)}  ${value.padEnd(values)}  ${from}`);
  }
  return exitCodes.verified;
}

/** Prints the value of one setting; nothing where it has none. Throws `USAGE` for a key that is none. */
export function getConfig(key: string, environment: Environment): number {
  const { value = "" } = merged(settingOfKey(key), environment);
  console.log(value);
  return exitCodes.verified;
}

/** Writes one setting into the user's file, or the project's with `--project`. */
export function setConfig(
  key: string,
  values: readonly string[],
  { flags, environment }: { readonly flags: ConfigFlags; readonly environment: Environment },
): number {
  if (values.length === 0)
    throw new AppError("USAGE", "There is no value.", { fix: `deepwell config set ${key} VALUE` });
  const files = configFiles(process.cwd(), environment);
  const file = flags.project ? files.project : files.user;
  writeSetting(file, key, values);
  console.error(file.path);
  return exitCodes.verified;
}

/** Prints the files that are read, the strongest first, and whether they exist. */
export function showPaths(environment: Environment): number {
  const messages = messagesIn(interfaceLanguage(undefined, environment));
  const { variables, project, user } = configFiles(process.cwd(), environment);
  for (const file of [variables, project.path, user.path]) {
    console.log(existsSync(file) ? file : `${file}  (${messages.absent})`);
  }
  return exitCodes.verified;
}

function mergedSettings(environment: Environment): readonly Merged[] {
  return settingRows.map((row) => merged(row, environment));
}

function merged(row: SettingOfKey, environment: Environment): Merged {
  const variable = variableOf(row);
  const { added } = readConfiguration(process.cwd(), environment);
  const exported = readVariable(namesOf(variable), environment);
  const found = exported === undefined ? added.get(variable) : { ...exported, origin: exported.name };
  if (found !== undefined) return { key: row.key, value: masked(found.value, row), origin: found.origin };
  return { key: row.key, ...present({ value: row.usual }), origin: "default" };
}

/** A key is told apart by its end alone, and only a long one; a password in an address is not shown. */
function masked(value: string, { kind }: SettingOfKey): string {
  if (kind === "secret") return value.length < 16 ? "****" : `****${value.slice(-4)}`;
  return value.replace(/(:\/\/)[^/@\s]+@/g, "$1****@");
}
