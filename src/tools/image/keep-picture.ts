import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../../core/hash.ts";
import type { KeptPicture } from "../../model/message.ts";
import type { PictureTokens } from "../../model/vision/picture-tokens.ts";
import { resolveInside } from "../file/resolve-inside.ts";

/** Keeps a PNG in a folder of the workspace under the name of its content; undefined where the folder leads out of it. */
export async function keepPicture(
  png: Uint8Array,
  { workspace, folder }: { readonly workspace: string; readonly folder: string },
): Promise<string | undefined> {
  const file = `${folder}/${sha256(png).slice(0, 12)}.png`;
  const target = await resolveInside(workspace, file);
  if (target === undefined) return undefined;
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, png);
  return file;
}

/** A kept PNG as a part of a tool result, for a policy that sees. */
export function shownPicture(file: string, png: Uint8Array, sight: PictureTokens): KeptPicture {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength);
  // The sides stand in the header, behind signature, length and name of the first chunk (PNG 1.2 §4.1.1).
  const size = { width: header.getUint32(16), height: header.getUint32(20) };
  return { file, sha256: sha256(png), mediaType: "image/png", tokens: sight(size) };
}
