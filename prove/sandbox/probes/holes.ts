import type { Defect } from "../run-inside.ts";

/** Arguments of `bwrap` without some of them; each name goes with as many values as said. */
export function without(
  ...names: readonly (readonly [string, number])[]
): (given: readonly string[]) => string[] {
  return (given) => {
    const kept = [...given];
    for (const [name, values] of names) {
      for (let at = kept.indexOf(name); at >= 0; at = kept.indexOf(name)) kept.splice(at, values + 1);
    }
    return kept;
  };
}

/** More arguments, before the last ones, which make the root read-only. */
export function including(...more: readonly string[]): (given: readonly string[]) => string[] {
  return (given) => [...given.slice(0, -2), ...more, ...given.slice(-2)];
}

/** The host's own files under the same names, writable. */
export const sharedTemporary: Defect = { arguments: including("--bind", "/tmp", "/tmp") };
export const sharedNetwork: Defect = { arguments: without(["--unshare-net", 0]) };
export const sharedProcesses: Defect = {
  arguments: (given) => [
    ...without(["--unshare-pid", 0], ["--proc", 1], ["--remount-ro", 1])(given),
    "--ro-bind",
    "/proc",
    "/proc",
  ],
};
export const unfiltered: Defect = { isUnfiltered: true };
export const writableRoot: Defect = { arguments: without(["--remount-ro", 1]) };
const identities = [
  ["--cap-drop", 1],
  ["--disable-userns", 0],
  ["--uid", 1],
  ["--gid", 1],
] as const;
/** Privileges in namespaces of its own, as a container has them. */
export const privileged: Defect = {
  isUnfiltered: true,
  arguments: (given) => ["--uid", "0", "--gid", "0", ...without(...identities)(given), "--cap-add", "ALL"],
};
export const inheritedEnvironment: Defect = {
  arguments: without(["--clearenv", 0]),
  isEnvironmentKept: true,
};
