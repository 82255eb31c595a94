import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../src/core/hash.ts";
import { parseDocument } from "../src/document/parse-document.ts";
import { openLibrary } from "../src/retrieval/library.ts";
import { readJournal } from "../src/run/journal.ts";
import { verifies } from "./promises.ts";

const question = "How much does a fishing licence cost, and how long is it valid?";
const pages = [
  "# Fishing licences\n\nA fishing licence costs $45 a year for residents.\n\n## Validity\n\nA fishing licence is valid for twelve months from the day of issue.\n",
  "# Licence fees of the county\n\nResidents pay $45 for a fishing licence. Visitors pay $90 for a fishing licence.\n\n## Renewal\n\nA licence can be renewed online in the last month of its validity.\n",
];
const kills = 24;

let folder = "";
let libraryFile = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-atomic-"));
  libraryFile = path.join(folder, "library.sqlite");
  const library = openLibrary(libraryFile);
  for (const [index, page] of pages.entries()) {
    const parsed = await parseDocument(Buffer.from(page), { contentType: "text/markdown" });
    if (parsed.type === "failure") throw new Error(parsed.message);
    const { text, passages, title = "" } = parsed.document;
    const url = `https://example.org/${index}`;
    const source = {
      id: sha256(text),
      url,
      title,
      authors: [],
      mediaType: "text/markdown",
      collection: "web",
    };
    await library.add([{ source: { ...source, language: "en" }, text, passages }]);
  }
  library.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly directory: string;
  readonly events: number;
  readonly isDone: boolean;
}

/** Runs the child and kills it with SIGKILL when it has told its nth event. */
async function drive(args: readonly string[], killAfter = Infinity): Promise<Ended> {
  const script = path.join(import.meta.dirname, "run-child.ts");
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("the child has no stdout");
  const exit = once(child, "exit");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length > killAfter) child.kill("SIGKILL");
  }
  await exit;
  const [directory = "", ...events] = lines;
  return { directory, events: events.length, isDone: lines.at(-1) === "done" };
}

async function reportOf(directory: string): Promise<string> {
  const text = await readFile(path.join(directory, "report.md"), "utf8");
  const id = path.basename(directory);
  return text.replaceAll(id, "RUN").replace(/^created: .*$/m, "created: THEN");
}

describe("a killed run", () => {
  it(`${verifies("run.atomic")} ${verifies("run.step-once")} resumes to the report of an unkilled run, whenever it is killed`, async () => {
    const whole = await drive(["start", path.join(folder, "whole"), libraryFile, question]);
    expect(whole.isDone).toBe(true);
    const expected = await reportOf(whole.directory);
    expect(expected).toContain("$45");
    for (let kill = 1; kill <= Math.min(kills, whole.events); kill++) {
      const first = await drive(["start", path.join(folder, `killed-${kill}`), libraryFile, question], kill);
      // Every other run is killed a second time, in the middle of its recovery.
      if (kill % 2 === 0) await drive(["resume", first.directory, libraryFile], 1 + (kill % 5));
      const last = await drive(["resume", first.directory, libraryFile]);
      expect(last.isDone).toBe(true);
      expect(await reportOf(first.directory)).toBe(expected);
      const events = await readJournal(path.join(first.directory, "journal.ndjson"));
      const results = events.flatMap((event) => (event.type === "tool-result" ? [event.callId] : []));
      expect(new Set(results).size).toBe(results.length);
      expect(events.filter((event) => event.type === "run-end")).toHaveLength(1);
      const left = (await readdir(first.directory, { recursive: true })).filter((name) =>
        name.endsWith(".tmp"),
      );
      expect(left.length).toBeLessThanOrEqual(2);
    }
  }, 180_000);
});
