import { AppError } from "../core/errors.ts";
import type { Environment, UsedAlias } from "../core/read-variable.ts";
import { engineList } from "../web/search/engine-list.ts";
import {
  type EngineSetup,
  engineSetups,
  neededVariables,
  type SetupFlags,
  setUpLine,
} from "./engine-setups.ts";
import { editDistance } from "../core/edit-distance.ts";

export interface SearchSettings {
  /** In the order of preference; empty where nothing is to be asked. */
  readonly engines: readonly EngineSetup[];
  /** Whether somebody has said what to ask. */
  readonly isChosen: boolean;
}

export interface SearchFlags extends SetupFlags {
  /** Names of engines, also several in one text with commas between them; `auto`; `off`. */
  readonly search?: readonly string[];
}

export interface SearchSituation {
  readonly environment: Environment;
  /** Whether the web may be read at all. */
  readonly isWebOn: boolean;
  readonly onAlias?: (alias: UsedAlias) => void;
}

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

function named(name: string, setups: readonly EngineSetup[]): EngineSetup {
  const setup = setups.find(({ entry }) => entry.name === name);
  if (setup === undefined) throw unknownEngine(name);
  if (setup.isReady) return setup;
  throw new AppError("USAGE", `The search engine ${name} is not set up.`, {
    why: `it needs ${neededVariables(setup).join(" and ")}; see ${setup.entry.documentation}`,
    fix: setUpLine(setup),
  });
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
