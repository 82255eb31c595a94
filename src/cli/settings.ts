import path from "node:path";
import { leastContextTokens } from "../agent/context/context-window.ts";
import type { RunLimits } from "../agent/events.ts";
import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { type ActionFormat, actionFormats } from "../model/text-tags/action-format.ts";
import type { SpeechEndpoint } from "../model/speech/transcribe.ts";
import type { UsedAlias } from "../core/read-variable.ts";
import { readNamedHosts } from "../run/sandbox/network/named-hosts.ts";
import type { SearchScope } from "../web/scoped-search.ts";
import { countOf } from "./count-of.ts";
import { parseDuration } from "./duration.ts";
import type { SettingFlags } from "./config/setting-table.ts";
import { cacheDirectory } from "./cache-directory.ts";
import { type Environment, withEnvironment } from "./environment.ts";
import { type ModelSettings, modelSettings } from "./model-settings.ts";
import { searchScope } from "./search-scope.ts";
import { type SearchSettings, searchSettings } from "./search-settings.ts";
import { type BrowserWish, browserWish, type WebSettings, webSettings } from "./web-settings.ts";

/** The flags of `research` as the command line parser gives them; absent when not given. */
export interface ResearchFlags extends SettingFlags {
  readonly mark?: boolean;
  /** Print what the run may cost, and do not run. */
  readonly estimate?: boolean;
  readonly output?: string;
  readonly json?: boolean;
  readonly events?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False after `--no-color`. */
  readonly color?: boolean;
  readonly yes?: boolean;
}

export interface Settings {
  readonly docs: readonly string[];
  readonly docsOnly: boolean;
  readonly language?: string;
  /** What was asked for; the defaults of a run stand where nothing was. */
  readonly limits: RunLimits;
  /** Context window of the model; the default of a run where absent. */
  readonly contextTokens?: number;
  readonly runsDir: string;
  readonly cacheDir: string;
  readonly unsupported: "mark" | "strict";
  readonly web: WebSettings;
  readonly search: SearchSettings;
  /** What all searches are kept to. */
  readonly scope: SearchScope;
  /** Whether the sources of earlier runs are searched. */
  readonly pastRuns: boolean;
  /** Whether the agent may run commands: where it can be done safely, unless it must or must not. */
  readonly shell: "auto" | "required" | "off";
  /** Hosts that commands may reach, as `host:port`; none where empty. */
  readonly shellHosts: readonly string[];
  /** Tools of which each call needs a person's yes. */
  readonly ask: readonly string[];
  /** Whether the agent may use a browser: where one works, unless it must or must not. */
  readonly browser: BrowserWish;
  /** Where recordings are written down; nowhere where absent. */
  readonly speech?: SpeechEndpoint;
  readonly models: ModelSettings;
  /** How a model on an OpenAI-compatible server calls tools. */
  readonly actionFormat: ActionFormat;
  /** File with prices of the user's own. */
  readonly prices?: string;
  /** File with the user's own list of publishers. */
  readonly authority?: string;
  /** Variables that were read under another name than the documented one, as `[alias, canonical]`. */
  readonly usedAliases: readonly UsedAlias[];
}

/** Flags before environment before defaults. Throws `AppError` USAGE or CONFIG_INVALID for values that make no sense. */
export function resolveSettings(given: ResearchFlags, environment: Environment): Settings {
  const flags = withEnvironment(given, environment);
  const usedAliases: UsedAlias[] = [];
  const language = languageOf(flags.lang);
  const isDocsOnly = docsOnly(flags);
  const web = webSettings(isDocsOnly ? { ...flags, web: false } : flags);
  return {
    docs: flags.docs ?? [],
    docsOnly: isDocsOnly,
    limits: {
      ...countLimit("maxTurns", "--max-turns", flags.maxTurns),
      ...countLimit("maxToolCalls", "--max-tool-calls", flags.maxToolCalls),
      ...timeLimit(flags.maxTime),
      ...countLimit("maxTokens", "--max-tokens", flags.maxTokens),
      ...costLimit(flags.maxCost),
    },
    runsDir: path.resolve(flags.runsDir ?? "research"),
    cacheDir: cacheDirectory(environment),
    unsupported: unsupportedMode(flags),
    web,
    search: searchSettings(flags, {
      environment,
      isWebOn: web.isOn,
      onAlias: (alias) => usedAliases.push(alias),
    }),
    scope: searchScope(flags),
    pastRuns: flags.pastRuns === true,
    shell: flags.shell === undefined ? "auto" : flags.shell ? "required" : "off",
    browser: browserWish(flags),
    ...speechEndpoint(flags),
    shellHosts: (flags.shellAllow ?? []).flatMap(shellHosts),
    ask: askedTools(flags),
    usedAliases,
    ...present({ language }),
    ...contextWindow(flags.contextTokens),
    models: modelSettings(flags, environment, (alias) => usedAliases.push(alias)),
    actionFormat: actionFormatOf(flags.actionFormat ?? "auto"),
    ...(flags.prices === undefined ? {} : { prices: path.resolve(flags.prices) }),
    ...(flags.authority === undefined ? {} : { authority: path.resolve(flags.authority) }),
  };
}

function speechEndpoint({ asrUrl: baseUrl, asrModel: model = "whisper-1", asrKey: apiKey }: ResearchFlags): {
  readonly speech?: SpeechEndpoint;
} {
  if (baseUrl === undefined) return {};
  if (/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? ""))
    return { speech: { baseUrl, model, ...present({ apiKey }) } };
  throw new AppError("USAGE", `--asr-url cannot be ${JSON.stringify(baseUrl)}.`, {
    why: "it is the address of a server with /audio/transcriptions",
    fix: "--asr-url http://127.0.0.1:8000/v1",
  });
}

function actionFormatOf(text: string): ActionFormat {
  const format = actionFormats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new AppError("USAGE", `--action-format cannot be ${JSON.stringify(text)}.`, {
    why: `it is one of ${actionFormats.join(", ")}`,
    fix: "--action-format tags",
  });
}

function shellHosts(text: string): readonly string[] {
  const hosts = readNamedHosts(text);
  if (hosts !== undefined) return hosts;
  throw new AppError("USAGE", `--shell-allow cannot be ${JSON.stringify(text)}.`, {
    why: "it is the name of one host, with a port or without, and nothing else",
    fix: "--shell-allow pypi.org",
  });
}

/** Tools whose calls may need a person's yes. */
const askableTools = "shell, file, browser, batch_web_surfer, todo, analyze_image, file_parser, asr".split(
  ", ",
);

function askedTools({ ask = [], yes }: ResearchFlags): readonly string[] {
  const tools = ask.flatMap((names) => names.split(",").map((name) => name.trim()));
  const unknown = tools.find((name) => !askableTools.includes(name));
  if (unknown !== undefined) {
    throw new AppError("USAGE", `--ask cannot be ${JSON.stringify(unknown)}.`, {
      why: `the tools are ${askableTools.join(", ")}`,
      fix: "--ask shell",
    });
  }
  if (tools.length === 0 || yes !== true) return tools;
  throw new AppError("USAGE", "--ask and --yes exclude each other.", {
    why: "--ask asks before a tool is used, --yes never asks anything",
    fix: "give one of the two",
  });
}

function docsOnly(flags: ResearchFlags): boolean {
  if (flags.docsOnly !== true || (flags.docs ?? []).length > 0) return flags.docsOnly === true;
  throw new AppError("USAGE", "--docs-only needs documents.", {
    why: "without --docs there would be nothing to read",
    fix: 'deepwell "question" --docs ./papers --docs-only',
  });
}

function unsupportedMode(flags: ResearchFlags): "mark" | "strict" {
  if (flags.strict === true && flags.mark === true) {
    throw new AppError("USAGE", "--strict and --mark exclude each other.", {
      why: "--strict drops sentences that their sources do not support, --mark keeps and marks them",
      fix: "give one of the two",
    });
  }
  return flags.strict === true ? "strict" : "mark";
}

function countLimit(
  key: "maxTurns" | "maxToolCalls" | "maxTokens",
  flag: string,
  text: string | undefined,
): RunLimits {
  const count = countOf(flag, text, { example: 30 });
  return count === undefined ? {} : { [key]: count };
}

function costLimit(text: string | undefined): RunLimits {
  if (text === undefined) return {};
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text) && Number(text) > 0) return { maxCost: Number(text) };
  throw new AppError("USAGE", `--max-cost cannot be ${JSON.stringify(text)}.`, {
    why: "it is an amount of money, in the currency of the model's price",
    fix: "--max-cost 0.50",
  });
}

function contextWindow(text: string | undefined): { readonly contextTokens?: number } {
  if (text === undefined) return {};
  const tokens = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
  if (tokens >= leastContextTokens) return { contextTokens: tokens };
  throw new AppError("USAGE", `--context-tokens cannot be ${JSON.stringify(text)}.`, {
    why: `it is a whole number of tokens from ${leastContextTokens} on; in fewer a plan and its evidence do not fit`,
    fix: "--context-tokens 32000",
  });
}

function timeLimit(text: string | undefined): RunLimits {
  if (text === undefined) return {};
  const maxMs = parseDuration(text);
  if (maxMs !== undefined) return { maxMs };
  throw new AppError("USAGE", `--max-time cannot be ${JSON.stringify(text)}.`, {
    why: "it is a duration such as 90s, 15m or 1h30m",
    fix: "--max-time 15m",
  });
}

function languageOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const tag = /^([A-Za-z]{2,3})([-_][A-Za-z0-9]+)*$/.exec(text)?.[1];
  if (tag !== undefined) return tag.toLowerCase();
  throw new AppError("USAGE", `--lang cannot be ${JSON.stringify(text)}.`, {
    why: "it is a language tag such as en or zh",
    fix: "--lang en",
  });
}
