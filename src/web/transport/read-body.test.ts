import { Readable } from "node:stream";
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { clientFor, startSite, untilDone } from "../loopback-site.fixture.ts";
import { readBody } from "./read-body.ts";

const mebibyte = 1 << 20;
const encoders: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gzipSync(bytes),
  "x-gzip": (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: (bytes) => zstdCompressSync(bytes),
  identity: (bytes) => bytes,
};

function encode(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  return names.reduce((body, name) => encoders[name]?.(body) ?? body, bytes);
}

function inPieces(bytes: Uint8Array, size: number): Readable {
  const pieces = function* (): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  return Readable.from(pieces());
}

test("any bytes under any encodings, cut anywhere, come back as they were", async () => {
  const names = fc.array(fc.constantFrom(...Object.keys(encoders)), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3_000 }),
      names,
      fc.integer({ min: 1, max: 700 }),
      async (bytes, list, size) => {
        const outcome = await readBody(inPieces(encode(bytes, list), size), list.join(", "), {
          maxBytes: 10_000,
        });
        expect(outcome).toEqual({ type: "bytes", bytes });
      },
    ),
    { numRuns: 150 },
  );
});

test("deflate without its zlib wrapper is read as well", async () => {
  const outcome = await readBody(inPieces(deflateRawSync("snow"), 2), "deflate", { maxBytes: 100 });
  expect(outcome).toEqual({ type: "bytes", bytes: new Uint8Array(Buffer.from("snow")) });
});

test("a stream that ends too early gives what can be decoded", async () => {
  const whole = gzipSync(Buffer.from("snow ".repeat(50_000)), { level: 0 });
  const outcome = await readBody(inPieces(whole.subarray(0, 20_000), 4_096), "gzip", { maxBytes: mebibyte });
  expect(outcome.type === "bytes" && Buffer.from(outcome.bytes).toString().startsWith("snow snow")).toBe(
    true,
  );
});

test("bytes that are not what their encoding says, and encodings nobody knows, are told apart from a broken stream", async () => {
  for (const name of ["gzip", "br", "zstd", "deflate"]) {
    const outcome = await readBody(inPieces(Buffer.from("plainly not compressed"), 5), name, {
      maxBytes: 100,
    });
    expect(outcome.type, name).toBe("bad-encoding");
  }
  expect(await readBody(inPieces(Buffer.from("a"), 1), "compress", { maxBytes: 9 })).toMatchObject({
    type: "bad-encoding",
  });
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from("a");
      throw new Error("reset");
    })(),
  );
  await expect(readBody(broken, "gzip", { maxBytes: 9 })).rejects.toThrow("reset");
});

test("a body at the cap passes, one byte more does not, and one that may be cut is", async () => {
  const bytes = new Uint8Array(1_000).fill(65);
  const body = () => inPieces(gzipSync(bytes), 10);
  expect(await readBody(body(), "gzip", { maxBytes: 1_000 })).toEqual({ type: "bytes", bytes });
  expect(await readBody(body(), "gzip", { maxBytes: 999 })).toEqual({ type: "too-large" });
  const cut = await readBody(body(), "gzip", { maxBytes: 999, cut: true });
  expect(cut).toEqual({ type: "bytes", bytes: bytes.subarray(0, 999) });
});

/** A gigabyte of zeros as 1,024 members of one gzip file. */
function gigabyteOfZeros(): Uint8Array {
  const member = gzipSync(Buffer.alloc(mebibyte));
  return Buffer.alloc(1_024 * member.length, member);
}

interface Bomb {
  readonly name: string;
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

function makeBombs(): readonly Bomb[] {
  const gigabyte = gigabyteOfZeros();
  const nothing = gzipSync("");
  const members = Buffer.alloc(400_000 * nothing.length, nothing);
  const zeros = Buffer.alloc(64 * mebibyte);
  const brotli = encode(zeros, ["br"]);
  const zstd = encode(zeros, ["zstd"]);
  const deflate = encode(zeros, ["deflate"]);
  const layered = (bytes: Uint8Array, inner: string, outer: readonly string[]): Bomb => ({
    name: [inner, ...outer].join(" in "),
    encoding: [inner, ...outer].join(", "),
    bytes: encode(bytes, outer),
  });
  const kinds = Object.keys(encoders).filter((name) => name !== "identity" && name !== "x-gzip");
  const one = [
    ["gzip", gigabyte],
    ["br", brotli],
    ["zstd", zstd],
    ["deflate", deflate],
  ] as const;
  return [
    ...one.map(([name, bytes]) => layered(bytes, name, [])),
    ...one.flatMap(([name, bytes]) => kinds.map((outer) => layered(bytes, name, [outer]))),
    layered(gigabyte, "gzip", ["gzip", "gzip"]),
    layered(gigabyte, "gzip", ["br", "gzip"]),
    layered(gigabyte, "gzip", ["gzip", "gzip", "gzip", "gzip"]),
    layered(brotli, "br", ["br", "br"]),
    layered(zstd, "zstd", ["gzip", "br"]),
    // Each layer is large and what is left in the end is nothing.
    layered(encode(members, ["gzip"]), "gzip", ["gzip"]),
    { name: "five layers of nothing", encoding: "gzip, gzip, gzip, gzip, gzip", bytes: gzipSync("") },
    {
      name: "a frame with a window of 2 GiB",
      encoding: "zstd",
      bytes: Buffer.from("28b52ffd00a0010000", "hex"),
    },
    { name: "plain bytes without end", encoding: "", bytes: new Uint8Array() },
    { name: "gzip without end", encoding: "gzip", bytes: new Uint8Array() },
  ];
}

test(`no body grows beyond its cap, whatever it is packed in ${verifies("fetch.bomb")}`, {
  timeout: 120_000,
}, async () => {
  const bombs = makeBombs();
  expect(bombs.length).toBeGreaterThanOrEqual(30);
  const endless = Buffer.alloc(65_536, 65);
  const openEnd = gzipSync(endless).subarray(0, 10);
  await using site = await startSite((request, response) => {
    const bomb = bombs[Number(request.url?.slice(1))];
    if (bomb === undefined) return;
    const encoding = bomb.encoding === "" ? {} : { "content-encoding": bomb.encoding };
    response.writeHead(200, { "content-type": "text/html", ...encoding });
    if (bomb.bytes.length > 0) response.end(bomb.bytes);
    else if (bomb.encoding === "") Readable.from(forever(endless)).pipe(response);
    else Readable.from(forever(storedBlock(), openEnd)).pipe(response);
  });
  const maxBytes = 4 * mebibyte;
  await using client = clientFor([site], { maxBytes, timeoutMs: 10_000 });
  const before = process.memoryUsage().rss;
  let peak = before;
  for (const [index, { name }] of bombs.entries()) {
    const outcome = await client.fetchBytes({ url: `${site.origin}/${index}` }, untilDone);
    peak = Math.max(peak, process.memoryUsage().rss);
    if (outcome.type === "failure") expect(outcome.code, name).toMatch(/^(?:TOO_LARGE|BAD_ENCODING)$/);
    else expect.fail(`${name} was read: ${outcome.bytes.byteLength} bytes`);
  }
  expect((peak - before) / mebibyte).toBeLessThan(192);
  expect(await client.fetchBytes({ url: `${site.origin}/99`, timeoutMs: 50 }, untilDone)).toMatchObject({
    code: "TIMEOUT",
  });
});

function* forever(chunk: Uint8Array, first: Uint8Array = new Uint8Array(0)): Generator<Uint8Array> {
  if (first.length > 0) yield first;
  for (;;) yield chunk;
}

/** A block of a deflate stream that is not the last one. */
function storedBlock(): Uint8Array {
  const data = Buffer.alloc(60_000, 65);
  const header = Buffer.from([0, 0, 0, 0, 0]);
  header.writeUInt16LE(data.length, 1);
  header.writeUInt16LE(~data.length & 0xffff, 3);
  return Buffer.concat([header, data]);
}
