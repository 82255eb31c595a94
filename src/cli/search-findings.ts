import type { Environment } from "../core/read-variable.ts";
import { type EngineSetup, engineSetups, neededVariables, setUpLine } from "./engine-setups.ts";
import type { Finding } from "./finding.ts";
import { enginesBeside } from "./search-settings.ts";
import type { Settings } from "./settings.ts";

/** Which engines a run would ask, then every engine with what it finds and the line that turns it on. Asks none of them. */
export function searchFindings(
  { search, docs }: Pick<Settings, "search" | "docs">,
  environment: Environment,
): readonly Finding[] {
  const asked = enginesBeside(search, docs).map(({ entry }) => entry.name);
  const name = "search";
  const summary: Finding =
    asked.length === 0
      ? { name, state: "note", detail: "the web is not searched", fix: "export DEEPWELL_SEARCH=auto" }
      : {
          name,
          state: "ok",
          detail: `a run asks those that fit a question, of ${asked.length}: ${asked.join(", ")}`,
        };
  return [summary, ...engineSetups(environment).map((setup) => findingOf(setup))];
}

function findingOf(setup: EngineSetup): Finding {
  const { entry, isReady, baseUrl } = setup;
  const about = `${entry.name}: ${entry.finds}`;
  const at = baseUrl === undefined ? "" : ` at ${baseUrl}`;
  if (isReady) return { name: "search", state: "ok", detail: `${about} (${howReady(setup)}${at})` };
  const needs = `off, it needs ${neededVariables(setup).join(" and ")}; see ${entry.documentation}`;
  return { name: "search", state: "note", detail: `${about} (${needs})`, fix: setUpLine(setup) };
}

function howReady({ entry, key, command, contactUrl }: EngineSetup): string {
  if (key !== undefined) return "with a key";
  if (entry.needs === "contact") return `told ${contactUrl}`;
  if (command !== undefined) return `starts ${command.program}`;
  return entry.needs === "nothing" ? "no key needed" : "set up";
}
