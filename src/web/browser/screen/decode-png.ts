import { inflateSync } from "node:zlib";

/** Red, green and blue of every pixel, row by row. */
export interface ColourImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const signature = Buffer.from("89504e470d0a1a0a", "hex");
/** Bytes a pixel by colour type (PNG 1.2 §4.1.1), eight bits a channel. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const mostPixels = 64 << 20;

/**
 * Decodes a PNG of eight bits a channel without interlacing, which is what browsers make of a screen; how opaque a
 * pixel is, is passed over. Undefined for any other file.
 */
export function decodePng(bytes: Uint8Array): ColourImage | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    !file.subarray(0, 8).equals(signature) ||
    file.length < 33 ||
    file.toString("latin1", 12, 16) !== "IHDR"
  )
    return undefined;
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colour = -1, , , interlace] = file.subarray(24, 29);
  const channels = channelsOf[colour];
  if (channels === undefined || depth !== 8 || interlace !== 0) return undefined;
  if (width === 0 || height === 0 || width * height > mostPixels) return undefined;
  const length = (width * channels + 1) * height;
  try {
    const raw = inflateSync(Buffer.concat(dataChunks(file)), { maxOutputLength: length });
    return raw.length === length ? unfiltered(raw, { width, height, channels }) : undefined;
  } catch {
    // Bytes that are no zlib stream, or a longer one than the header says.
    return undefined;
  }
}

function dataChunks(file: Buffer): readonly Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      chunks.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Takes the filters back in place (PNG 1.2 §6), line by line. */
function unfiltered(raw: Buffer, { width, height, channels }: Shape): ColourImage | undefined {
  const stride = width * channels;
  const pixels = new Uint8Array(width * height * 3);
  let above: Uint8Array = new Uint8Array(stride);
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const line = raw.subarray(start + 1, start + 1 + stride);
    if (!unfilter(line, above, { filter: raw[start] ?? -1, channels })) return undefined;
    for (let column = 0; column < width; column += 1) {
      const from = column * channels;
      const to = (row * width + column) * 3;
      // Grey has one channel for all three colours.
      for (let colour = 0; colour < 3; colour += 1)
        pixels[to + colour] = line[from + (channels < 3 ? 0 : colour)] ?? 0;
    }
    above = line;
  }
  return { width, height, pixels };
}

function unfilter(
  line: Uint8Array,
  above: Uint8Array,
  { filter, channels }: { readonly filter: number; readonly channels: number },
): boolean {
  if (filter > 4) return false;
  for (let at = 0; filter !== 0 && at < line.length; at += 1) {
    const left = line[at - channels] ?? 0;
    const up = above[at] ?? 0;
    const corner = above[at - channels] ?? 0;
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    line[at] = (line[at] ?? 0) + guess;
  }
  return true;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [byLeft, byUp, byCorner] = [
    Math.abs(estimate - left),
    Math.abs(estimate - up),
    Math.abs(estimate - corner),
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
