import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ToolResult } from "../../agent/tool.ts";
import { searchFiles, type SearchLimits } from "./search-files.ts";

let workspace = "";
beforeEach(async () => {
  workspace = await mkdtemp(path.join(tmpdir(), "deepwell-search-"));
  await mkdir(path.join(workspace, "notes"));
  await mkdir(path.join(workspace, ".versions"));
  await writeFile(path.join(workspace, "report.md"), "# Fees\nThe “fee” is $130.\n\nNo fee for victims.\n");
  await writeFile(path.join(workspace, "notes/a.md"), "护照遗失的，应当报告。\nFEES: see report\n");
  await writeFile(path.join(workspace, ".versions/report.md.1"), "The old fee.\n");
  await writeFile(path.join(workspace, "image.bin"), "fee\0fee");
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

const never: SearchLimits = { signal: new AbortController().signal };

function search(
  query: string,
  options: { regex?: boolean; target?: string; maxMatches?: number; limits?: SearchLimits } = {},
): Promise<ToolResult> {
  const { regex = false, target = ".", maxMatches = 10, limits = never } = options;
  return searchFiles({ workspace, target: path.join(workspace, target), query, regex, maxMatches }, limits);
}

test("finds text in every file of the workspace, whatever its case and typography", async () => {
  expect((await search('the "FEE"')).content).toBe(
    '1 lines in 3 files (1 of them no text or too large) hold "the \\"FEE\\""\nreport.md:2: The “fee” is $130.',
  );
  expect((await search("遗失的,应当")).content).toContain("notes/a.md:1: 护照遗失的，应当报告。");
  expect((await search("fee", { target: "notes" })).content).toContain("1 lines in 1 files");
});

test("matches expressions line by line, in one file or all", async () => {
  const { content } = await search("^no|\\$\\d+", { regex: true, target: "report.md" });
  expect(content.split("\n").slice(1)).toEqual([
    "report.md:2: The “fee” is $130.",
    "report.md:4: No fee for victims.",
  ]);
});

test("counts what it does not show", async () => {
  expect((await search("fee", { maxMatches: 1 })).content).toMatch(
    /^4 lines in .*; the first 1\nnotes\/a\.md:2/,
  );
});

test("says why an expression or a text cannot be searched for", async () => {
  expect(await search("(", { regex: true })).toMatchObject({
    isError: true,
    content: expect.stringContaining("Unterminated group"),
  });
  expect((await search(" ")).isError).toBe(true);
});

test("stops an expression that does not come to an end, and so does the caller", async () => {
  await writeFile(path.join(workspace, "long.txt"), `${"a".repeat(60)}b\n`);
  const hostile = { regex: true, target: "long.txt" };
  const late = await search("^(a+)+$", { ...hostile, limits: { ...never, timeoutMs: 100 } });
  expect(late).toMatchObject({ isError: true, content: expect.stringContaining("simpler expression") });
  const stopped = await search("^(a+)+$", { ...hostile, limits: { signal: AbortSignal.abort() } });
  expect(stopped.isError).toBe(true);
});

test("does not follow links out of the workspace", async () => {
  const outside = await mkdtemp(path.join(tmpdir(), "deepwell-outside-"));
  try {
    await writeFile(path.join(outside, "secret.txt"), "a secret fee");
    await symlink(outside, path.join(workspace, "out"));
    await symlink(path.join(outside, "secret.txt"), path.join(workspace, "out.txt"));
    expect((await search("secret")).content).toMatch(/^0 lines/);
  } finally {
    await rm(outside, { recursive: true });
  }
});
