import { readFile, stat } from "node:fs/promises";
import type { ToolResult } from "../../agent/tool.ts";
import { citationIdPattern } from "../../core/ids.ts";
import { type AppliedHunk, applyPatch } from "./apply-patch.ts";
import { maxFileBytes } from "./file-limits.ts";
import type { Hunk } from "./place-hunk.ts";
import { keepVersion, replaceFile } from "./save-file.ts";

export interface PatchRequest {
  /** As the policy wrote it. */
  readonly path: string;
  readonly hunks: readonly Hunk[];
  readonly workspace: string;
}

/** Patches a file of the workspace atomically; what it was before is kept under `.versions/`. */
export async function patchFile(target: string, request: PatchRequest): Promise<ToolResult> {
  if (request.hunks.length === 0) return refused("patch needs hunks: [{before, text, after}].");
  const { size } = await stat(target);
  if (size > maxFileBytes) {
    return refused(`${request.path} has ${size} bytes; patch works up to ${maxFileBytes}.`);
  }
  const text = await readFile(target, "utf8");
  const outcome = applyPatch(text, request.hunks);
  if (outcome.type === "refused") {
    return refused(
      `Nothing was changed: hunk ${outcome.hunk} of ${request.hunks.length}: ${outcome.message}`,
    );
  }
  const kept = await keepVersion(target, request.workspace);
  await replaceFile(target, outcome.text);
  const lines = outcome.applied.map(describeHunk);
  const lost = lostCitations(text, outcome.text);
  const note = lost.length === 0 ? [] : [`Citations no longer in the file: ${lost.join(", ")}`];
  return { content: [`Patched ${request.path}; the old version is ${kept}.`, ...lines, ...note].join("\n") };
}

function describeHunk({ level, line, removed, inserted }: AppliedHunk): string {
  const how = level === "exact" ? "" : ` (anchors matched by ${level})`;
  return `- line ${line}: ${excerpt(removed)} → ${excerpt(inserted)}${how}`;
}

function excerpt(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return JSON.stringify(flat.length > 60 ? `${flat.slice(0, 57)}…` : flat);
}

function lostCitations(before: string, after: string): readonly string[] {
  const pattern = new RegExp(citationIdPattern, "g");
  const left = new Set(after.match(pattern));
  return [...new Set(before.match(pattern))].filter((id) => !left.has(id));
}

function refused(content: string): ToolResult {
  return { content, isError: true };
}
