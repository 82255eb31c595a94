import { tmpdir } from "node:os";
import path from "node:path";
import type { ServerCommand } from "./server-command.ts";

/** A real server in a process of its own that behaves as its name says: see `fixtures/server-program.fixture.ts`. */
export function fixtureCommand(behaviour: string, file = ""): ServerCommand {
  const program = path.join(import.meta.dirname, "fixtures", "server-program.fixture.ts");
  return {
    program: process.execPath,
    arguments: [program, behaviour, file],
    environment: { COFFEE_KEY: "c0ff33-k3y" },
    secrets: ["c0ff33-k3y"],
    folder: tmpdir(),
  };
}
