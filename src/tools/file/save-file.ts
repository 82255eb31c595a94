import { appendFile, copyFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ToolResult } from "../../agent/tool.ts";
import { maxFileBytes, maxVersions, versionsFolder } from "./file-limits.ts";

export interface SaveRequest {
  /** As the policy wrote it. */
  readonly path: string;
  readonly action: "write" | "append";
  readonly content: string;
  readonly workspace: string;
}

/** Writes or appends; a file that is replaced stays as an old version. */
export async function saveFile(target: string, request: SaveRequest): Promise<ToolResult> {
  const { path: name, action, content, workspace } = request;
  const before = await sizeOf(target);
  const after = Buffer.byteLength(content) + (action === "append" ? (before ?? 0) : 0);
  if (after > maxFileBytes) {
    const why = `${name} would have ${after} bytes; files of the workspace have up to ${maxFileBytes}.`;
    return { content: `Nothing was written: ${why} Divide it.`, isError: true };
  }
  await mkdir(path.dirname(target), { recursive: true });
  if (action === "append") {
    await appendFile(target, content);
    return { content: `Appended to ${name} (${after} bytes).` };
  }
  const kept = before === undefined ? undefined : await keepVersion(target, workspace);
  await replaceFile(target, content);
  const note = kept === undefined ? "" : ` The old version is ${kept}.`;
  return { content: `Wrote ${name} (${after} bytes).${note}` };
}

async function sizeOf(target: string): Promise<number | undefined> {
  return stat(target).then(
    (entry) => entry.size,
    () => undefined,
  );
}

/** Puts a text in a file's place in one instant; what was there stays when writing fails. */
export async function replaceFile(target: string, text: string): Promise<void> {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Copies a file to `.versions/` before it is changed; returns the copy's path in the workspace. */
export async function keepVersion(target: string, workspace: string): Promise<string> {
  const relative = path.relative(workspace, target);
  const versions = path.join(workspace, versionsFolder, path.dirname(relative));
  await mkdir(versions, { recursive: true });
  const prefix = `${path.basename(relative)}.`;
  const known = (await readdir(versions))
    .filter((entry) => entry.startsWith(prefix) && /^\d+$/.test(entry.slice(prefix.length)))
    .map((entry) => Number(entry.slice(prefix.length)))
    .sort((a, b) => a - b);
  const spent = known.slice(0, Math.max(0, known.length - maxVersions + 1));
  const copy = path.join(versions, `${prefix}${(known.at(-1) ?? 0) + 1}`);
  await copyFile(target, copy);
  await Promise.all(spent.map((number) => rm(path.join(versions, `${prefix}${number}`))));
  return path.relative(workspace, copy);
}
