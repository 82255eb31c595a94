import { readFile, stat } from "node:fs/promises";
import { type Archive, openArchive } from "../../document/archive/open-archive.ts";
import { resolveInside } from "../file/resolve-inside.ts";

/** A file of the workspace, or one that is packed in it. */
export type InnerFile =
  | { readonly type: "bytes"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: "archive"; readonly name: string; readonly archive: Archive }
  | { readonly type: "failure"; readonly why: string };

const mostBytes = 256 << 20;
/** Archives in archives in archives: nobody packs documents deeper. */
const mostDepth = 3;
/** Packages that are documents themselves. */
const isDocument = (name: string): boolean => /\.(?:docx|xlsx|pptx|epub|dotx|xlsm|pptm|docm)$/i.test(name);

/**
 * Reads a file inside the workspace; `inner` leads on through archives, outermost first. Archives are told from
 * documents that are packed like them by `looksLikeDocument`.
 */
export async function readFileInside(
  workspace: string,
  { path, inner }: { readonly path: string; readonly inner: readonly string[] },
): Promise<InnerFile> {
  const file = await resolveInside(workspace, path);
  if (file === undefined) return failure(`${path} is not inside the workspace`);
  const size = await stat(file).then(
    (entry) => (entry.isFile() ? entry.size : undefined),
    () => undefined,
  );
  if (size === undefined) return failure(`there is no file ${path} in the workspace`);
  if (size > mostBytes) return failure(`${path} is larger than ${mostBytes >> 20} MiB`);
  if (inner.length > mostDepth) return failure(`archives are opened ${mostDepth} deep at the most`);
  return open({ name: path, bytes: await readFile(file) }, inner);
}

function open(
  file: { readonly name: string; readonly bytes: Uint8Array },
  inner: readonly string[],
): InnerFile {
  const archive = isDocument(file.name) ? undefined : openArchive(file.bytes, file.name);
  const [next, ...rest] = inner;
  if (archive?.type === "failure") return failure(archive.message);
  if (next === undefined)
    return archive === undefined ? { type: "bytes", ...file } : { type: "archive", name: file.name, archive };
  if (archive === undefined) return failure(`${file.name} is no archive`);
  const entry = archive.read(next);
  return entry.type === "failure" ? failure(entry.message) : open({ name: next, bytes: entry.bytes }, rest);
}

function failure(why: string): InnerFile {
  return { type: "failure", why };
}
