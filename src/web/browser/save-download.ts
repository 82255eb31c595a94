import { copyFile, lstat, mkdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { Download } from "playwright-core";
import { withDeadline } from "../../core/abort.ts";

export interface SaveDownloadOptions {
  /** Absolute; of the run. */
  readonly workspace: string;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const folderName = "downloads";
const longestName = 100;

/** Brings what the browser downloads into the workspace, under a name of its own; tells what came of it. */
export async function saveDownload(download: Download, options: SaveDownloadOptions): Promise<string> {
  const wanted = downloadName(download.suggestedFilename());
  const done = await withDeadline(() => download.path(), options).catch(() => undefined);
  if (done?.type !== "value") {
    await download.cancel().catch(() => undefined);
    return `the download ${JSON.stringify(wanted)} did not come to an end and was dropped`;
  }
  const { size } = await stat(done.value);
  const limit = `${Math.round(options.maxBytes / (1 << 20))} MiB`;
  const told =
    size > options.maxBytes
      ? `the download ${JSON.stringify(wanted)} is larger than ${limit} and was dropped`
      : await keep(done.value, wanted, { workspace: options.workspace, size });
  await download.delete().catch(() => undefined);
  return told;
}

async function keep(
  file: string,
  wanted: string,
  { workspace, size }: { readonly workspace: string; readonly size: number },
): Promise<string> {
  const folder = path.join(workspace, folderName);
  await mkdir(folder, { recursive: true });
  // The agent's own programs write in the workspace: a link there must not lead a download elsewhere.
  if ((await realpath(folder)) !== path.join(await realpath(workspace), folderName))
    return `the download was dropped: ${folderName} is no folder of the workspace`;
  const name = await freeName(folder, wanted);
  // Fails where something has come to stand there meanwhile.
  await copyFile(file, path.join(folder, name), 1);
  return `downloaded ${folderName}/${name} (${size} bytes)`;
}

async function freeName(folder: string, wanted: string): Promise<string> {
  const { name, ext } = path.parse(wanted);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wanted : `${name}-${number}${ext}`;
    const isTaken = await lstat(path.join(folder, candidate)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
}

/** A file name that is only that: no folders, no dots in front, no marks that a shell or a terminal reads. */
export function downloadName(suggested: string): string {
  const base = suggested.normalize("NFKC").split(/[/\\]/).at(-1) ?? "";
  const clean = base.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[._-]+/, "");
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(clean)?.[0] ?? "";
  const stem = clean.slice(0, clean.length - extension.length).replace(/[._-]+$/, "");
  const short = Array.from(stem).slice(0, longestName).join("");
  return short === "" ? `download${extension}` : short + extension;
}
