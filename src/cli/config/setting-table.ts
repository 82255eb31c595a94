import { keyRows } from "./key-rows.ts";
import { searchRows } from "./search-rows.ts";
import type { SettingKind, SettingRow } from "./setting-row.ts";

/**
 * Every setting of a run, by the name its flag has in code. Flags, environment variables, configuration files, their
 * JSON Schema and the table in the documentation are all made from this. What one call prints is no setting.
 */
export const settingTable = {
  docs: {
    key: "docs",
    kind: "paths",
    flag: "--docs <path...>",
    what: "files and folders of your own to search as well",
  },
  docsOnly: {
    key: "docsOnly",
    usual: "false",
    kind: "switch",
    flag: "--docs-only",
    what: "search nothing but --docs",
  },
  lang: {
    key: "lang",
    kind: "text",
    flag: "--lang <tag>",
    what: "language of the report: en, zh (default: that of the question)",
  },
  maxTurns: {
    key: "limits.maxTurns",
    usual: "30",
    kind: "count",
    flag: "--max-turns <n>",
    what: "turns at most",
  },
  maxToolCalls: {
    key: "limits.maxToolCalls",
    usual: "120",
    kind: "count",
    flag: "--max-tool-calls <n>",
    what: "tool calls at most",
  },
  maxTime: {
    key: "limits.maxTime",
    usual: "30m",
    kind: "duration",
    flag: "--max-time <duration>",
    what: "time at most: 90s, 15m, 1h30m",
  },
  maxTokens: {
    key: "limits.maxTokens",
    kind: "count",
    flag: "--max-tokens <n>",
    what: "tokens of the model at most, input and output",
  },
  maxCost: {
    key: "limits.maxCost",
    kind: "amount",
    flag: "--max-cost <amount>",
    what: "money for the model at most, in the currency of its price",
  },
  contextTokens: {
    key: "contextTokens",
    usual: "128000",
    kind: "count",
    flag: "--context-tokens <n>",
    what: "context window of the model (default: 128000)",
  },
  model: {
    key: "model",
    kind: "text",
    flag: "-m, --model <name>",
    what: "language model: provider/model, or a name; embedded for none",
  },
  modelSummarise: {
    key: "modelSummarise",
    kind: "text",
    flag: "--model-summarise <name>",
    what: "model that condenses long runs (default: none, notes are extracted)",
  },
  modelJudge: {
    key: "modelJudge",
    kind: "text",
    flag: "--model-judge <name>",
    what: "model that judges whether passages bear the claims of a report (default: none)",
  },
  modelVision: {
    key: "modelVision",
    kind: "text",
    flag: "--model-vision <name>",
    what: "model that looks at images (default: --model)",
  },
  baseUrl: {
    key: "baseUrl",
    kind: "text",
    flag: "--base-url <url>",
    what: "server of the model; NAME@URL gives a role one of its own",
  },
  actionFormat: {
    key: "actionFormat",
    usual: "auto",
    kind: "text",
    flag: "--action-format <how>",
    what: "how the model calls tools: native, tags in its text, or auto (default)",
    choices: ["auto", "native", "tags"],
  },
  prices: {
    key: "prices",
    kind: "path",
    flag: "--prices <file>",
    what: "your own prices of models, before the bundled ones",
  },
  authority: {
    key: "authority",
    kind: "path",
    flag: "--authority <file>",
    what: "your own list of publishers and what they are worth, before the bundled one (JSON)",
  },
  strict: {
    key: "strict",
    usual: "false",
    kind: "switch",
    flag: "--strict",
    what: "drop sentences that their sources do not support",
    opposite: { flag: "--mark", what: "keep and mark them (default)" },
  },
  shell: {
    key: "shell",
    usual: "where a sandbox works",
    kind: "switch",
    flag: "--shell",
    what: "let the model run commands in a sandbox, or do not start (default: where one works)",
    opposite: { flag: "--no-shell", what: "let it run none" },
  },
  browser: {
    key: "browser",
    usual: "where one works and no --docs are given",
    kind: "switch",
    flag: "--browser",
    what: "let the model use a browser, or do not start (default: where one works and no --docs are given)",
    opposite: { flag: "--no-browser", what: "open no page in a browser, not to run its scripts either" },
  },
  asrUrl: {
    key: "asr.url",
    kind: "text",
    flag: "--asr-url <url>",
    what: "OpenAI-compatible server that writes down recordings, such as http://127.0.0.1:8000/v1",
  },
  asrModel: {
    key: "asr.model",
    usual: "whisper-1",
    kind: "text",
    flag: "--asr-model <name>",
    what: "its model (default: whisper-1)",
  },
  shellAllow: {
    key: "shellAllow",
    userOnly: true,
    kind: "texts",
    flag: "--shell-allow <host[:port]>",
    what: "let these commands reach this host (ports 80 and 443 unless one is given); may be repeated (default: no network)",
  },
  ask: {
    key: "ask",
    userOnly: true,
    kind: "texts",
    flag: "--ask <tools>",
    what: "tools of which each call needs your yes: shell, file, browser, batch_web_surfer, todo, analyze_image, file_parser, asr",
  },
  ...searchRows,
  runsDir: {
    key: "runsDir",
    usual: "./research",
    kind: "path",
    flag: "--runs-dir <path>",
    what: "folder for run directories (default: ./research)",
  },
  cacheDir: { key: "cacheDir", kind: "path", what: "folder for indexes that can be made again" },
  ...keyRows,
} as const satisfies Record<string, SettingRow>;

export type SettingName = keyof typeof settingTable;

type FlagValue<Kind extends SettingKind> = Kind extends "switch"
  ? boolean
  : Kind extends "texts" | "paths"
    ? readonly string[]
    : string;

/** The settings as flags give them; absent where none was given. */
export type SettingFlags = {
  readonly [Name in SettingName]?: FlagValue<(typeof settingTable)[Name]["kind"]>;
};

/** Every row with its name, in the order of the table. */
export const settingRows: readonly (SettingRow & { readonly name: SettingName })[] = Object.entries(
  settingTable,
).map(([name, row]) => ({ ...row, name: name as SettingName }));

/** `limits.maxCost` is `DEEPWELL_LIMITS_MAX_COST`; keys of providers have the names that people already export. */
export function variableOf({ key, variable }: Pick<SettingRow, "key" | "variable">): string {
  return variable ?? `DEEPWELL_${key.replace(/\./g, "_").replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/** The row of a name. */
export function settingRow(name: SettingName): SettingRow {
  return settingTable[name];
}
