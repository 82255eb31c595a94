import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifies } from "../../test/promises.ts";
import type { RunEvent } from "../agent/events.ts";
import { restoreResults, resultStore } from "./result-store.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-results-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string): Promise<string> => readFile(path.join(folder, "results", name), "utf8");

function resultOf(callId: string, whole: string): RunEvent {
  const called = { turn: 1, callId, toolName: "look", elapsedMs: 1, isError: false, evidence: [] };
  return { type: "tool-result", ...called, content: "an extract", storedAs: `results/${callId}.md`, whole };
}

it("keeps texts where the file tool reads them, and nowhere else", async () => {
  const store = resultStore(folder);
  expect(await store.put("a.md", "one")).toBe("results/a.md");
  expect(store.place("../../b.md", "two")).toBe("results/b.md");
  expect([await read("a.md"), await read("b.md")]).toEqual(["one", "two"]);
});

it(`${verifies("run.power")} makes again what a loss of power took or tore of the results that events name`, async () => {
  const events = ["gone", "torn", "sound"].map((id) => resultOf(id, `all of ${id}`));
  const store = resultStore(folder);
  store.place("torn.md", "all \0\0\0\0\0\0\0");
  store.place("sound.md", "all of sound");
  await writeFile(path.join(folder, "results", "other.md"), "of somebody else");
  await restoreResults(folder, events);
  const names = ["gone.md", "torn.md", "sound.md", "other.md"];
  expect(await Promise.all(names.map(read))).toEqual([
    "all of gone",
    "all of torn",
    "all of sound",
    "of somebody else",
  ]);
});
