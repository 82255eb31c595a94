import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";

/**
 * What keeps the number of processes of a sandbox down whatever this process is busy with. `user`: the kernel's own
 * limit for each user, which `enter.sh` sets. `group`: a control group, for root, for whom that limit does not hold.
 */
export type ProcessCap =
  | { readonly type: "user" }
  | {
      readonly type: "group";
      /** A process that writes `0` into it, and all that it starts, belongs to the group. */
      readonly joinFile: string;
      /** Call when no process of the group is left. */
      release(): Promise<void>;
    };

const groupName = "deepwell-";
const leftAfterMs = 60_000;
const controlGroups = "/sys/fs/cgroup";
/** Ended processes leave their group a moment later. */
const releaseAttempts = 40;
const releasePauseMs = 25;

/** The cap for `limit` processes; undefined where there is none to be had: then no sandbox holds. */
export function openProcessCap(limit: number): ProcessCap | undefined {
  if (process.getuid?.() !== 0) return { type: "user" };
  const memberships = readMemberships();
  for (const parent of parentGroups(memberships)) {
    const folder = makeGroup(parent, limit);
    if (folder === undefined) continue;
    return { type: "group", joinFile: path.join(folder, "cgroup.procs"), release: () => removeGroup(folder) };
  }
  return undefined;
}

/** Paths of this process's groups by controller; the unified hierarchy has the empty name. */
function readMemberships(): ReadonlyMap<string, string> {
  const lines = existsSync("/proc/self/cgroup") ? readFileSync("/proc/self/cgroup", "utf8").split("\n") : [];
  return new Map(
    lines.flatMap((line) => {
      const [, controllers, group] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
      if (controllers === undefined || group === undefined) return [];
      return controllers.split(",").map((controller): [string, string] => [controller, group]);
    }),
  );
}

/** Where a group that counts processes may be made: beside the older hierarchies, or in the unified one. */
function parentGroups(memberships: ReadonlyMap<string, string>): readonly string[] {
  const [older, unified] = [memberships.get("pids"), memberships.get("")];
  return [
    ...(older === undefined
      ? []
      : [path.join(controlGroups, "pids", older), path.join(controlGroups, "pids")]),
    ...(unified === undefined ? [] : [path.join(controlGroups, unified), controlGroups]),
  ];
}

/** Takes away what killed processes left: groups without processes that are too old to be about to be joined. */
function removeLeft(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(groupName)) continue;
    const folder = path.join(parent, name);
    try {
      if (Date.now() - statSync(folder).mtimeMs > leftAfterMs) rmdirSync(folder);
    } catch {
      // It is in use, or somebody else was quicker.
    }
  }
}

function makeGroup(parent: string, limit: number): string | undefined {
  const folder = path.join(parent, `${groupName}${randomBytes(6).toString("hex")}`);
  try {
    if (!existsSync(path.join(parent, "cgroup.procs"))) return undefined;
    removeLeft(parent);
    mkdirSync(folder);
  } catch {
    // Read-only, as in most containers.
    return undefined;
  }
  try {
    const cap = path.join(folder, "pids.max");
    if (!existsSync(cap)) writeFileSync(path.join(parent, "cgroup.subtree_control"), "+pids");
    writeFileSync(cap, String(limit));
    return folder;
  } catch {
    // A group with processes of its own cannot hand the controller on.
    rmdirSync(folder);
    return undefined;
  }
}

async function removeGroup(folder: string): Promise<void> {
  for (let attempt = 0; attempt < releaseAttempts; attempt++) {
    try {
      rmdirSync(folder);
      return;
    } catch {
      await wait(releasePauseMs);
    }
  }
}
