import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type AnyTool, defineTool, type ToolContext, type ToolResult } from "../../agent/tool.ts";
import { errorMessage } from "../../core/errors.ts";
import { maxFileBytes, versionsFolder } from "./file-limits.ts";
import { patchFile } from "./patch-file.ts";
import { readFilePage } from "./read-file.ts";
import { resolveInside } from "./resolve-inside.ts";
import { saveFile } from "./save-file.ts";
import { searchFiles } from "./search-files.ts";

const maxEntries = 200;
const usualMatches = 30;

const hunk = z.object({
  before: z.string().max(2_000).optional().describe("words that stand right before the change; they stay"),
  text: z.string().max(200_000).describe("what goes between the anchors"),
  after: z.string().max(2_000).optional().describe("words that stand right behind the change; they stay"),
});

const input = z.object({
  action: z.enum(["read", "write", "append", "patch", "search", "list", "stat"]),
  path: z.string().min(1).max(400).default("."),
  content: z.string().max(maxFileBytes).optional().describe("write, append: the text"),
  by: z.enum(["byte", "line", "passage"]).default("byte").describe("read: what offset and limit count"),
  offset: z.coerce.number().int().min(0).default(0).describe("read: how much to skip"),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(64_000)
    .optional()
    .describe("read: size of the page; search: lines to show"),
  hunks: z.array(hunk).min(1).max(50).optional().describe("patch: the changes, all applied or none"),
  query: z.string().min(1).max(1_000).optional().describe("search: the text or expression"),
  regex: z.boolean().default(false).describe("search: query is a regular expression"),
});

type Call = z.infer<typeof input>;

const description = `Files of this run's workspace (notes, drafts, tables, long results). Paths are relative to the workspace; nothing outside it can be reached.
- read: one page, counted by byte, line or passage (paragraph); the last line says where to read on
- write: replaces the file; append: adds to it; folders are made as needed
- patch: changes parts of a file without repeating the rest: each hunk names four to eight words that stand before
  and/or after the change, and the new text between them; anchors must fit one place
- search: lines that hold a text or match a regular expression, in one file or everything under a folder
- list: a folder's entries; stat: size and time of one entry
What write and patch replace is kept under ${versionsFolder}/ and can be read there.`;

/** The agent's files (paper §4.4). Never leaves the run's workspace, not through links either. */
export function file(): AnyTool {
  return defineTool({
    name: "file",
    description,
    input,
    parallel: false,
    paged: true,
    run: async (call, context) => {
      const workspace = await realpath(context.workspace);
      const target = await resolveInside(workspace, call.path);
      if (target === undefined)
        return failure(`${call.path} is outside the workspace. Use a relative path inside it.`);
      try {
        return await act(call, { ...context, workspace, target });
      } catch (error) {
        return failure(`${call.action} ${call.path} failed: ${describe(error)}`);
      }
    },
  });
}

interface Place extends Pick<ToolContext, "signal" | "workspace"> {
  readonly target: string;
}

async function act(call: Call, { target, workspace, signal }: Place): Promise<ToolResult> {
  const changes = call.action === "write" || call.action === "append" || call.action === "patch";
  const [folder] = path.relative(workspace, target).split(path.sep);
  if (changes && folder === versionsFolder) {
    return failure(`${versionsFolder}/ holds old versions and is only read. Write the file somewhere else.`);
  }
  switch (call.action) {
    case "read":
      return (await isReadable(target)) ? readFilePage(target, call) : failure(`${call.path} is no file.`);
    case "write":
    case "append": {
      const { action, content } = call;
      if (content === undefined) return failure(`${action} needs content.`);
      return saveFile(target, { path: call.path, action, content, workspace });
    }
    case "patch":
      return (await isReadable(target))
        ? patchFile(target, { path: call.path, hunks: call.hunks ?? [], workspace })
        : failure(`${call.path} is no file.`);
    case "search": {
      const { query, regex, limit: maxMatches = usualMatches } = call;
      if (query === undefined) return failure("search needs a query.");
      return searchFiles({ workspace, target, query, regex, maxMatches }, { signal });
    }
    case "list":
      return list(call, target);
    case "stat":
      return describeEntry(path.relative(workspace, target) || ".", target);
    default:
      return call.action satisfies never;
  }
}

/** Pipes and devices, which a program may have made, would never come to an end. */
async function isReadable(target: string): Promise<boolean> {
  const entry = await stat(target);
  return entry.isFile() || entry.isDirectory();
}

async function list(call: Call, target: string): Promise<ToolResult> {
  const entries = await readdir(target, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = entries
    .slice(0, maxEntries)
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  const more = entries.length > shown.length ? [`… and ${entries.length - shown.length} more`] : [];
  return { content: [...shown, ...more].join("\n") || `${call.path} is empty.` };
}

async function describeEntry(name: string, target: string): Promise<ToolResult> {
  const entry = await stat(target);
  const kind = entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "neither file nor folder";
  return { content: `${name}: ${kind}, ${entry.size} bytes, changed ${entry.mtime.toISOString()}` };
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file or folder; use action list to see what is there";
  if (code === "EISDIR") return "it is a folder; use action list";
  if (code === "ENOTDIR" || code === "EEXIST") return "a part of the path is a file, not a folder";
  return errorMessage(error);
}

function failure(content: string): ToolResult {
  return { content, isError: true };
}
