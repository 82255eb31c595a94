import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import type { ResultStore } from "../agent/context/result-store.ts";
import { syncFolder } from "./sync-folder.ts";

const folderName = "results";

/**
 * Keeps long tool results as files of the workspace, under `results/`, where the policy can read them. Once a text is put
 * it outlasts a loss of power; one that a crash left half-written is put again, because no event names it yet.
 */
export function resultStore(workspace: string): ResultStore {
  const folder = path.join(workspace, folderName);
  let made: Promise<unknown> | undefined;
  return {
    async put(name, text) {
      made ??= mkdir(folder, { recursive: true });
      await made;
      await writeDurably(path.join(folder, path.basename(name)), text);
      return `${folderName}/${path.basename(name)}`;
    },
  };
}

/** Contents and name go to disk side by side: one wait in place of two. */
async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(text);
    await Promise.all([handle.datasync(), syncFolder(path.dirname(file))]);
  } finally {
    await handle.close();
  }
}
