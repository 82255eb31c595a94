import { homedir } from "node:os";
import path from "node:path";
import type { Environment } from "../../core/read-variable.ts";

/** Where configuration is looked for, the strongest first. */
export interface ConfigFiles {
  /** Variables of the project: `.env`. */
  readonly variables: string;
  readonly project: ConfigFile;
  readonly user: ConfigFile;
}

export interface ConfigFile {
  readonly path: string;
  /** A project's files are shared: keys do not stand in them. */
  readonly isShared: boolean;
  /** Where relative paths in it begin. */
  readonly folder: string;
}

/** The files for a project folder; whether they exist is another matter. */
export function configFiles(folder: string, environment: Environment): ConfigFiles {
  const own = path.join(userFolder(environment), "deepwell");
  return {
    variables: path.join(folder, ".env"),
    project: { path: path.join(folder, ".deepwell", "config.json"), isShared: true, folder },
    user: { path: path.join(own, "config.json"), isShared: false, folder: own },
  };
}

/** `XDG_CONFIG_HOME`, else where the system keeps such files. A relative one counts as unset, as the XDG standard says. */
function userFolder(environment: Environment): string {
  const named = environment["XDG_CONFIG_HOME"];
  if (named !== undefined && path.isAbsolute(named)) return named;
  const roaming = environment["APPDATA"];
  return process.platform === "win32" && roaming ? roaming : path.join(homedir(), ".config");
}
