import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../core/hash.ts";
import type { Source } from "../core/source.ts";
import { createRunDirectory } from "./run-directory.ts";
import { sourceStore } from "./source-store.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-run-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const now = new Date("2026-11-22T09:30:00Z");

function sourceOf(text: string): Source {
  const url = "https://example.org/a";
  return { id: sha256(text), url, title: "A", authors: [], mediaType: "text/html", collection: "web" };
}

describe("run directory", () => {
  it("is named after the time and the question, in ASCII", async () => {
    const english = await createRunDirectory({
      runsDir: folder,
      question: "How do I replace a lost passport?",
      now,
    });
    expect(english.id).toMatch(/^20261122-0930-how-replace-lost-passport-[0-9a-f]{4}$/);
    const chinese = await createRunDirectory({ runsDir: folder, question: "试用期最长多久？", now });
    expect(chinese.id).toMatch(/^20261122-0930-run-[0-9a-f]{4}$/);
  });

  it("is never the same twice", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => createRunDirectory({ runsDir: folder, question: "same", now })),
    );
    expect(new Set(made.map((directory) => directory.path)).size).toBe(20);
  });

  it("writes files whole and leaves no temporary files", async () => {
    const directory = await createRunDirectory({ runsDir: folder, question: "files", now });
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => directory.write("run.json", `{"n":${index}}`)),
    );
    expect(JSON.parse(await readFile(path.join(directory.path, "run.json"), "utf8"))).toHaveProperty("n");
    expect(await readdir(directory.path)).toEqual(["run.json", "sources", "workspace"]);
  });

  it("says what to do when the folder cannot be made", async () => {
    const blocked = path.join(folder, "a-file");
    await writeFile(blocked, "");
    await expect(createRunDirectory({ runsDir: blocked, question: "x", now })).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      fix: expect.stringContaining("--runs-dir"),
    });
  });
});

describe("source store", () => {
  it("keeps a source once, by the hash of its text", async () => {
    const { sourcesFolder } = await createRunDirectory({ runsDir: folder, question: "sources", now });
    const store = sourceStore(sourcesFolder);
    const text = "# 标题\n\nText.";
    const source = sourceOf(text);
    expect(store.has(source.id)).toBe(false);
    await Promise.all([store.put(source, text), store.put(source, text)]);
    expect(await store.text(source.id)).toBe(text);
    expect(await readdir(sourcesFolder)).toEqual([`${source.id}.json`, `${source.id}.md`]);
  });

  it("refuses a text that is not the one the source is named after", async () => {
    const { sourcesFolder } = await createRunDirectory({ runsDir: folder, question: "wrong", now });
    await expect(sourceStore(sourcesFolder).put(sourceOf("a"), "b")).rejects.toThrow("hash");
    expect(await readdir(sourcesFolder)).toEqual([]);
  });

  it("does not follow an id out of its folder", async () => {
    const store = sourceStore(path.join(folder, "sources"));
    expect(store.has("../../etc/passwd")).toBe(false);
    expect(await store.text("../../etc/passwd")).toBeUndefined();
  });
});
