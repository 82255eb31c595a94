import { AppError } from "../core/errors.ts";
import { type Environment, readVariable, type UsedAlias } from "../core/read-variable.ts";
import { engineList } from "../web/search/engine-list.ts";
import type { EngineEntry } from "../web/search/engine-entry.ts";
import type { ServerCommand } from "../web/search/mcp/server-command.ts";
import { withEnvironment } from "./environment.ts";
import { type McpFlags, mcpServerCommand } from "./mcp-settings.ts";
import { editDistance } from "./similar-command.ts";

/** An engine with what was set up for it. */
export interface EngineSetup {
  readonly entry: EngineEntry;
  readonly key?: string;
  readonly baseUrl?: string;
  readonly account?: string;
  readonly command?: ServerCommand;
  /** Whether it can be asked: what it needs is there. */
  readonly isReady: boolean;
}

export interface SearchSettings {
  /** In the order of preference; empty where nothing is to be asked. */
  readonly engines: readonly EngineSetup[];
  /** Whether somebody has said what to ask. */
  readonly isChosen: boolean;
}

export interface SearchFlags extends McpFlags {
  /** Names of engines, also several in one text with commas between them; `auto`; `off`. */
  readonly search?: readonly string[];
}

export interface SearchSituation {
  readonly environment: Environment;
  /** Whether the web may be read at all. */
  readonly isWebOn: boolean;
  readonly onAlias?: (alias: UsedAlias) => void;
}

/** Among those that need nothing: engines of all subjects before those of one, and fields apart before fields alike. */
const usualOrder = "duckduckgo wikipedia openalex arxiv pubmed semantic-scholar europe-pmc crossref".split(
  " ",
);

/** One's own server comes first, then what one has a key for, then what everybody may ask. */
const preference = { command: 0, url: 0, key: 1, nothing: 2 } as const;

/**
 * The engines to ask: those that are named, else all that are set up or need nothing. Throws `AppError` USAGE for an
 * unknown name, or one that is not set up.
 */
export function searchSettings(flags: SearchFlags, situation: SearchSituation): SearchSettings {
  const { search = [] } = flags;
  const names = search.flatMap((text) => text.split(",")).map((name) => name.trim().toLowerCase());
  const wanted = [...new Set(names.filter((name) => name !== ""))];
  const isChosen = wanted.length > 0;
  if (!situation.isWebOn || wanted.includes("off")) return { engines: [], isChosen };
  const setups = engineSetups(situation.environment, { ...situation, flags });
  const isAuto = !isChosen || wanted.includes("auto");
  const engines = isAuto
    ? setups.filter(({ isReady }) => isReady)
    : wanted.map((name) => named(name, setups));
  return { engines, isChosen };
}

/**
 * The engines of a run. Beside documents of the user's own nothing is asked unless somebody chose it: queries are made
 * of what was found, and words of the documents would leave the machine with them.
 */
export function enginesBeside(
  { engines, isChosen }: SearchSettings,
  docs: readonly string[],
): readonly EngineSetup[] {
  return docs.length > 0 && !isChosen ? [] : engines;
}

export interface SetupOptions {
  readonly flags?: McpFlags;
  readonly onAlias?: (alias: UsedAlias) => void;
}

/** Every engine there is with what flags and environment set up for it, in the order of preference. */
export function engineSetups(
  environment: Environment,
  { flags = {}, onAlias }: SetupOptions = {},
): readonly EngineSetup[] {
  const command = mcpServerCommand(withEnvironment(flags, environment), environment);
  return engineList
    .map((entry) => setupOf(entry, environment, onAlias))
    .map((setup) => (setup.entry.needs === "command" ? withCommand(setup, command) : setup))
    .toSorted((a, b) => placeOf(a.entry) - placeOf(b.entry));
}

function placeOf({ name, needs }: EngineEntry): number {
  const place = usualOrder.indexOf(name);
  return 100 * preference[needs] + (place < 0 ? usualOrder.length : place);
}

function setupOf(
  entry: EngineEntry,
  environment: Environment,
  onAlias?: (alias: UsedAlias) => void,
): EngineSetup {
  const read = (names: readonly string[]): string | undefined =>
    readVariable(names, environment, onAlias)?.value;
  const key = read(entry.keyVariables);
  const baseUrl = checkedUrl(read([...entry.urlVariables, urlVariable(entry)]), entry);
  const account = read(entry.accountVariables ?? []);
  const hasAccount = (entry.accountVariables ?? []).length === 0 || account !== undefined;
  const needed = {
    nothing: true,
    command: false,
    key: key !== undefined && hasAccount,
    url: baseUrl !== undefined,
  };
  return {
    entry,
    isReady: needed[entry.needs],
    ...(key === undefined ? {} : { key }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(account === undefined ? {} : { account }),
  };
}

function withCommand(setup: EngineSetup, command: ServerCommand | undefined): EngineSetup {
  return command === undefined ? setup : { ...setup, command, isReady: true };
}

/** By which any engine can be asked elsewhere than at its public address. */
function urlVariable({ name }: EngineEntry): string {
  return `DEEPWELL_${name.toUpperCase().replaceAll("-", "_")}_URL`;
}

function checkedUrl(text: string | undefined, entry: EngineEntry): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  if (url !== null && url.username === "" && url.search === "") return url.href;
  const variable = entry.urlVariables[0] ?? urlVariable(entry);
  throw new AppError("CONFIG_INVALID", `The address of ${entry.title} cannot be ${JSON.stringify(text)}.`, {
    why: "it is the root of its API, without a user name and without a query",
    fix: `export ${variable}=http://localhost:8888`,
  });
}

function named(name: string, setups: readonly EngineSetup[]): EngineSetup {
  const setup = setups.find(({ entry }) => entry.name === name);
  if (setup === undefined) throw unknownEngine(name);
  if (setup.isReady) return setup;
  throw new AppError("USAGE", `The search engine ${name} is not set up.`, {
    why: `it needs ${neededVariables(setup).join(" and ")}; see ${setup.entry.documentation}`,
    fix: neededVariables(setup)
      .map((variable) => `export ${variable}=…`)
      .join(" "),
  });
}

/** The variables that have to be set before an engine can be asked, and are not. */
export function neededVariables({ entry, key, account, baseUrl, command }: EngineSetup): readonly string[] {
  const [keyName, urlName, accountName, commandName] = [
    entry.keyVariables,
    entry.urlVariables,
    entry.accountVariables ?? [],
    entry.commandVariables ?? [],
  ].map(([name]) => name);
  const missing = [
    entry.needs === "key" && key === undefined ? keyName : undefined,
    entry.needs === "key" && account === undefined ? accountName : undefined,
    entry.needs === "url" && baseUrl === undefined ? urlName : undefined,
    entry.needs === "command" && command === undefined ? commandName : undefined,
  ];
  return missing.filter((name) => name !== undefined);
}

function unknownEngine(name: string): AppError {
  const [nearest] = engineList
    .map((entry) => ({ name: entry.name, distance: editDistance(entry.name, name) }))
    .toSorted((a, b) => a.distance - b.distance);
  const fix = nearest !== undefined && nearest.distance <= 2 ? `--search ${nearest.name}` : "--search auto";
  return new AppError("USAGE", `There is no search engine ${name}.`, {
    why: `there are ${engineList.map((entry) => entry.name).join(", ")}`,
    fix,
  });
}
