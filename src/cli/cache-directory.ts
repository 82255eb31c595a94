import { homedir } from "node:os";
import path from "node:path";
import { AppError, errorMessage } from "../core/errors.ts";
import { makeFolder } from "../run/make-folder.ts";
import { type Environment, environmentValue } from "./environment.ts";

/** Where what can be made again is kept (indexes, pages, compiled code): `DEEPWELL_CACHE_DIR`, else `XDG_CACHE_HOME`, else `~/.cache`. */
export function cacheDirectory(environment: Environment): string {
  const own = environmentValue("cacheDir", environment);
  if (own !== undefined) return path.resolve(own);
  const base = environment["XDG_CACHE_HOME"];
  return path.join(
    base !== undefined && path.isAbsolute(base) ? base : path.join(homedir(), ".cache"),
    "deepwell",
  );
}

/** Makes the cache where it is not there; one that can only be read is left as it is. Throws `AppError` CONFIG_INVALID. */
export async function makeCacheDirectory(cacheDir: string): Promise<void> {
  try {
    await makeFolder(cacheDir);
  } catch (cause) {
    throw new AppError("CONFIG_INVALID", `The cache cannot be kept in ${cacheDir}.`, {
      why: errorMessage(cause),
      fix: cacheDirectoryFix,
      cause,
    });
  }
}

/** The line of a shell that keeps the cache elsewhere. */
export const cacheDirectoryFix = "export DEEPWELL_CACHE_DIR=/a/folder/you/may/write";

/** Where compiled code is kept, made where it is not there; undefined where it cannot be. */
export async function compiledCodeDirectory(environment: Environment): Promise<string | undefined> {
  const folder = path.join(cacheDirectory(environment), "compiled");
  return makeFolder(folder).then(
    () => folder,
    () => undefined,
  );
}
