// Written in two pieces so that this file does not find itself.
const machinePath = new RegExp(
  `(?<![\\w.])/(${["wo"].join("")}rk/(main|shared)|tmp/bri${"ef"}|home/[a-z]+/)`,
);
const registryHost = /"resolved":\s*"https?:|registry\.npmjs|npm\.pkg\.github/;

/** Lines that name a place on somebody's machine. */
export function machinePaths(text: string): readonly string[] {
  return text.split("\n").filter((line) => machinePath.test(line));
}

/** Lines of a lockfile that name a registry's host. */
export function registryHosts(lockfile: string): readonly string[] {
  return lockfile.split("\n").filter((line) => registryHost.test(line));
}
