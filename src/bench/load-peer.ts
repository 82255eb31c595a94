import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../perf/peers/package.json", import.meta.url));

/**
 * A package that is measured beside Deepwell and is no part of it, from `perf/peers`; undefined where it is not
 * installed (`npm ci --prefix perf/peers`), as in a published package.
 */
export async function loadPeer(name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  let file: string;
  try {
    file = require.resolve(name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
  const loaded: unknown = await import(pathToFileURL(file).href);
  return typeof loaded === "object" && loaded !== null ? { ...loaded } : undefined;
}
