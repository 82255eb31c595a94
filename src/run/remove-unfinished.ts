import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { temporaryFile } from "./write-file-atomic.ts";

/** Takes away what writes left behind that a crash ended. For whoever holds the lease of the run: nobody else may be writing. */
export async function removeUnfinished(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    const left = names.filter((name) => temporaryFile.test(name));
    await Promise.all(left.map((name) => rm(path.join(folder, name), { force: true })));
  }
}
