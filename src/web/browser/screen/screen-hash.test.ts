import { deflateSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodePng } from "./decode-png.ts";
import { sameScreenDistance, screenDistance, screenHash } from "./screen-hash.ts";

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly rows: readonly { readonly filter: number; readonly line: readonly number[] }[];
}

function chunk(name: string, body: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)]);
}

/** A PNG whose lines are filtered as they say, by the definitions of the standard. */
function encode({ width, height, channels, rows }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = { 1: 0, 2: 4, 3: 2, 4: 6 }[channels];
  let above: readonly number[] = [];
  const lines = rows.map(({ filter, line }) => {
    const filtered = line.map((value, at) => {
      const [a, b, c] = [
        line[at - channels] ?? 0,
        above[at] ?? 0,
        (at >= channels && above[at - channels]) || 0,
      ];
      const p = a + b - c;
      const order = [a, b, c].toSorted((one, other) => Math.abs(p - one) - Math.abs(p - other));
      return value - ([0, a, b, Math.floor((a + b) / 2), order[0] ?? 0][filter] ?? 0);
    });
    above = line;
    return Buffer.from([filter, ...filtered]);
  });
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 8 }),
    channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
  })
  .chain(({ width, height, channels }) =>
    fc
      .array(
        fc.record({
          filter: fc.nat({ max: 4 }),
          line: fc.array(fc.nat({ max: 255 }), { minLength: width * channels, maxLength: width * channels }),
        }),
        { minLength: height, maxLength: height },
      )
      .map((rows): Picture => ({ width, height, channels, rows })),
  );

describe("decoding a PNG", () => {
  test("gives the colours of every pixel, whatever the filters", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const image = decodePng(encode(picture));
        const expected = picture.rows.flatMap(({ line }) =>
          Array.from({ length: picture.width }, (_, at) => {
            const [red = 0, green = 0, blue = 0] = line.slice(at * picture.channels);
            return picture.channels < 3 ? [red, red, red] : [red, green, blue];
          }).flat(),
        );
        expect(Array.from(image?.pixels ?? [])).toEqual(expected);
      }),
    );
  });

  test("ends with nothing for bytes that are none, or that hold more than they say", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), pictures, fc.nat(), (noise, picture, place) => {
        expect(decodePng(noise)).toBeUndefined();
        const whole = encode(picture);
        const damaged = Buffer.from(whole);
        damaged[place % damaged.length] = (damaged[place % damaged.length] ?? 0) ^ 0x55;
        expect(() => decodePng(damaged)).not.toThrow();
        expect(() => decodePng(whole.subarray(0, place % whole.length))).not.toThrow();
      }),
    );
  });
});

describe("the distance of screens", () => {
  const grey = (width: number, height: number, at: (x: number, y: number) => number) => {
    const rows = Array.from({ length: height }, (_, y) => ({
      filter: 0,
      line: Array.from({ length: width }, (_x, x) => at(x, y)),
    }));
    const hash = screenHash(encode({ width, height, channels: 1, rows }));
    if (hash === undefined) throw new Error("no hash");
    return hash;
  };

  test("is small for what a renderer does to edges, and large for a mark of a few pixels", () => {
    const blank = grey(64, 64, () => 255);
    const soft = grey(64, 64, (x, y) => ((x + y) % 2 === 0 ? 253 : 255));
    const mark = grey(64, 64, (x, y) => (x === 20 && y > 20 && y < 29 ? 0 : 255));
    expect(screenDistance(blank, blank)).toBe(0);
    expect(screenDistance(blank, soft)).toBeLessThanOrEqual(sameScreenDistance);
    expect(screenDistance(blank, mark)).toBeGreaterThan(sameScreenDistance * 10);
  });

  test("is large for a change of colour that is none of brightness", () => {
    const dot = (red: number, green: number) => {
      const line = Array.from({ length: 16 }, (_, at) =>
        at >= 4 && at < 8 ? [red, green, 0] : [255, 255, 255],
      ).flat();
      const rows = Array.from({ length: 8 }, () => ({ filter: 0, line }));
      const hash = screenHash(encode({ width: 16, height: 8, channels: 3, rows }));
      if (hash === undefined) throw new Error("no hash");
      return hash;
    };
    expect(screenDistance(dot(196, 0), dot(0, 100))).toBeGreaterThan(100);
  });

  test("is as large as can be when the sizes differ", () => {
    expect(
      screenDistance(
        grey(8, 8, () => 0),
        grey(8, 12, () => 0),
      ),
    ).toBe(255);
  });
});
