import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import process from "node:process";

export const sandboxPrograms = ["bwrap", "tmux", "bash"] as const;
export type SandboxProgram = (typeof sandboxPrograms)[number];

/** The only folders that programs are taken from; what `PATH` says could be somebody else's words. */
export const systemProgramFolders: readonly string[] = ["/usr/bin", "/bin", "/usr/local/bin"];

export type FoundPrograms =
  | { readonly type: "found"; readonly bwrap: string; readonly bash: string }
  | { readonly type: "missing"; readonly names: readonly SandboxProgram[] };

/** The programs that a sandbox is made with, as absolute paths. `tmux` must be there too; it runs inside. */
export function findPrograms(folders: readonly string[] = systemProgramFolders): FoundPrograms {
  const [bwrap, tmux, bash] = sandboxPrograms.map((name) =>
    folders.map((folder) => path.join(folder, name)).find(isTrusted),
  );
  if (bwrap !== undefined && tmux !== undefined && bash !== undefined) return { type: "found", bwrap, bash };
  const places = { bwrap, tmux, bash };
  return { type: "missing", names: sandboxPrograms.filter((name) => places[name] === undefined) };
}

/** An executable file of root or of this user that nobody else can change. */
function isTrusted(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    const { uid, mode } = statSync(file);
    return path.isAbsolute(file) && (uid === 0 || uid === process.getuid?.()) && (mode & 0o022) === 0;
  } catch {
    // Absent, or not for this user: as if it were not there.
    return false;
  }
}
