import { type FileHandle, open } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { errorMessage } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { ByteRange, ParsedFile, ParseRequest } from "./parse-pool.ts";
import { readableReason } from "./readable-reason.ts";

/** Larger files are divided or not read at all; see `split-large-text.ts`. */
const maxBytes = 512 * 1024 * 1024;

parentPort?.on("message", (request: ParseRequest) => {
  void answer(request).then((file) => parentPort?.postMessage(file));
});

async function answer(request: ParseRequest): Promise<ParsedFile> {
  let bytes: Uint8Array;
  try {
    bytes = request.bytes ?? (await readBytes(request));
  } catch (error) {
    return { outcome: { type: "failure", code: "CORRUPT", message: readableReason(error) } };
  }
  const contentHash = sha256(bytes);
  if (contentHash === request.knownHash) return { outcome: { type: "unchanged" }, contentHash };
  try {
    return { outcome: await parseDocument(bytes, request.hints, { maxBytes }), contentHash };
  } catch (error) {
    // A parser must not throw; where one does all the same, only this document is lost.
    const message = `The parser failed: ${errorMessage(error)}`;
    return { outcome: { type: "failure", code: "CORRUPT", message }, contentHash };
  }
}

async function readBytes({ path, range, head }: ParseRequest): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const body = await readRange(handle, range ?? { start: 0, end: Math.min(size, maxBytes + 1) });
    return head === undefined ? body : Buffer.concat([await readRange(handle, head), body]);
  } finally {
    await handle.close();
  }
}

async function readRange(handle: FileHandle, { start, end }: ByteRange): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(end - start);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
