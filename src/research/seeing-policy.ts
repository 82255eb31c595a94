import { readFile } from "node:fs/promises";
import { sha256 } from "../core/hash.ts";
import type { Policy } from "../model/policy.ts";
import { type ReadPicture, withPictures } from "../model/vision/with-pictures.ts";
import { resolveInside } from "../tools/file/resolve-inside.ts";
import type { Setting } from "./setting.ts";

/** The policy of a run; where it sees pictures it is shown those of tool results, from the run's own files. */
export function seeingPolicy({
  policy,
  senses,
  directory,
}: Pick<Setting, "policy" | "senses" | "directory">): Policy {
  return senses?.sight === undefined ? policy : withPictures(policy, pictureReader(directory.workspace));
}

/** The workspace is the agent's own: a file that it has changed is no longer what the page showed. */
function pictureReader(workspace: string): ReadPicture {
  return async ({ file, sha256: kept }) => {
    const target = await resolveInside(workspace, file);
    const bytes = target === undefined ? undefined : await readFile(target).catch(() => undefined);
    return bytes !== undefined && sha256(bytes) === kept ? bytes : undefined;
  };
}
