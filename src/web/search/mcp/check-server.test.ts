import { expect, test } from "vitest";
import { untilDone } from "../../loopback-site.fixture.ts";
import { checkServer } from "./check-server.ts";
import { fixtureCommand } from "./fixture-command.fixture.ts";

const check = (behaviour: string, timeoutMs = 20_000) =>
  checkServer(fixtureCommand(behaviour), { timeoutMs, signal: untilDone });

test("a server with the tools search and fetch works", async () => {
  expect(await check("library")).toEqual({
    type: "works",
    server: "library 1.0.0",
    tools: ["search", "fetch"],
  });
});

test("a server that ends, that is mute or that has other tools fails, and no secret of it is told", async () => {
  const outcomes = [await check("dies"), await check("mute", 100), await check("calm")];
  expect(outcomes).toEqual([
    { type: "fails", why: "it ended with code 3; it said: out of coffee: [key]" },
    { type: "fails", why: "it did not answer within 0.1 s" },
    { type: "fails", why: "it has no tool search and no tool fetch" },
  ]);
});
