import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a folder and those above it, where they are not there. Rejects with the system's error where one cannot be made.
 * One by one, because a recursive `mkdir` of Node never ends below a folder that answers ENOENT itself, as `/proc` does.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder).catch((error: unknown) => {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  });
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
