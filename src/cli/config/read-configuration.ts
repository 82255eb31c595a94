import { parseEnv } from "node:util";
import type { Environment } from "../../core/read-variable.ts";
import { providers } from "../../model/selection/provider.ts";
import { engineList } from "../../web/search/engine-list.ts";
import type { AddedVariable } from "./added-variable.ts";
import { configFiles } from "./config-files.ts";
import { referencePattern } from "./config-schema.ts";
import { refuseForeignAddress } from "./foreign-address.ts";
import { readConfigFile, readIfThere, userOnlySetting } from "./read-config-file.ts";
import { settingRows, variableOf } from "./setting-table.ts";

export interface Configuration {
  /** Variables that files give and that are not exported. */
  readonly added: ReadonlyMap<string, AddedVariable>;
}

/**
 * What the files of a project folder and of the user add to the environment: `.env` before `.deepwell/config.json`
 * before the user's `config.json`, and all behind what is exported. Throws `CONFIG_INVALID` for a file that is wrong.
 */
export function readConfiguration(folder: string, environment: Environment): Configuration {
  const files = configFiles(folder, environment);
  const variables = readVariables(files.variables);
  const known: Environment = { ...variables, ...withoutEmpty(environment) };
  const added = new Map<string, AddedVariable>();
  const add = (name: string, value: string, origin: string): void => {
    const told = referencePattern.test(value) ? known[value.slice(1)] : value;
    const isSet = namesOf(name).some((each) => environment[each]?.trim() || added.has(each));
    if (told !== undefined && told.trim() !== "" && !isSet) added.set(name, { value: told, origin });
  };
  for (const [name, value = ""] of Object.entries(variables))
    if (isOurs(name)) add(name, value, files.variables);
  const opening = settingRows.find((row) => row.userOnly === true && added.has(variableOf(row)));
  if (opening !== undefined) throw userOnlySetting(opening, files.variables);
  for (const file of [files.project, files.user])
    for (const [name, value] of readConfigFile(file)) add(name, value, file.path);
  refuseForeignAddress(added, environment, files.user.path);
  return { added };
}

/** Adds what files give to the environment of the process, which every part of the command line reads. */
export function applyConfiguration(folder: string, environment: NodeJS.ProcessEnv): void {
  for (const [name, { value }] of readConfiguration(folder, environment).added) environment[name] = value;
}

function readVariables(file: string): Environment {
  const text = readIfThere(file);
  return text === undefined ? {} : parseEnv(text);
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

const providerNames = providers.flatMap(({ keyNames, baseUrlNames }) => [keyNames, baseUrlNames]);
/** The address of an engine that takes a key is not taken from a project's file: the key would go there. */
const engineNames = engineList.flatMap(({ keyVariables, urlVariables, accountVariables = [] }) =>
  keyVariables.length === 0 ? [urlVariables] : [keyVariables, accountVariables],
);
const foreignNames = [...providerNames, ...engineNames];

/** All names of a variable, those of other tools among them: whatever is exported stands before what a file says. */
export function namesOf(name: string): readonly string[] {
  return foreignNames.find((names) => names.includes(name)) ?? [name];
}

const settingVariables = new Set(settingRows.map(variableOf));

/** A `.env` is written for other programs too: nothing of theirs (`PATH`, `NODE_OPTIONS`) is taken over. */
function isOurs(name: string): boolean {
  return settingVariables.has(name) || foreignNames.some((names) => names.includes(name));
}
