import { checkServer } from "../web/search/mcp/check-server.ts";
import type { Finding } from "./finding.ts";
import type { EngineSetup } from "./engine-setups.ts";

const startMs = 30_000;

/** Whether the MCP server that is started as a command can be searched: starts it and ends it. Nothing where there is none. */
export async function mcpFindings(setups: readonly EngineSetup[]): Promise<readonly Finding[]> {
  const command = setups.find(({ entry }) => entry.needs === "command")?.command;
  if (command === undefined) return [];
  const check = await checkServer(command, { timeoutMs: startMs, signal: AbortSignal.timeout(2 * startMs) });
  const name = "mcp";
  if (check.type === "works")
    return [{ name, state: "ok", detail: `${check.server} starts and has ${check.tools.join(", ")}` }];
  const started = [command.program, ...command.arguments].join(" ");
  return [
    {
      name,
      state: "note",
      detail: `${command.program} cannot be searched: ${check.why}`,
      fix: `try it by hand: cd && ${started}`,
    },
  ];
}
