import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "./sync-folder.ts";

/** What a file is called while it is written. */
export const temporaryFile = /\.[0-9a-f]{8}\.tmp$/;

/**
 * Writes a whole file or nothing: readers see the old content or the new, also after a crash. Once it resolves, the new
 * content outlasts a loss of power.
 */
export async function writeFileAtomic(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
