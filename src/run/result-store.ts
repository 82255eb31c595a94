import { mkdirSync, writeFileSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import path from "node:path";
import type { ResultStore } from "../agent/context/result-store.ts";
import type { RunEvent } from "../agent/events.ts";
import { syncFolder } from "./sync-folder.ts";

const folderName = "results";

/**
 * Keeps long tool results as files of the workspace, under `results/`, where the policy can read them. One that a crash left
 * half-written is put again, because no event names it yet, or made again from the event that does (`restoreResults`).
 */
export function resultStore(workspace: string): ResultStore {
  const folder = path.join(workspace, folderName);
  let isMade = false;
  const fileOf = (name: string): string => {
    if (!isMade) mkdirSync(folder, { recursive: true });
    isMade = true;
    return path.join(folder, path.basename(name));
  };
  const pathOf = (name: string): string => `${folderName}/${path.basename(name)}`;
  return {
    async put(name, text) {
      await writeDurably(fileOf(name), text);
      return pathOf(name);
    },
    place(name, text) {
      // Into memory: waking other threads for it takes longer.
      writeFileSync(fileOf(name), text);
      return pathOf(name);
    },
  };
}

/** Makes the files of results again that are not what the events say: the power may have gone before they were on disk. */
export async function restoreResults(workspace: string, events: readonly RunEvent[]): Promise<void> {
  const store = resultStore(workspace);
  for (const event of events) {
    if (event.type !== "tool-result" || event.storedAs === undefined || event.whole === undefined) continue;
    const found = await readFile(path.join(workspace, event.storedAs), "utf8").catch(() => undefined);
    if (found !== event.whole) await store.put(path.basename(event.storedAs), event.whole);
  }
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
