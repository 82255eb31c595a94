import { readFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { AppError, errorMessage } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import { editDistance } from "../../core/edit-distance.ts";
import type { ConfigFile } from "./config-files.ts";
import { configSchema, referencePattern } from "./config-schema.ts";
import { settingRows, variableOf } from "./setting-table.ts";

/** The text of a file; undefined where there is none. Throws `CONFIG_INVALID` for one that cannot be read. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new AppError("CONFIG_INVALID", `${file} cannot be read.`, { why: errorMessage(error) });
  }
}

/**
 * The settings of a file, each as its environment variable would give it; a `$NAME` stands as it is. Throws
 * `CONFIG_INVALID`, naming file and key, for anything that is no configuration, and for a key in a shared file.
 */
export function readConfigFile(file: ConfigFile): ReadonlyMap<string, string> {
  const text = readIfThere(file.path);
  return text === undefined ? new Map() : parseConfig(text, file);
}

/** The same for a text that would stand in the file. */
export function parseConfig(text: string, file: ConfigFile): ReadonlyMap<string, string> {
  const parsed = parseJson(text);
  if (!parsed.ok) throw invalid(file, `it is not valid JSON: ${parsed.error}`);
  const checked = configSchema.safeParse(parsed.value);
  if (!checked.success) throw invalid(file, ...problemOf(checked.error));
  const values = new Map<string, string>();
  for (const row of settingRows) {
    const value = valueAt(checked.data, row.key);
    if (value === undefined) continue;
    if (row.userOnly === true && file.isShared) throw userOnlySetting(row, file.path);
    const told = textOf(value, row.kind, file);
    if (row.kind === "secret" && file.isShared && !referencePattern.test(told)) throw sharedKey(row, file);
    values.set(variableOf(row), told);
  }
  return values;
}

/** What stands under a dotted key. */
export function valueAt(config: unknown, key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      config,
    );
}

function textOf(value: unknown, kind: string, { folder }: ConfigFile): string {
  if (typeof value === "string" && referencePattern.test(value)) return value;
  if (kind === "path") return path.resolve(folder, String(value));
  if (kind === "paths" && Array.isArray(value))
    return JSON.stringify(value.map((item) => path.resolve(folder, String(item))));
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function problemOf(error: z.ZodError): readonly [string, string?] {
  const [issue] = error.issues;
  if (issue === undefined) return ["it is no configuration"];
  const place = issue.path.map(String);
  if (issue.code !== "unrecognized_keys")
    return [`${place.join(".") || "the whole"} ${expected(place.join(".")) ?? "is not what it should be"}`];
  const key = [...place, ...issue.keys.slice(0, 1)].join(".");
  const near = nearestKey(key);
  const fix = near === undefined ? "deepwell config lists every setting" : `write ${near}`;
  return [`it has ${key}, which is no setting`, fix];
}

function expected(key: string): string | undefined {
  const row = settingRows.find((each) => each.key === key);
  if (row === undefined) return undefined;
  const kinds: Partial<Record<typeof row.kind, string>> = {
    count: "is a whole number from 1 on",
    amount: "is a number greater than 0",
    duration: 'is a duration in quotes, such as "15m"',
    switch: "is true or false",
    texts: "is a list of texts",
    paths: "is a list of paths",
  };
  return kinds[row.kind] ?? (row.choices ? `is one of ${row.choices.join(", ")}` : "is a text in quotes");
}

/** The setting that a mistyped key most likely meant, also where only its section is missing. */
export function nearestKey(key: string): string | undefined {
  const [best] = settingRows
    .map((row) => ({ key: row.key, distance: distanceTo(row.key, key) }))
    .toSorted((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(1, key.length / 3) ? best.key : undefined;
}

function distanceTo(known: string, key: string): number {
  const [whole, leaf] = [known.toLowerCase(), known.slice(known.indexOf(".") + 1).toLowerCase()];
  const asked = key.toLowerCase().replace(/[_-]/g, "");
  return Math.min(editDistance(asked, whole), editDistance(asked, leaf));
}

function invalid(file: ConfigFile, why: string, fix?: string): AppError {
  return new AppError("CONFIG_INVALID", `${file.path} is no configuration of Deepwell.`, {
    why,
    fix: fix ?? `correct ${file.path}; deepwell config path shows which files are read`,
  });
}

/** What is said where a file of a project opens what only the user may open. */
export function userOnlySetting(row: (typeof settingRows)[number], file: string): AppError {
  return new AppError("CONFIG_INVALID", `${file} must not set ${row.key}.`, {
    why: "it opens what is closed, and a folder may be anybody's",
    fix: `if you trust it: deepwell config set ${row.key} VALUE, or ${row.flag ?? variableOf(row)}`,
  });
}

function sharedKey(row: (typeof settingRows)[number], file: ConfigFile): AppError {
  return new AppError("CONFIG_INVALID", `${row.key} in ${file.path} holds a key as it is.`, {
    why: "files of a project are shared, and so would be the key",
    fix: `write "$${variableOf(row)}" there and export ${variableOf(row)}; a key that was shared should be replaced`,
  });
}
