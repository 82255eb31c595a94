import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("./package.json", import.meta.url));

/** A package of `perf/peers`, or undefined when the peers are not installed (`npm install --prefix perf/peers`). */
export async function loadPeer(name: string): Promise<Record<string, unknown> | undefined> {
  try {
    return (await import(pathToFileURL(require.resolve(name)).href)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
