import { homedir } from "node:os";
import { expect, test } from "vitest";
import { fixtureCommand } from "../web/search/mcp/fixture-command.fixture.ts";
import { engineSetups } from "./engine-setups.ts";
import { mcpFindings } from "./mcp-findings.ts";
import { mcpServerCommand } from "./mcp-settings.ts";
import { searchSettings } from "./search-settings.ts";

const environment = { PATH: "/bin", NOTES_TOKEN: "n0t3s", AWS_SECRET: "other", DEEPWELL_MODEL: "m" };

test("a server is started with what is named for it and what programs need, and with nothing else", () => {
  const flags = { mcpCommand: "npx", mcpArgument: ["-y", "notes; ls"], mcpVariable: ["NOTES_TOKEN"] };
  expect(mcpServerCommand(flags, environment)).toEqual({
    program: "npx",
    arguments: ["-y", "notes; ls"],
    environment: { PATH: "/bin", NOTES_TOKEN: "n0t3s" },
    secrets: ["n0t3s"],
    folder: homedir(),
  });
});

test("flags and the environment set the engine up, and it comes first", () => {
  const byFlag = searchSettings({ mcpCommand: "notes" }, { environment, isWebOn: true });
  expect(byFlag.engines[0]).toMatchObject({ entry: { name: "mcp-command" }, command: { program: "notes" } });
  const byVariable = engineSetups({ ...environment, DEEPWELL_MCP_COMMAND: "notes" });
  expect(byVariable.find(({ entry }) => entry.name === "mcp-command")).toMatchObject({
    isReady: true,
    command: { program: "notes", arguments: [] },
  });
});

test("arguments without a program, and a variable that is not set, are mistakes", () => {
  expect(() => mcpServerCommand({ mcpArgument: ["-y"] }, environment)).toThrow("no MCP server to start");
  const unset = { mcpCommand: "notes", mcpVariable: ["NOTES_KEY"] };
  expect(() => mcpServerCommand(unset, environment)).toThrow('cannot have the variable "NOTES_KEY"');
});

test("doctor starts the server and says what is wrong with it", async () => {
  const setup = engineSetups({}).filter(({ entry }) => entry.name === "mcp-command");
  const findings = (behaviour: string) =>
    mcpFindings(setup.map((each) => ({ ...each, command: fixtureCommand(behaviour) })));
  expect(await findings("library")).toEqual([
    { name: "mcp", state: "ok", detail: "library 1.0.0 starts and has search, fetch" },
  ]);
  expect(await findings("dies")).toMatchObject([
    { state: "note", detail: expect.stringContaining("out of coffee: [key]") },
  ]);
  expect(await mcpFindings(engineSetups({}))).toEqual([]);
});
