import type { EngineEntry } from "../src/web/search/engine-entry.ts";
import type { WebFilter } from "../src/web/search/search-engine.ts";

const filterNames: readonly (readonly [string, readonly WebFilter[]])[] = [
  ["language", ["language"]],
  ["dates", ["since", "until"]],
  ["domains", ["domains"]],
  ["excluded domains", ["excludeDomains"]],
];

/** The table of search engines in `docs/search-engines.md`, and below it what providers ask for. */
export function engineTable(entries: readonly EngineEntry[]): string {
  const head = ["Engine", "Finds", "Set", "Filters asked for", "Filters not asked for", "Limits"];
  const rows = entries.map((entry) => [
    `[\`${entry.name}\`](${entry.documentation})`,
    entry.finds,
    variables(entry),
    filters(entry, true),
    filters(entry, false),
    entry.limits,
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const asked = entries.flatMap(({ title, attribution }) =>
    attribution ? [`- ${title}: ${attribution}`] : [],
  );
  return [...lines, "", "What providers ask for where results are shown or kept:", "", ...asked].join("\n");
}

function filters(entry: EngineEntry, isAsked: boolean): string {
  const names = filterNames.filter(
    ([, each]) => each.every((name) => entry.filters.includes(name)) === isAsked,
  );
  return names.length === 0 ? "–" : names.map(([name]) => name).join(", ");
}

/** Those that are needed come first; other names for the same value stand behind a slash. */
function variables(entry: EngineEntry): string {
  const { needs, keyVariables, urlVariables, accountVariables = [], commandVariables = [] } = entry;
  const named = (names: readonly string[], isNeeded: boolean): readonly string[] =>
    names.length === 0
      ? []
      : [`${isNeeded ? "" : "optional "}${names.map((name) => `\`${name}\``).join(" / ")}`];
  const all = [
    ...named(commandVariables, true),
    ...named(needs === "contact" ? ["DEEPWELL_CONTACT_URL"] : [], true),
    ...named(urlVariables, needs === "url"),
    ...named(keyVariables, needs === "key"),
    ...named(accountVariables, true),
  ];
  const needed = all.filter((part) => !part.startsWith("optional "));
  const optional = all.filter((part) => part.startsWith("optional "));
  return all.length === 0 ? "nothing" : [...needed, ...optional].join("; ");
}
