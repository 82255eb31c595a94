import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/errors.ts";
import type { ConfigFile } from "./config-files.ts";
import { referencePattern } from "./config-schema.ts";
import { nearestKey, parseConfig, readIfThere } from "./read-config-file.ts";
import { settingRows } from "./setting-table.ts";

export type SettingOfKey = (typeof settingRows)[number];

/** The setting of a dotted key. Throws `USAGE`, with the nearest one, where there is none. */
export function settingOfKey(key: string): SettingOfKey {
  const row = settingRows.find((each) => each.key === key);
  if (row !== undefined) return row;
  const near = nearestKey(key);
  throw new AppError("USAGE", `There is no setting ${key}.`, {
    ...(near === undefined ? {} : { why: `it looks like ${near}` }),
    fix: "deepwell config lists every setting",
  });
}

/**
 * Puts a setting into a configuration file, which is made where there is none; what else stands there stays. Throws
 * `CONFIG_INVALID` for a value that makes no sense and for a key in a shared file, and then changes nothing.
 */
export function writeSetting(file: ConfigFile, key: string, values: readonly string[]): void {
  const row = settingOfKey(key);
  const old = readIfThere(file.path) ?? "{}";
  parseConfig(old, file);
  // `parseConfig` has checked that it is an object of values and sections.
  const config = JSON.parse(old) as Record<string, unknown>;
  const [section, leaf] = row.key.includes(".") ? row.key.split(".") : [undefined, row.key];
  const value = valueOf(row, values);
  const next =
    section === undefined
      ? { ...config, [row.key]: value }
      : { ...config, [section]: { ...(config[section] as object | undefined), [leaf ?? ""]: value } };
  const text = `${JSON.stringify(next, null, 2)}\n`;
  parseConfig(text, file);
  mkdirSync(path.dirname(file.path), { recursive: true });
  const draft = `${file.path}.${process.pid}.tmp`;
  // It may hold keys.
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file.path);
}

function valueOf({ kind }: SettingOfKey, values: readonly string[]): unknown {
  const [first = ""] = values;
  if (referencePattern.test(first)) return first;
  if (kind === "texts" || kind === "paths") return values;
  if (kind === "count" || kind === "amount") return Number(first);
  if (kind === "switch" && (first === "true" || first === "false")) return first === "true";
  return first;
}
