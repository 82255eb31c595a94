import { homedir } from "node:os";
import { AppError } from "../core/errors.ts";
import type { ServerCommand } from "../web/search/mcp/server-command.ts";
import type { SettingFlags } from "./config/setting-table.ts";
import type { Environment } from "./environment.ts";

export type McpFlags = Pick<SettingFlags, "mcpCommand" | "mcpArgument" | "mcpVariable">;

/** What programs need to run at all, and nothing that is secret. */
const plainNames =
  "PATH HOME USER LOGNAME LANG LC_ALL TMPDIR TZ SYSTEMROOT APPDATA LOCALAPPDATA USERPROFILE PROGRAMFILES TEMP PATHEXT".split(
    " ",
  );

/**
 * The server that settings name, with nothing of the environment but what is named. It starts in the home folder: in
 * the one where Deepwell was called, a file of somebody else's could stand in for its program. Throws `AppError` USAGE
 * for arguments without a program and for a variable that is not set.
 */
export function mcpServerCommand(
  { mcpCommand: program, mcpArgument = [], mcpVariable = [] }: McpFlags,
  environment: Environment,
): ServerCommand | undefined {
  if (program === undefined) {
    if (mcpArgument.length + mcpVariable.length === 0) return undefined;
    throw new AppError("USAGE", "There is no MCP server to start.", {
      why: "arguments or variables of one are given, and no program",
      fix: "--mcp-command npx --mcp-argument=-y --mcp-argument my-mcp-server",
    });
  }
  const secrets = mcpVariable.map((name) => valueOf(name, environment));
  const named = Object.fromEntries(mcpVariable.map((name, index) => [name, secrets[index] ?? ""]));
  const plain = plainNames.flatMap((name): [string, string][] => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    program,
    arguments: mcpArgument,
    environment: { ...Object.fromEntries(plain), ...named },
    secrets,
    folder: homedir(),
  };
}

function valueOf(name: string, environment: Environment): string {
  const value = environment[name];
  if (value !== undefined && value !== "") return value;
  throw new AppError("USAGE", `The MCP server cannot have the variable ${JSON.stringify(name)}.`, {
    why: "it is not set; only its name is given here, its value is taken from the environment",
    fix: `export ${name}=…`,
  });
}
