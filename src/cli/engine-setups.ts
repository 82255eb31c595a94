import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { type Environment, readVariable, type UsedAlias } from "../core/read-variable.ts";
import { emailOf } from "../web/search/contact.ts";
import type { EngineEntry } from "../web/search/engine-entry.ts";
import { engineList } from "../web/search/engine-list.ts";
import type { ServerCommand } from "../web/search/mcp/server-command.ts";
import type { SettingFlags } from "./config/setting-table.ts";
import { withEnvironment } from "./environment.ts";
import { type McpFlags, mcpServerCommand } from "./mcp-settings.ts";

/** An engine with what was set up for it. */
export interface EngineSetup {
  readonly entry: EngineEntry;
  readonly key?: string;
  readonly baseUrl?: string;
  readonly account?: string;
  readonly command?: ServerCommand;
  readonly contactUrl?: string;
  /** Whether it can be asked: what it needs is there. */
  readonly isReady: boolean;
}

/** The settings that set engines up beside their own variables. */
export type SetupFlags = McpFlags & Pick<SettingFlags, "contactUrl">;

export interface SetupOptions {
  readonly flags?: SetupFlags;
  readonly onAlias?: (alias: UsedAlias) => void;
}

/** Among those that need nothing: engines of all subjects before those of one, and fields apart before fields alike. */
const usualOrder = "duckduckgo wikipedia openalex arxiv pubmed semantic-scholar europe-pmc crossref".split(
  " ",
);

/** One's own server comes first, then what one has a key for, then what everybody may ask. */
const preference = { command: 0, url: 0, key: 1, nothing: 2, contact: 2 } as const;

/** Every engine there is with what flags and environment set up for it, in the order of preference. */
export function engineSetups(
  environment: Environment,
  { flags = {}, onAlias }: SetupOptions = {},
): readonly EngineSetup[] {
  const settings = withEnvironment(flags, environment);
  const { contactUrl } = settings;
  const command = mcpServerCommand(settings, environment);
  const read = (names: readonly string[]): string | undefined =>
    readVariable(names, environment, onAlias)?.value;
  return engineList
    .map((entry) => {
      const setup: Omit<EngineSetup, "isReady"> = {
        entry,
        ...partsOf(entry, read),
        ...(entry.needs === "command" && command !== undefined ? { command } : {}),
        ...present({ contactUrl }),
      };
      return { ...setup, isReady: neededVariables(setup).length === 0 };
    })
    .toSorted((a, b) => placeOf(a.entry) - placeOf(b.entry));
}

function placeOf({ name, needs }: EngineEntry): number {
  const place = usualOrder.indexOf(name);
  return 100 * preference[needs] + (place < 0 ? usualOrder.length : place);
}

function partsOf(
  entry: EngineEntry,
  read: (names: readonly string[]) => string | undefined,
): Pick<EngineSetup, "key" | "baseUrl" | "account"> {
  const key = read(entry.keyVariables);
  const baseUrl = checkedUrl(read([...entry.urlVariables, urlVariable(entry)]), entry);
  const account = read(entry.accountVariables ?? []);
  return present({ key, baseUrl, account });
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
    fix: `export ${variable}=${exampleOf(entry)}`,
  });
}

function exampleOf({ exampleUrl, baseUrl = "http://localhost:8000" }: EngineEntry): string {
  return exampleUrl ?? baseUrl;
}

/** The variables that have to be set before an engine can be asked, and are not. */
export function neededVariables(setup: Omit<EngineSetup, "isReady">): readonly string[] {
  return needed(setup).map(({ variable }) => variable);
}

/** The line of a shell that turns an engine on; empty where it is on. */
export function setUpLine(setup: EngineSetup): string {
  const assignments = needed(setup).map(({ variable, example }) => `${variable}=${example}`);
  return assignments.length === 0 ? "" : `export ${assignments.join(" ")}`;
}

interface Need {
  readonly variable: string;
  readonly example: string;
}

function needed(setup: Omit<EngineSetup, "isReady">): readonly Need[] {
  const { entry, key, account, baseUrl, command, contactUrl } = setup;
  const { keyVariables, urlVariables, accountVariables = [], commandVariables = [] } = entry;
  const need = (value: unknown, [variable]: readonly string[], example: string): readonly Need[] =>
    value !== undefined || variable === undefined ? [] : [{ variable, example }];
  switch (entry.needs) {
    case "nothing":
      return [];
    case "key":
      return [...need(key, keyVariables, "…"), ...need(account, accountVariables, "…")];
    case "url":
      return need(baseUrl, urlVariables, exampleOf(entry));
    case "command":
      return need(command, commandVariables, "/path/of/the/server");
    case "contact":
      return need(emailOf(contactUrl), ["DEEPWELL_CONTACT_URL"], "mailto:you@example.org");
    default:
      return entry.needs satisfies never;
  }
}
