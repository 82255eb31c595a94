import { appendFile, mkdir, open, readdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type AnyTool, defineTool, type ToolContext, type ToolResult } from "../../agent/tool.ts";
import { errorMessage } from "../../core/errors.ts";
import { patchFile } from "./patch-file.ts";
import { resolveInside } from "./resolve-inside.ts";

const defaultReadBytes = 12_000;
const maxReadBytes = 64_000;
const maxFileBytes = 8 * 1024 * 1024;
const maxEntries = 200;

const hunk = z.object({
  before: z.string().max(2_000).optional().describe("words that stand right before the change; they stay"),
  text: z.string().max(200_000).describe("what goes between the anchors"),
  after: z.string().max(2_000).optional().describe("words that stand right behind the change; they stay"),
});

const input = z.object({
  action: z.enum(["read", "write", "append", "patch", "list", "stat"]),
  path: z.string().min(1).max(400).default("."),
  content: z.string().max(maxFileBytes).optional().describe("write, append: the text"),
  offset: z.coerce.number().int().min(0).default(0).describe("read: first byte"),
  limit: z.coerce.number().int().min(1).max(maxReadBytes).default(defaultReadBytes).describe("read: bytes"),
  hunks: z.array(hunk).min(1).max(50).optional().describe("patch: the changes, all applied or none"),
});

type Call = z.infer<typeof input>;

const description = `Files of this run's workspace (notes, drafts, tables). Paths are relative to the workspace; nothing outside it can be reached.
- read: text from byte offset on, limit bytes at a time; the result says where to go on
- write: replaces the file; append: adds to it; folders are made as needed
- patch: changes parts of a file without repeating the rest: each hunk names a few words before and/or after the
  change and the new text between them; anchors must fit one place; the old version is kept
- list: a folder's entries; stat: size and time of one entry`;

/** The agent's files (paper §4.4). Never leaves the run's workspace, not through links either. */
export function file(): AnyTool {
  return defineTool({
    name: "file",
    description,
    input,
    parallel: false,
    run: async (call, context) => {
      const target = await resolveInside(context.workspace, call.path);
      if (target === undefined)
        return failure(`${call.path} is outside the workspace. Use a relative path inside it.`);
      try {
        return await act(call, target, context);
      } catch (error) {
        return failure(`${call.action} ${call.path} failed: ${describe(error)}`);
      }
    },
  });
}

function act(call: Call, target: string, context: ToolContext): Promise<ToolResult> {
  switch (call.action) {
    case "read":
      return read(call, target);
    case "write":
    case "append":
      return save(call, target);
    case "patch":
      return patchFile(target, { path: call.path, hunks: call.hunks ?? [], workspace: context.workspace });
    case "list":
      return list(call, target);
    case "stat":
      return describeEntry(call, target, context);
    default:
      return call.action satisfies never;
  }
}

async function read(call: Call, target: string): Promise<ToolResult> {
  const handle = await open(target, "r");
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(call.limit, Math.max(0, size - call.offset)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, call.offset);
    const bytes = wholeCharacters(buffer.subarray(0, bytesRead));
    const end = call.offset + bytes.length;
    const text = bytes.toString("utf8");
    const more = end < size ? `; read on with offset=${end}` : "";
    return { content: `${text}\n[bytes ${call.offset}–${end} of ${size}${more}]` };
  } finally {
    await handle.close();
  }
}

/** The longest prefix that does not end inside a UTF-8 character; all of it where that would be nothing. */
function wholeCharacters(bytes: Buffer): Buffer {
  let start = bytes.length - 1;
  while (start >= 0 && bytes.length - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start > 0 && start + length > bytes.length ? bytes.subarray(0, start) : bytes;
}

async function save(call: Call, target: string): Promise<ToolResult> {
  if (call.content === undefined) return failure(`${call.action} needs content.`);
  await mkdir(path.dirname(target), { recursive: true });
  if (call.action === "append") {
    await appendFile(target, call.content);
  } else {
    const temporary = `${target}.tmp`;
    await writeFile(temporary, call.content);
    await rename(temporary, target);
  }
  const { size } = await stat(target);
  return { content: `${call.action === "append" ? "Appended to" : "Wrote"} ${call.path} (${size} bytes).` };
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

async function describeEntry(call: Call, target: string, context: ToolContext): Promise<ToolResult> {
  const entry = await stat(target);
  const kind = entry.isDirectory() ? "folder" : "file";
  const name = path.relative(context.workspace, target) || ".";
  return {
    content: `${name}: ${kind}, ${entry.size} bytes, changed ${entry.mtime.toISOString()} (${call.path})`,
  };
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file or folder; use action list to see what is there";
  if (code === "EISDIR") return "it is a folder; use action list";
  if (code === "ENOTDIR") return "a part of the path is a file, not a folder";
  return errorMessage(error);
}

function failure(content: string): ToolResult {
  return { content, isError: true };
}
