import type { Environment } from "../core/read-variable.ts";
import type { Finding } from "./finding.ts";
import { enginesBeside, engineSetups, type EngineSetup, neededVariables } from "./search-settings.ts";
import type { Settings } from "./settings.ts";

/** Which engines a run would ask, then every engine with what it finds and what it needs. Asks none of them. */
export function searchFindings(
  { search, docs }: Pick<Settings, "search" | "docs">,
  environment: Environment,
): readonly Finding[] {
  const asked = enginesBeside(search, docs).map(({ entry }) => entry.name);
  const summary =
    asked.length === 0
      ? "the web is not searched"
      : `a run asks those that fit a question, of ${asked.length}: ${asked.join(", ")}`;
  return [
    { name: "search", state: "ok", detail: summary },
    ...engineSetups(environment).map((setup) => findingOf(setup)),
  ];
}

function findingOf(setup: EngineSetup): Finding {
  const { entry, isReady, key, baseUrl } = setup;
  const at = baseUrl === undefined ? "" : ` at ${baseUrl}`;
  const how = key === undefined ? (entry.needs === "nothing" ? "no key needed" : "set up") : "with a key";
  const needs = `needs ${neededVariables(setup).join(" and ")}`;
  const detail = `${entry.name}: ${entry.finds} (${isReady ? `${how}${at}` : needs})`;
  return { name: "search", state: isReady ? "ok" : "note", detail };
}
