import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { ResultStore } from "../agent/context/result-store.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

const folderName = "results";

/** Keeps long tool results as files of the workspace, under `results/`, where the policy can read them. */
export function resultStore(workspace: string): ResultStore {
  const folder = path.join(workspace, folderName);
  let made: Promise<unknown> | undefined;
  return {
    async put(name, text) {
      made ??= mkdir(folder, { recursive: true });
      await made;
      await writeFileAtomic(path.join(folder, path.basename(name)), text);
      return `${folderName}/${path.basename(name)}`;
    },
  };
}
