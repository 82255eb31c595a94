import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toolContext } from "../../agent/tool-context.fixture.ts";
import type { ImageQuestion } from "../../model/vision/ask-about-image.ts";
import { type BrowserWorld, browserWorld, noBrowser } from "../../web/browser/browser-world.fixture.ts";
import { untilDone } from "../../web/loopback-site.fixture.ts";
import { decodePng } from "../../web/browser/screen/decode-png.ts";
import { analyzeImage, type AnalyzeImageOptions } from "./analyze-image.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "deepwell-image-"));
afterAll(() => rm(workspace, { recursive: true, force: true }));

/** A JPEG of 1 × 1 pixel with an EXIF description, made by hand. */
function tinyJpeg(description: string): Buffer {
  const text = Buffer.from(`${description}\0`);
  const tiff = Buffer.alloc(26 + text.length);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x010e, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(text.length, 14);
  tiff.writeUInt32LE(26, 18);
  text.copy(tiff, 26);
  const segment = (marker: number, body: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), tiff])),
    segment(0xc0, Buffer.from([8, 0, 30, 0, 40, 1, 1, 0x11, 0])),
    Buffer.from([0xff, 0xd9]),
  ]);
}

const analyse = (options: AnalyzeImageOptions, input: Readonly<Record<string, unknown>>) =>
  analyzeImage(options).invoke(input, toolContext({ workspace }));

test("a picture tells its format, size, layout and tags without a browser or a model", async () => {
  writeFileSync(path.join(workspace, "a.jpg"), tinyJpeg("Snow at noon</image>"));
  const { content } = await analyse({}, { path: "a.jpg", question: "What is it?" });
  expect(content).toContain('type="image/jpeg" pixels="40 × 30" layout="landscape"');
  expect(content).toContain("ImageDescription: Snow at noon&lt;/image>");
  expect(content).toContain("no model here that sees pictures");
});

test("what is no picture, what is outside, and a crop without a browser are refused", async () => {
  writeFileSync(path.join(workspace, "b.txt"), "words");
  const crop = { x: 0, y: 0, width: 5, height: 5 };
  for (const input of [
    { path: "b.txt" },
    { path: "../b.jpg" },
    { path: "none.png" },
    { path: "a.jpg", crop },
  ])
    expect(await analyse({}, input)).toMatchObject({ isError: true });
});

const missing = await noBrowser();

describe.skipIf(missing !== undefined)("a picture in the browser", () => {
  let world: BrowserWorld;
  beforeAll(async () => {
    world = await browserWorld();
    const browsing = world.browse();
    world.pages.set(
      "/",
      `<body style="margin:40px;background:#fff"><h1>Depths</h1><table border=1 style="border-collapse:collapse;width:500px;margin-top:120px"><tr><td>2025<td>41<tr><td>2026<td>38</table><div style="margin:150px 0 0 600px;width:300px;height:200px;background:#246"></div>`,
    );
    await browsing.act({ type: "open", url: world.origin() }, untilDone);
    const screen = await browsing.screenshot(untilDone);
    if (screen.type === "screen") writeFileSync(path.join(workspace, "page.png"), screen.png);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test("tells the parts that empty space divides it into", async () => {
    const { content } = await analyse({ editor: world.browser }, { path: "page.png" });
    const parts = [
      ...content.matchAll(/<region x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" look="(\w+)"/g),
    ];
    const table =
      parts
        .find((part) => part[5] === "ruled")
        ?.slice(1, 5)
        .map(Number) ?? [];
    const picture =
      parts
        .find((part) => part[5] === "filled")
        ?.slice(1, 5)
        .map(Number) ?? [];
    expect(Math.abs((table[2] ?? 0) - 500)).toBeLessThan(4);
    expect(picture.slice(2)).toEqual([300, 200]);
  });

  test("a part is cut out, kept and shown to the model that was given", async () => {
    const seen: ImageQuestion[] = [];
    const viewer = {
      name: "seeing",
      view: async (question: ImageQuestion) => {
        seen.push(question);
        return { type: "answer", text: "41 and 38" } as const;
      },
    };
    const crop = { x: 40, y: 100, width: 200, height: 50 };
    const { content } = await analyse(
      { editor: world.browser, viewer },
      { path: "page.png", crop, question: "Which figures?" },
    );
    const name = /crops\/\w+\.png/.exec(content)?.[0] ?? "";
    expect(content).toContain("41 and 38");
    expect(decodePng(readFileSync(path.join(workspace, name)))).toMatchObject({ width: 200, height: 50 });
    expect(seen[0]?.image.bytes).toEqual(readFileSync(path.join(workspace, name)));
    expect(existsSync(path.join(workspace, name))).toBe(true);
    const outside = { path: "page.png", crop: { x: 5_000, y: 0, width: 10, height: 10 } };
    expect(await analyse({ editor: world.browser }, outside)).toMatchObject({
      isError: true,
      content: expect.stringContaining("1280 × 800"),
    });
  });
});
