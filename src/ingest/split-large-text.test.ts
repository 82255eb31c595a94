import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { splitLargeText, type TextParts } from "./split-large-text.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "deepwell-split-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function split(
  text: string | Buffer,
  name = "a.txt",
): Promise<{ readonly parts: TextParts; readonly bytes: Buffer }> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  const bytes = await readFile(file);
  const parts = await splitLargeText(file, bytes.length, 1_000);
  return { parts: parts ?? { ranges: [] }, bytes };
}

const contents = ({
  parts,
  bytes,
}: {
  readonly parts: TextParts;
  readonly bytes: Buffer;
}): readonly Buffer[] => parts.ranges.map((range) => bytes.subarray(range.start, range.end));

test("parts follow one another without a gap and never cut a character", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", "ü", "深", "🜁", " "), maxLength: 900 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (lines, isBlank) => {
        const { parts, bytes } = await split(`x${lines.join(isBlank ? "\n\n" : "\n")}`);
        if (bytes.length <= 4_000) return;
        expect(parts.ranges[0]?.start).toBe(0);
        for (const [index, range] of parts.ranges.entries()) {
          expect(range.end).toBe(parts.ranges[index + 1]?.start ?? bytes.length);
          expect(bytes.subarray(range.start, range.end).toString()).not.toContain("\ufffd");
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a cut is made at a blank line where there is one", async () => {
  const { parts, bytes } = await split(`${"word ".repeat(60)}\n\n`.repeat(20));
  expect(parts.ranges.length).toBeGreaterThan(3);
  for (const { end } of parts.ranges) expect(bytes.subarray(end - 2, end).toString()).toBe("\n\n");
});

test("a table is cut between rows, not inside quotation marks, and its header is known", async () => {
  const row = (at: number): string => `Bern ${at},"a remark\nof two lines, and ""more"""\n`;
  const found = await split(
    `city,remark\n${Array.from({ length: 200 }, (_, at) => row(at)).join("")}`,
    "cities.csv",
  );
  expect(found.bytes.subarray(found.parts.head?.start, found.parts.head?.end).toString()).toBe(
    "city,remark\n",
  );
  expect(found.parts.ranges.length).toBeGreaterThan(3);
  for (const part of contents(found).slice(1)) expect(part.toString()).toMatch(/^Bern \d+,"/);
});

test("UTF-16 is cut between characters and keeps its byte-order mark", async () => {
  const text = `\ufeff${Array.from({ length: 300 }, (_, at) => `第${at}行 of text`).join("\n")}`;
  const found = await split(Buffer.from(text, "utf16le"), "wide.txt");
  expect(found.bytes.subarray(0, found.parts.head?.end)).toEqual(Buffer.from([0xff, 0xfe]));
  expect(
    contents(found)
      .map((part) => part.toString("utf16le"))
      .join(""),
  ).toBe(text);
  for (const part of contents(found).slice(1)) expect(part.toString("utf16le")).toMatch(/^第\d+行 of text/);
});

test("what only makes sense whole is not divided", async () => {
  const filler = "x ".repeat(3_000);
  for (const text of [
    `%PDF-1.7\n${filler}`,
    `<html>${filler}`,
    `[\n${filler}`,
    `{\n${filler}`,
    `\0${filler}`,
  ]) {
    expect((await split(text)).parts.ranges).toEqual([]);
  }
  expect((await split("short")).parts.ranges).toEqual([]);
  expect((await split(`{"a":1}\n${filler}`)).parts.ranges.length).toBeGreaterThan(1);
});
