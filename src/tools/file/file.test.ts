import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ToolContext, ToolResult } from "../../agent/tool.ts";
import { file } from "./file.ts";

let root = "";
let workspace = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "deepwell-file-"));
  workspace = path.join(root, "workspace");
  await mkdir(workspace);
  await writeFile(path.join(root, "secret.txt"), "secret");
});
afterEach(() => rm(root, { recursive: true, force: true }));

function call(input: Record<string, unknown>): Promise<ToolResult> {
  const context: ToolContext = {
    question: "q",
    signal: new AbortController().signal,
    workspace,
    evidence: new Map(),
    sources: { put: async () => {}, has: () => false, text: async () => undefined },
  };
  return file().invoke(input, context);
}

describe("file", () => {
  it("writes, appends, reads, lists and describes files", async () => {
    await call({ action: "write", path: "notes/a.md", content: "one\n" });
    await call({ action: "append", path: "notes/a.md", content: "two\n" });
    expect((await call({ action: "read", path: "notes/a.md" })).content).toBe("one\ntwo\n\n[bytes 0–8 of 8]");
    expect((await call({ action: "list" })).content).toBe("notes/");
    expect((await call({ action: "stat", path: "notes/a.md" })).content).toContain(
      "notes/a.md: file, 8 bytes",
    );
  });

  it("pages through a file without losing or breaking a character", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), async (text) => {
        await writeFile(path.join(workspace, "p.txt"), text);
        let read = "";
        for (let offset = 0; ; ) {
          const { content } = await call({ action: "read", path: "p.txt", offset, limit: 7 });
          const mark = content.lastIndexOf("\n[bytes ");
          read += content.slice(0, mark);
          const next = /read on with offset=(\d+)/.exec(content.slice(mark))?.[1];
          if (next === undefined) break;
          offset = Number(next);
        }
        expect(read).toBe(Buffer.from(text).toString());
      }),
      { numRuns: 60 },
    );
  });

  it.each(["../secret.txt", "/etc/passwd", "a/../../secret.txt", "a\0b", "link/secret.txt", "link"])(
    "refuses %j, which leads out of the workspace",
    async (target) => {
      await symlink(root, path.join(workspace, "link"));
      for (const action of ["read", "write", "append", "list", "stat"]) {
        const result = await call({ action, path: target, content: "overwritten" });
        expect(result.isError).toBe(true);
        expect(result.content).not.toBe("secret");
      }
      expect(await readFile(path.join(root, "secret.txt"), "utf8")).toBe("secret");
    },
  );

  it("pages by line and by passage", async () => {
    await call({ action: "write", path: "a.md", content: "# A\n\none\ntwo\n\nthree\n" });
    const line = await call({ action: "read", path: "a.md", by: "line", offset: 2, limit: 2 });
    expect(line.content).toBe("one\ntwo\n\n[lines 3–4 of 6; read on with by=line offset=4]");
    const passage = await call({ action: "read", path: "a.md", by: "passage", offset: 2 });
    expect(passage.content).toBe("three\n\n[passages 3–3 of 3]");
    const behind = await call({ action: "read", path: "a.md", by: "line", offset: 9 });
    expect(behind.content).toBe("[no line from offset 9 on: the file has 6 lines]");
  });

  it("searches the workspace", async () => {
    await call({ action: "write", path: "notes/a.md", content: "one\nThe fee\n" });
    expect((await call({ action: "search", query: "fee" })).content).toContain("notes/a.md:2: The fee");
    expect((await call({ action: "search" })).content).toContain("needs a query");
  });

  it("keeps what write replaces, up to a number of versions, and lets nobody change it", async () => {
    for (let version = 0; version <= 52; version += 1) {
      await call({ action: "write", path: "a.md", content: String(version) });
    }
    const kept = (await call({ action: "list", path: ".versions" })).content.split("\n");
    expect(kept).toHaveLength(50);
    expect((await call({ action: "read", path: ".versions/a.md.52" })).content).toContain("51");
    expect(kept).not.toContain("a.md.2");
    for (const action of ["write", "append", "patch"]) {
      const result = await call({
        action,
        path: "notes/../.versions/a.md.52",
        content: "x",
        hunks: [{ text: "x" }],
      });
      expect(result).toMatchObject({ isError: true, content: expect.stringContaining("only read") });
    }
  });

  it("refuses files that would become too large, and leaves them as they are", async () => {
    const half = "x".repeat(5 * 1024 * 1024);
    await call({ action: "write", path: "big.txt", content: half });
    const result = await call({ action: "append", path: "big.txt", content: half });
    expect(result).toMatchObject({ isError: true, content: expect.stringContaining("Divide it") });
    expect((await call({ action: "stat", path: "big.txt" })).content).toContain(`${half.length} bytes`);
  });

  it("says what is wrong with a missing file, a folder and missing content", async () => {
    expect((await call({ action: "read", path: "none" })).content).toContain("no such file");
    expect((await call({ action: "read", path: "." })).content).toContain("folder");
    expect((await call({ action: "write", path: "x" })).content).toContain("needs content");
    expect((await call({ action: "erase" })).content).toContain("Invalid arguments for file");
  });
});

describe("file patch", () => {
  it("patches a file, keeps the old version and names citations that went away", async () => {
    await call({
      action: "write",
      path: "report.md",
      content: "It costs $130 \\cite{web_0123abcd}. Bring a photo.\n",
    });
    const hunks = [{ before: "It costs ", text: "nothing", after: ". Bring" }];
    const result = await call({ action: "patch", path: "report.md", hunks });
    expect(result).not.toHaveProperty("isError");
    expect(result.content).toContain("Citations no longer in the file: web_0123abcd");
    expect(await readFile(path.join(workspace, "report.md"), "utf8")).toBe(
      "It costs nothing. Bring a photo.\n",
    );
    expect(await readFile(path.join(workspace, ".versions/report.md.1"), "utf8")).toContain("$130");
  });

  it("leaves the file alone when a hunk is refused", async () => {
    await call({ action: "write", path: "a.md", content: "one two" });
    const result = await call({ action: "patch", path: "a.md", hunks: [{ before: "three", text: "x" }] });
    expect(result).toMatchObject({
      isError: true,
      content: expect.stringContaining("Nothing was changed: hunk 1 of 1"),
    });
    expect(await readFile(path.join(workspace, "a.md"), "utf8")).toBe("one two");
    expect((await call({ action: "patch", path: "a.md" })).content).toContain("needs hunks");
  });
});
