import { pipeline, Readable, type Transform } from "node:stream";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";

export interface BodyLimits {
  /** For the bytes as sent, and for those that each decoding gives. */
  readonly maxBytes: number;
  /** What comes beyond the limit is left out instead of failing. */
  readonly cut?: boolean;
}

export type BodyOutcome =
  | { readonly type: "bytes"; readonly bytes: Uint8Array }
  | { readonly type: "too-large" }
  | { readonly type: "bad-encoding"; readonly message: string };

/** Nobody nests encodings in earnest; two were seen by mistake of a server and its proxy. */
const mostEncodings = 3;
/** Browsers refuse larger windows (RFC 8878 §3.1.1.1.2: 8 MiB), so that a frame cannot ask for gigabytes. */
const largestZstdWindowLog = 23;

class TooLarge extends Error {}

/**
 * Reads a body to its end and undoes its content encodings, all as a stream: memory stays near `maxBytes` whatever
 * the ratio. A truncated stream gives what can be decoded, as in browsers. Rejects when the stream breaks or is
 * destroyed from outside, and destroys it in every case.
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<BodyOutcome> {
  // Destroying a body that nobody reads any more makes it emit an error.
  body.on("error", () => {});
  const names = encodingsOf(contentEncoding);
  const unknown = names.find((name) => !decoders.has(name));
  if (unknown !== undefined || names.length > mostEncodings) {
    body.destroy();
    const what = unknown === undefined ? `${names.length} encodings` : `the encoding ${unknown.slice(0, 40)}`;
    return { type: "bad-encoding", message: `The server used ${what}.` };
  }
  let stream = capped(body, limits);
  for (const name of names.toReversed()) stream = capped(decoded(stream, name), limits);
  try {
    return { type: "bytes", bytes: await collect(stream) };
  } catch (error) {
    if (error instanceof TooLarge) return { type: "too-large" };
    if (isZlibError(error))
      return { type: "bad-encoding", message: "The body is not what its encoding says." };
    throw error;
  } finally {
    body.destroy();
  }
}

/** Content encodings in the order in which they were applied (RFC 9110 §8.4). */
function encodingsOf(header: string | undefined): readonly string[] {
  const names = (header ?? "").split(",").map((name) => name.trim().toLowerCase().replace(/^x-/, ""));
  return names.filter((name) => name !== "" && name !== "identity");
}

type Chunks = AsyncIterable<Uint8Array>;

async function* capped(chunks: Chunks, { maxBytes, cut = false }: BodyLimits): AsyncGenerator<Uint8Array> {
  let left = maxBytes;
  for await (const chunk of chunks) {
    if (chunk.byteLength > left) {
      if (!cut) throw new TooLarge();
      yield chunk.subarray(0, left);
      return;
    }
    left -= chunk.byteLength;
    yield chunk;
  }
}

const lenient = { finishFlush: constants.Z_SYNC_FLUSH };

const decoders: ReadonlyMap<string, (first: Uint8Array) => Transform> = new Map<
  string,
  (first: Uint8Array) => Transform
>([
  ["gzip", () => createGunzip(lenient)],
  // Some servers send the raw stream, others the zlib format that the specification means.
  ["deflate", (first) => ((first[0] ?? 0) % 16 === 8 ? createInflate(lenient) : createInflateRaw(lenient))],
  ["br", () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })],
  [
    "zstd",
    () =>
      createZstdDecompress({
        finishFlush: constants.ZSTD_e_flush,
        params: { [constants.ZSTD_d_windowLogMax]: largestZstdWindowLog },
      }),
  ],
]);

/** Undoes one encoding. The decoder goes on only when what it made of the bytes before was read. */
async function* decoded(chunks: AsyncGenerator<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done === true) return;
  const decoder = decoders.get(name)?.(first.value);
  if (decoder === undefined) throw new Error(`there is no decoder for ${name}`);
  // Whatever ends the pipeline also ends the iteration below, with the same error.
  pipeline(Readable.from(startingWith(first.value, chunks)), decoder, () => {});
  for await (const chunk of decoder) yield chunk;
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function collect(chunks: Chunks): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.byteLength;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

function isZlibError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(?:Z_|ERR__ERROR_|ZSTD_error)/.test(code);
}
