import { appendFileSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { CommitQueue, type FileEnd } from "./commit-queue.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-queue-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A queue on a real file that tells what it asks of the disk. */
async function watched(name: string, disk: { readonly isFull: boolean } = { isFull: false }) {
  const file = path.join(folder, name);
  const handle = await open(file, "a");
  onTestFinished(() => handle.close());
  const asked: string[] = [];
  const watching: FileEnd = {
    write(text) {
      asked.push(`write ${text}`);
      if (disk.isFull) throw new Error("the disk is full");
      appendFileSync(handle.fd, text);
    },
    async sync() {
      await handle.datasync();
      asked.push("sync");
    },
  };
  return { queue: new CommitQueue(watching), asked, content: () => readFile(file, "utf8") };
}

it("writes and syncs once what is appended without waiting, in order", async () => {
  const { queue, asked, content } = await watched("together");
  const kept: string[] = [];
  await Promise.all(["a", "b", "c"].map((line) => queue.append(line).then(() => kept.push(line))));
  expect(kept).toEqual(["a", "b", "c"]);
  expect(asked).toEqual(["write abc", "sync"]);
  expect(await content()).toBe("abc");
});

it("keeps a line that nobody waits for", async () => {
  const { queue, asked } = await watched("alone");
  await queue.append("a");
  expect(asked).toEqual(["write a", "sync"]);
});

it("says that lines are written before they are synced, and synced only behind that", async () => {
  const { queue, asked } = await watched("far");
  void queue.append("a");
  await queue.written();
  expect(asked).toEqual(["write a"]);
  await queue.synced();
  expect(asked).toEqual(["write a", "sync"]);
});

it("writes nothing while a sync is under way, so that each sync covers all that was written", async () => {
  const { queue, asked } = await watched("behind");
  void queue.append("a");
  await queue.written();
  void queue.append("b");
  void queue.append("c");
  await queue.synced();
  expect(asked).toEqual(["write a", "sync", "write bc", "sync"]);
});

it("waits for nothing where nothing was appended", async () => {
  const { queue, asked } = await watched("nothing");
  await queue.written();
  await queue.synced();
  expect(asked).toEqual([]);
});

it("writes nothing behind a line that could not be kept", async () => {
  const disk = { isFull: true };
  const { queue, asked } = await watched("full", disk);
  await expect(queue.append("a")).rejects.toThrow("full");
  disk.isFull = false;
  await expect(queue.append("b")).rejects.toThrow("full");
  await expect(queue.synced()).rejects.toThrow("full");
  expect(asked).toEqual(["write a"]);
});
