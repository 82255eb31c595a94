import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { ResultStore } from "../agent/context/result-store.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

const folderName = "results";

/** Keeps long tool results as files of the workspace, under `results/`, where the policy can read them. */
export function resultStore(workspace: string): ResultStore {
  return {
    async put(name, text) {
      const folder = path.join(workspace, folderName);
      await mkdir(folder, { recursive: true });
      await writeFileAtomic(path.join(folder, path.basename(name)), text);
      return `${folderName}/${path.basename(name)}`;
    },
  };
}
