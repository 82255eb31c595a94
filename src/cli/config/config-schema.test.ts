import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultContextTokens } from "../../agent/context/context-window.ts";
import { defaultLimits } from "../../research/research.ts";
import { parseDuration } from "../duration.ts";
import { configJsonSchema, configSchema } from "./config-schema.ts";
import { settingRows, settingTable, variableOf } from "./setting-table.ts";

const flagOf = ({ flag, opposite }: (typeof settingRows)[number]): string =>
  [flag, opposite?.flag].flatMap((text) => (text === undefined ? [] : [`\`${text}\``])).join(" ");

interface Schema {
  readonly additionalProperties: boolean;
  readonly properties: Record<string, Partial<Schema>>;
}

describe("the table of settings", () => {
  it("is what the JSON Schema for editors says", () => {
    const schema = configJsonSchema() as unknown as Schema;
    const keys = Object.entries(schema.properties).flatMap(([name, { properties }]) =>
      properties === undefined ? [name] : Object.keys(properties).map((leaf) => `${name}.${leaf}`),
    );
    expect(new Set(keys)).toEqual(new Set(["$schema", ...settingRows.map(({ key }) => key)]));
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties["limits"]?.properties?.["maxTurns"]).toMatchObject({
      description: settingTable.maxTurns.what,
      anyOf: [{ type: "integer", minimum: 1 }, { type: "string" }],
    });
  });

  it("is what the documentation says", () => {
    const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    const rows = settingRows.map(
      (row) => `| \`${row.key}\` | \`${variableOf(row)}\` | ${flagOf(row)} | ${row.what} |`,
    );
    expect(page.match(/^\| `.*/gm)).toEqual(rows);
  });

  it("has a variable of its own for every setting", () => {
    const variables = settingRows.map(variableOf);
    expect(new Set(variables).size).toBe(variables.length);
    expect(variables.filter((name) => !/^[A-Z][A-Z_]+$/.test(name))).toEqual([]);
    expect(variableOf(settingTable.maxCost)).toBe("DEEPWELL_LIMITS_MAX_COST");
  });

  it("names the defaults that a run has", () => {
    const { maxTurns, maxToolCalls, maxTime, contextTokens } = settingTable;
    expect(defaultLimits).toEqual({
      maxTurns: Number(maxTurns.usual),
      maxToolCalls: Number(maxToolCalls.usual),
      maxMs: parseDuration(maxTime.usual),
    });
    expect(Number(contextTokens.usual)).toBe(defaultContextTokens);
  });

  it("lets any value be that of a variable", () => {
    expect(configSchema.safeParse({ strict: "$S", docs: "$D", limits: { maxCost: "$C" } }).success).toBe(
      true,
    );
    expect(configSchema.safeParse({ strict: "S" }).success).toBe(false);
  });
});
