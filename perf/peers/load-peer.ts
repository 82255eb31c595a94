/** A package of `perf/peers`, or undefined when the peers are not installed (`npm install --prefix perf/peers`). */
export async function loadPeer(name: string): Promise<Record<string, unknown> | undefined> {
  try {
    // Resolved from this file, and so from the peers' own node_modules.
    return (await import(name)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
