import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { readableReason } from "./readable-reason.ts";

export type Walked =
  | { readonly type: "file"; readonly path: string; readonly size: number; readonly mtimeMs: number }
  | { readonly type: "failure"; readonly path: string; readonly message: string };

const skippedFolders = new Set(["node_modules", "__pycache__", "__MACOSX"]);

/**
 * The files under the given files and folders, in a fixed order, each once even where links lead back.
 * Hidden entries and `node_modules` are passed over below a root, never the root itself. What cannot be
 * looked into is reported, not thrown.
 */
export async function* walkFiles(roots: readonly string[], signal: AbortSignal): AsyncGenerator<Walked> {
  const visited = new Set<string>();
  for (const root of roots) yield* walk(path.resolve(root), visited, signal);
}

async function* walk(entry: string, visited: Set<string>, signal: AbortSignal): AsyncGenerator<Walked> {
  signal.throwIfAborted();
  try {
    const real = await realpath(entry);
    if (visited.has(real)) return;
    visited.add(real);
    const found = await stat(real);
    if (found.isDirectory()) yield* walkFolder(entry, visited, signal);
    else if (found.isFile()) yield fileOf(entry, found);
    else yield { type: "failure", path: entry, message: "It is neither a file nor a folder." };
  } catch (error) {
    if (signal.aborted) throw error;
    yield { type: "failure", path: entry, message: readableReason(error) };
  }
}

async function* walkFolder(
  folder: string,
  visited: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<Walked> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".") && !skippedFolders.has(name));
  names.sort();
  for (const name of names) yield* walk(path.join(folder, name), visited, signal);
}

function fileOf(file: string, { size, mtimeMs }: Stats): Walked {
  return { type: "file", path: file, size, mtimeMs };
}
