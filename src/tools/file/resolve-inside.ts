import { lstat, realpath } from "node:fs/promises";
import path from "node:path";

/** The absolute path, or undefined when the path or a link on its way leads out of the workspace. */
export async function resolveInside(workspace: string, relative: string): Promise<string | undefined> {
  if (relative.includes("\0")) return undefined;
  const root = await realpath(workspace);
  const target = path.resolve(root, relative);
  if (!isInside(root, target)) return undefined;
  let existing = target;
  // The deepest part that exists decides: below it nothing can be a link yet.
  while (existing !== root && !(await exists(existing))) existing = path.dirname(existing);
  const real = await realpath(existing).catch(() => undefined);
  return real !== undefined && isInside(root, real) ? target : undefined;
}

function isInside(root: string, target: string): boolean {
  return target === root || target.startsWith(root + path.sep);
}

async function exists(target: string): Promise<boolean> {
  return lstat(target).then(
    () => true,
    () => false,
  );
}
