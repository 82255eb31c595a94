import { open } from "node:fs/promises";
import type { ToolResult } from "../../agent/tool.ts";
import { maxFileBytes } from "./file-limits.ts";
import { type PageUnit, readPage } from "./read-pages.ts";

const usualLimits: Readonly<Record<PageUnit, number>> = { byte: 12_000, line: 200, passage: 20 };
const maxReadBytes = 64_000;

export interface ReadRequest {
  /** As the policy wrote it. */
  readonly path: string;
  readonly by: PageUnit;
  readonly offset: number;
  readonly limit?: number | undefined;
}

/** One page of a file, and in its last line where the next one begins. */
export async function readFilePage(target: string, request: ReadRequest): Promise<ToolResult> {
  const { path, by, offset, limit = usualLimits[by] } = request;
  const handle = await open(target, "r");
  try {
    const { size } = await handle.stat();
    if (by === "byte") {
      const length = Math.min(limit, maxReadBytes, Math.max(0, size - offset));
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, offset);
      const bytes = wholeCharacters(buffer.subarray(0, bytesRead));
      const end = offset + bytes.length;
      const more = end < size ? `; read on with offset=${end}` : "";
      return { content: `${bytes.toString("utf8")}\n[bytes ${offset}–${end} of ${size}${more}]` };
    }
    if (size > maxFileBytes) {
      return {
        content: `${path} has ${size} bytes: too many to count ${by}s. Read it by byte.`,
        isError: true,
      };
    }
    const text = await handle.readFile("utf8");
    return { content: describePage(text, { by, offset, limit }) };
  } finally {
    await handle.close();
  }
}

function describePage(
  text: string,
  request: { readonly by: "line" | "passage"; readonly offset: number; readonly limit: number },
): string {
  const { by, offset } = request;
  const page = readPage(text, { ...request, maxLength: maxReadBytes });
  if (page.shown === 0) return `[no ${by} from offset ${offset} on: the file has ${page.total} ${by}s]`;
  const next = offset + page.shown;
  const cut =
    page.cutAtByte === undefined ? "" : `; the last is cut, its rest is at by=byte offset=${page.cutAtByte}`;
  const more = next < page.total ? `; read on with by=${by} offset=${next}` : "";
  return `${page.text}\n[${by}s ${offset + 1}–${next} of ${page.total}${cut}${more}]`;
}

/** The longest prefix that does not end inside a UTF-8 character; all of it where that would be nothing. */
function wholeCharacters(bytes: Buffer): Buffer {
  let start = bytes.length - 1;
  while (start >= 0 && bytes.length - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start > 0 && start + length > bytes.length ? bytes.subarray(0, start) : bytes;
}
