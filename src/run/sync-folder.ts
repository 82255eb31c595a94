import { open } from "node:fs/promises";
import process from "node:process";

/**
 * Makes the names in a folder durable: without it a file that is on disk may be lost with its name when the machine
 * stops (fsync(2)). Does nothing under Windows, where a folder cannot be opened.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
