import { homedir } from "node:os";
import path from "node:path";
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
