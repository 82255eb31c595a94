import { open } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { sha256 } from "../core/hash.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { ParsedFile, ParseRequest } from "./parse-pool.ts";
import { readableReason } from "./walk-files.ts";

/** Larger files are read in parts or not at all; see `split-large-text.ts`. */
const maxBytes = 256 * 1024 * 1024;

parentPort?.on("message", (request: ParseRequest) => {
  void parseFile(request).then((file) => parentPort?.postMessage(file));
});

async function parseFile(request: ParseRequest): Promise<ParsedFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(request);
  } catch (error) {
    return { outcome: { type: "failure", code: "CORRUPT", message: readableReason(error) } };
  }
  const contentHash = sha256(bytes);
  try {
    return { outcome: await parseDocument(bytes, request.hints), contentHash };
  } catch (error) {
    // A parser must not throw; where one does all the same, only this document is lost.
    return { outcome: { type: "failure", code: "CORRUPT", message: readableReason(error) }, contentHash };
  }
}

async function readBytes({ path, range }: ParseRequest): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const start = range?.start ?? 0;
    const length = (range?.end ?? size) - start;
    if (length > maxBytes)
      throw new Error(`it has ${length} bytes, more than the ${maxBytes} that are read at once`);
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
