import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { ingest, type IngestOptions, type IngestSummary } from "./ingest.ts";

let folder = "";
let library: Library;
const never = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "deepwell-ingest-"));
  library = openLibrary(":memory:");
});
afterEach(async () => {
  library.close();
  await rm(folder, { recursive: true });
});

const at = (name: string): string => path.join(folder, name);
let clock = 1_700_000_000;

/** Every write has its own time, long ago: what was changed just now counts as still changing. */
async function write(name: string, text: string | Buffer): Promise<void> {
  await writeFile(at(name), text);
  clock += 1;
  await utimes(at(name), clock, clock);
}

const run = (options: Partial<IngestOptions> = {}): Promise<IngestSummary> =>
  ingest({ paths: [folder], library, signal: never, ...options });

async function titlesFor(text: string): Promise<readonly string[]> {
  const outcome = await library.search({ text, limit: 10 });
  return outcome.type === "hits" ? outcome.hits.map((hit) => hit.source.url) : [];
}

const prose = (subject: string): string =>
  `The ${subject} was measured every spring by the people of the valley, who wrote the figures into a book.\n`;

test("a first run reads every file, a second one reads nothing", async () => {
  await write("ice.txt", prose("glacier"));
  await mkdir(at("deep"));
  await write("deep/snow.md", `# Snow\n\n${prose("avalanche")}`);
  const seen: number[] = [];
  const first = await run({ onProgress: ({ done, total }) => seen.push(done, total) });
  expect(first).toEqual({ read: 2, unchanged: 0, removed: 0, readable: 2, failures: [] });
  expect(seen).toEqual([1, 2, 2, 2]);
  expect(await titlesFor("avalanche")).toEqual([pathToFileURL(at("deep/snow.md")).href]);
  expect(await run()).toEqual({ read: 0, unchanged: 2, removed: 0, readable: 2, failures: [] });
});

test("what has changed is read again and what is gone is forgotten", async () => {
  await write("a.txt", prose("glacier"));
  await write("b.txt", prose("avalanche"));
  await run();
  await write("a.txt", prose("lake of the north"));
  await rm(at("b.txt"));
  expect(await run()).toMatchObject({ read: 1, unchanged: 0, removed: 1 });
  expect(await titlesFor("lake")).toHaveLength(1);
  expect(await titlesFor("glacier")).toEqual([]);
  expect(await titlesFor("avalanche")).toEqual([]);
  expect(library.stats().sources).toBe(1);
});

test("a renamed file is found under its new name only", async () => {
  await write("old.txt", prose("glacier"));
  await run();
  await rename(at("old.txt"), at("new.txt"));
  expect(await run()).toMatchObject({ read: 1, removed: 1 });
  expect(await titlesFor("glacier")).toEqual([pathToFileURL(at("new.txt")).href]);
});

test("two files with one content are one document, which goes with the last of them", async () => {
  await write("a.txt", prose("glacier"));
  await copyFile(at("a.txt"), at("b.txt"));
  await run();
  expect(library.stats().sources).toBe(1);
  await rm(at("b.txt"));
  await run();
  expect(await titlesFor("glacier")).toEqual([pathToFileURL(at("a.txt")).href]);
  await rm(at("a.txt"));
  await run();
  expect(library.stats().sources).toBe(0);
});

test("damaged, empty and strange files are listed with a reason and stop nothing", async () => {
  await write("broken.pdf", "%PDF-1.7\nnot a real one");
  await write("empty.txt", "");
  await write("picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
  await write("good.txt", prose("glacier"));
  const { read, failures } = await run({ paths: [folder, at("missing.txt")] });
  expect(read).toBe(4);
  const reasons = Object.fromEntries(
    failures.map((failure) => [path.basename(failure.path), failure.message]),
  );
  expect(Object.keys(reasons).toSorted()).toEqual(["broken.pdf", "empty.txt", "missing.txt", "picture.png"]);
  expect(reasons["empty.txt"]).toBe("The file is empty.");
  expect(reasons["missing.txt"]).toBe("It does not exist.");
  expect(await titlesFor("glacier")).toHaveLength(1);
  // What failed is known and not tried again, but still told.
  expect(await run()).toMatchObject({ read: 0, unchanged: 4, readable: 1, failures: { length: 3 } });
});

test("a large text is read in parts, each of which can be found and told apart", async () => {
  const lines = Array.from({ length: 400 }, (_, index) => `${prose(`station ${index}`)}\n`);
  await write("large.txt", lines.join(""));
  const { failures } = await run({ partBytes: 10_000 });
  expect(failures).toEqual([]);
  expect(library.stats().sources).toBeGreaterThan(3);
  const [url] = await titlesFor("station 399");
  expect(url).toMatch(/large\.txt#part=\d+$/);
  await write("large.txt", prose("short"));
  await run({ partBytes: 10_000 });
  expect(library.stats().sources).toBe(1);
});

test("every part of a large table has the names of its columns", async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => `station ${index},${index * 2},${index % 9}`);
  await write("large.csv", `station,height,class\n${rows.join("\n")}\n`);
  await run({ partBytes: 10_000 });
  const outcome = await library.search({ text: "station 1999", limit: 3 });
  if (outcome.type !== "hits") throw new Error("no hits");
  expect(outcome.hits[0]?.passage.text).toMatch(/^\| station \| height \| class \|\n[^]*station 1999/);
});

test("a file that was touched but has not changed is not parsed again", async () => {
  await write("a.txt", prose("glacier"));
  await run();
  await utimes(at("a.txt"), 1_700_000_000, 1_700_000_000);
  expect(await run()).toMatchObject({ read: 0, unchanged: 1 });
  expect(library.files().get(at("a.txt"))?.mtimeMs).toBe(1_700_000_000_000);
});

test("a change within the same size and time stamp is noticed right after the first run", async () => {
  const now = Math.floor(Date.now() / 1000);
  await writeFile(at("a.txt"), prose("glacier"));
  await utimes(at("a.txt"), now, now);
  await run();
  await writeFile(at("a.txt"), prose("GLACIER"));
  await utimes(at("a.txt"), now, now);
  expect(await run()).toMatchObject({ read: 1 });
});

test("what lies in a folder that cannot be read now, or outside the given folders, is not forgotten", async () => {
  await mkdir(at("one"));
  await mkdir(at("two"));
  await write("one/a.txt", prose("glacier"));
  await write("two/b.txt", prose("avalanche"));
  await run();
  await rename(at("one"), at("moved"));
  await run({ paths: [at("one"), at("two")] });
  expect(library.stats().sources).toBe(2);
  await rm(at("two/b.txt"));
  await run({ paths: [at("two")] });
  expect(await titlesFor("glacier")).toHaveLength(1);
  expect(await titlesFor("avalanche")).toEqual([]);
});

test("documents enter the library in the order of the walk, however long each takes", async () => {
  for (let index = 0; index < 12; index += 1) {
    await write(
      `${String(index).padStart(2, "0")}.txt`,
      prose(`stone ${index}`).repeat(index % 3 === 0 ? 4_000 : 1),
    );
  }
  const order: string[] = [];
  await run({ concurrency: 3, onProgress: ({ path: file }) => order.push(path.basename(file)) });
  expect(order).toEqual(order.toSorted());
});

test("links that lead in a circle end, and a file that is reached twice is read once", async () => {
  await write("a.txt", prose("glacier"));
  const { symlink } = await import("node:fs/promises");
  await symlink(folder, at("again"));
  await symlink(at("a.txt"), at("b.txt"));
  await symlink(at("nowhere"), at("dangling"));
  const summary = await run();
  expect(summary.read).toBe(1);
  expect(summary.failures).toEqual([{ path: at("dangling"), message: "It does not exist." }]);
});

test("abort in the middle keeps what was stored, and the next run reads the rest", async () => {
  for (let index = 0; index < 30; index += 1) await write(`${index}.txt`, prose(`stone ${index}`));
  const controller = new AbortController();
  const aborted = run({
    signal: controller.signal,
    onProgress: ({ done }) => {
      if (done === 10) controller.abort(new Error("enough"));
    },
  });
  await expect(aborted).rejects.toThrow("enough");
  const next = await run();
  expect(next.read + next.unchanged).toBe(30);
  expect(library.stats().sources).toBe(30);
  await expect(run({ signal: AbortSignal.abort(new Error("never")) })).rejects.toThrow("never");
});

/** A process that ingests `folder` into `file` and prints a line for each file it has read. */
function script(file: string): string {
  const url = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  return `
    const { ingest } = await import(${url("./ingest.ts")});
    const { openLibrary } = await import(${url("../retrieval/library.ts")});
    const library = openLibrary(${JSON.stringify(file)});
    const summary = await ingest({ paths: [${JSON.stringify(folder)}], library,
      signal: new AbortController().signal, onProgress: ({ done }) => console.log(done) });
    console.log(JSON.stringify(summary));`;
}

test("a process that is killed in the middle leaves a library that the next run completes", async () => {
  const file = `${folder}-library.sqlite`;
  for (let index = 0; index < 600; index += 1) await write(`${index}.txt`, prose(`stone ${index}`).repeat(3));
  await write("large.txt", Array.from({ length: 400 }, (_, index) => prose(`well ${index}`)).join("\n"));
  const child = spawn(process.execPath, ["--input-type=module", "-e", script(file)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const chunk of child.stdout.setEncoding("utf8"))
    if (
      String(chunk)
        .split("\n")
        .some((line) => Number(line) >= 400)
    )
      child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
  // A file that goes before the next run must not leave its documents behind.
  await rm(at("large.txt"));
  await rm(at("0.txt"));
  const reopened = openLibrary(file);
  const summary = await ingest({ paths: [folder], library: reopened, signal: never });
  expect(summary.read + summary.unchanged).toBe(599);
  expect(summary.unchanged).toBeGreaterThan(200);
  expect(summary.failures).toEqual([]);
  expect(reopened.stats().sources).toBe(599);
  reopened.close();
  for (const suffix of ["", "-wal", "-shm"]) await rm(`${file}${suffix}`, { force: true });
});

const isRoot = process.getuid?.() === 0;
const asMortal = [
  "--bounding-set=-dac_override,-dac_read_search",
  "--inh-caps=-dac_override,-dac_read_search",
];
const canDrop = isRoot && spawnSync("setpriv", [...asMortal, "true"]).status === 0;

test.skipIf(process.platform === "win32" || (isRoot && !canDrop))(
  "a file without permission is reported, and read once it is allowed",
  async () => {
    const secret = at("secret.txt");
    await write("secret.txt", prose("glacier"));
    await chmod(secret, 0o000);
    // To root nothing is forbidden, unless it gives that power away.
    const node = [process.execPath, "--input-type=module", "-e", script(":memory:")];
    const [program = "", ...words] = isRoot ? ["setpriv", ...asMortal, ...node] : node;
    const child = spawnSync(program, words, { encoding: "utf8" });
    expect(child.stderr).toBe("");
    const summary: IngestSummary = JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "{}");
    expect(summary.failures).toEqual([{ path: secret, message: "There is no permission to read it." }]);
  },
);

test("a file that was refused is tried again although it has not changed", async () => {
  await write("a.txt", prose("glacier"));
  await run();
  const record = library.files().get(at("a.txt"));
  if (record === undefined) throw new Error("not recorded");
  library.recordFiles([{ ...record, sourceIds: [], contentHash: "", failure: "no permission to read it" }]);
  expect(await run()).toMatchObject({ read: 1, unchanged: 0, failures: [] });
});
