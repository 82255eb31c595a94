import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { verifies } from "../../../../test/promises.ts";
import { clientFor, untilDone } from "../../loopback-site.fixture.ts";
import { CommandServer } from "../mcp/command-server.ts";
import { fixtureCommand } from "../mcp/fixture-command.fixture.ts";
import type { SearchEngine } from "../search-engine.ts";
import { mcpCommand } from "./mcp-command.ts";

/** An engine over a server of this behaviour, for as long as the work takes. */
async function withEngine<T>(
  behaviour: string,
  work: (engine: SearchEngine) => Promise<T>,
  { timeoutMs = 20_000, file = "" }: { readonly timeoutMs?: number; readonly file?: string } = {},
): Promise<T> {
  await using client = clientFor([]);
  const engine = mcpCommand({ client, command: fixtureCommand(behaviour, file), timeoutMs });
  try {
    return await work(engine);
  } finally {
    await engine.close?.();
  }
}

const query = { text: "cells", limit: 5, filters: { language: "en" } };
const ask = (engine: SearchEngine) => engine.search(query, untilDone);

test("the documents of a server that is started are found and read, again without another start", async () => {
  const [first, second] = await withEngine("library", async (engine) => [
    await ask(engine),
    await ask(engine),
  ]);
  expect(first).toEqual({
    type: "results",
    results: [
      {
        url: "https://example.org/cells",
        title: "Cells",
        snippet: "Cells last a thousand cycles.",
        text: "Cells last a thousand cycles.",
      },
      {
        url: "https://mcp.invalid/documents/b",
        title: "Notes",
        snippet: "Private notes about cells.",
        text: "Private notes about cells.",
      },
    ],
    unmapped: ["language"],
  });
  expect(second).toEqual(first);
});

test("lines that are no messages are passed over", async () => {
  expect(await withEngine("noisy", ask)).toMatchObject({ results: [{ title: "calm" }] });
});

test(`the server sees the variables that it was given and no others ${verifies("search.command")}`, async () => {
  expect(await withEngine("environment", ask)).toMatchObject({ results: [{ title: "COFFEE_KEY" }] });
});

test("a server that ends is started once more, and that is not noticed", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-mcp-"));
  try {
    const outcome = await withEngine("dies-once", ask, { file: path.join(folder, "died") });
    expect(outcome).toMatchObject({ results: [{ title: "risen" }] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a server that ends again is given up with what it said, without its secret", async () => {
  const [first, second] = await withEngine("dies", async (engine) => [await ask(engine), await ask(engine)]);
  expect(first).toEqual({
    type: "failure",
    code: "UNREACHABLE",
    message: "The MCP command does not work: it ended with code 3; it said: out of coffee: [key]",
    retryable: false,
  });
  expect(second).toEqual(first);
});

test.each([
  ["endless", "a message of it has no end"],
  ["chatters", "it writes without being asked"],
])("a server that floods is ended: %s", async (behaviour, why) => {
  const limits = { maxMessageBytes: 200_000, maxUnaskedBytes: 350_000 };
  const server = new CommandServer({ command: fixtureCommand(behaviour), limits });
  const outcome = await server.use((client) => client.callTool({ name: "search" }), untilDone);
  expect(outcome).toEqual({ type: "unhealthy", why });
  await server.close();
});

test("a server that never answers its start is given up at a deadline", async () => {
  const server = new CommandServer({ command: fixtureCommand("mute"), startMs: 100 });
  const outcome = await server.use(async () => "connected", untilDone);
  expect(outcome).toEqual({ type: "unhealthy", why: "it did not answer within 0.1 s of its start" });
});

test("a program that is not there is told", async () => {
  await using client = clientFor([]);
  const command = { ...fixtureCommand("library"), program: "/no/such/program" };
  const outcome = await mcpCommand({ client, command }).search(query, untilDone);
  expect(outcome).toMatchObject({
    code: "UNREACHABLE",
    message: expect.stringContaining("cannot be started"),
  });
});

test("a call that hangs ends at its deadline, and the server when it is closed", async () => {
  const outcome = await withEngine("hang", ask, { timeoutMs: 300 });
  expect(outcome).toMatchObject({
    code: "TIMEOUT",
    message: expect.stringMatching(/^The MCP command took longer than 0\.3 s/),
  });
});

test("a reason can be given with the last words of a server that hangs", async () => {
  const server = new CommandServer({ command: fixtureCommand("hang") });
  expect(server.withLastWords("late")).toBe("late");
  const call = server.use((client) => client.callTool({ name: "search" }, { timeout: 1_000 }), untilDone);
  await expect(call).rejects.toThrow("timed out");
  expect(server.withLastWords("late")).toBe("late; it said: waiting for c0ff33-k3y");
  await server.close();
});

test("a search that is stopped rejects", async () => {
  const controller = new AbortController();
  await withEngine("mute", async (engine) => {
    const stopped = engine.search(query, controller.signal);
    controller.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
  });
});

test.skipIf(process.platform !== "linux")(
  `nothing that the server has started outlives it ${verifies("search.command")}`,
  async () => {
    const outcome = await withEngine("parent", ask);
    const [found] = outcome.type === "results" ? outcome.results : [];
    const processes = (found?.title ?? "").split(" ").map(Number);
    expect(processes).toHaveLength(2);
    await expect.poll(() => processes.filter(isRunning)).toEqual([]);
  },
);

function isRunning(id: number): boolean {
  try {
    const state = /\) (\S)[^)]*$/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[1];
    return state !== "Z" && state !== "X";
  } catch {
    // It is gone.
    return false;
  }
}
