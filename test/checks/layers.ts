import path from "node:path";

/** Folders of `src`, lowest row first; a file may import its own folder and lower rows only. */
export const rows: readonly (readonly string[])[] = [
  ["core"],
  ["model", "web", "document"],
  ["retrieval", "agent"],
  ["policy", "tools", "run", "report", "ingest", "corpora"],
  ["judge", "fake-web"],
  ["research"],
  ["synth", "train", "bench"],
  ["server", "cli"],
];

/** Each file of a tree with the specifiers it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The file a relative specifier means, relative to the project root; undefined for packages. */
export function resolveImport(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(from), specifier) : undefined;
}

function rowOf(file: string): number | undefined {
  const [top, folder] = file.split("/");
  if (top !== "src" || folder === undefined) return undefined;
  if (file.split("/").length === 2) return rows.length;
  const row = rows.findIndex((names) => names.includes(folder));
  return row === -1 ? undefined : row;
}

const folderOf = (file: string) => file.split("/")[1];

function importProblem(file: string, target: string): string | undefined {
  const [from, to] = [rowOf(file), rowOf(target)];
  if (from === undefined) return `${file} stands in a folder that has no row`;
  // Tests cite promises and share fixtures of the test folder.
  if (target.startsWith("test/") && file.endsWith(".test.ts")) return undefined;
  if (to === undefined) return `${file} imports ${target}, which is outside the rows`;
  const isAllowed = to < from || (to === from && folderOf(file) === folderOf(target));
  return isAllowed ? undefined : `${file} (row ${from}) imports ${target} (row ${to})`;
}

/** Every import of `src` that goes up, sideways or out, in words. */
export function layerViolations(graph: ImportGraph): readonly string[] {
  return [...graph].flatMap(([file, specifiers]) =>
    specifiers.flatMap((specifier) => {
      const target = resolveImport(file, specifier);
      return (target === undefined ? undefined : importProblem(file, target)) ?? [];
    }),
  );
}

/** Import cycles, type-only imports included; each as the files on it, smallest name first. */
export function importCycles(graph: ImportGraph): readonly (readonly string[])[] {
  const cycles = new Map<string, readonly string[]>();
  const state = new Map<string, "open" | "done">();
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === "open") {
      const cycle = trail.slice(trail.indexOf(file));
      cycles.set(cycle.toSorted().join(" "), cycle);
      return;
    }
    if (state.get(file) === "done") return;
    state.set(file, "open");
    for (const specifier of graph.get(file) ?? []) {
      const target = resolveImport(file, specifier);
      if (target !== undefined && graph.has(target)) visit(target, [...trail, file]);
    }
    state.set(file, "done");
  };
  for (const file of graph.keys()) visit(file, []);
  return [...cycles.values()];
}
