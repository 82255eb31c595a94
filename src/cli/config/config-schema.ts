import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";
import { parseDuration } from "../duration.ts";
import { settingRows } from "./setting-table.ts";

/** A value that stands in the environment: `$NAME`. */
export const referencePattern = /^\$[A-Za-z_][A-Za-z0-9_]*$/;

type Row = (typeof settingRows)[number];

function valueSchema({ kind, choices }: Row): z.ZodType {
  switch (kind) {
    case "count":
      return z.int().min(1).max(999_999_999);
    case "amount":
      return z.number().positive();
    case "duration":
      return z.string().refine((text) => parseDuration(text) !== undefined, "a duration such as 90s or 15m");
    case "switch":
      return z.boolean();
    case "texts":
    case "paths":
      return z.array(z.string().min(1));
    case "text":
    case "path":
    case "secret":
      return choices === undefined ? z.string().min(1) : z.enum(choices);
    default:
      return kind satisfies never;
  }
}

function entry(row: Row): z.ZodType {
  return z
    .union([valueSchema(row), z.string().regex(referencePattern)])
    .describe(row.what)
    .optional();
}

/** What a configuration file may hold: every setting in its section, and nothing else. */
export const configSchema = z.strictObject({ $schema: z.string().optional(), ...entriesOf(sections()) });

/** The rows by section; those without one under the empty name. */
function sections(): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(settingRows, ({ key }) => (key.includes(".") ? key.slice(0, key.indexOf(".")) : ""));
}

function entriesOf(bySection: ReadonlyMap<string, readonly Row[]>): Record<string, z.ZodType> {
  const entries = [...bySection].flatMap(([section, rows]): [string, z.ZodType][] => {
    const own = rows.map((row): [string, z.ZodType] => [row.key.slice(row.key.indexOf(".") + 1), entry(row)]);
    return section === "" ? own : [[section, z.strictObject(Object.fromEntries(own)).optional()]];
  });
  return Object.fromEntries(entries);
}

/** The same as JSON Schema, for editors; published in the package as `config.schema.json`. */
export function configJsonSchema(): JsonValue {
  const title = "Configuration of Deepwell";
  // What zod writes is JSON.
  return { title, ...(z.toJSONSchema(configSchema, { io: "input" }) as Record<string, JsonValue>) };
}
