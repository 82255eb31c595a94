import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { mutations } from "../../../test/documents/mutate.ts";
import { type Archive, openArchive } from "./open-archive.ts";

interface Packed {
  readonly name: string;
  readonly text?: string;
  /** Type flag of ustar; a file unless given. */
  readonly kind?: string;
}

function tarBlock({ name, text = "", kind = "0" }: Packed): Buffer {
  const header = Buffer.alloc(512);
  const body = Buffer.from(text);
  header.write(name.slice(0, 100), 0);
  header.write("0000644\0", 100);
  header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("        ", 148);
  header.write(kind, 156);
  header.write("ustar\0", 257);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
  );
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

const tar = (files: readonly Packed[]): Buffer => Buffer.concat([...files.map(tarBlock), Buffer.alloc(1024)]);

function opened(bytes: Uint8Array, name = "x"): Archive {
  const outcome = openArchive(bytes, name);
  if (outcome?.type !== "archive") throw new Error(outcome?.message ?? "no archive");
  return outcome;
}

const text = (archive: Archive, name: string): string | undefined => {
  const read = archive.read(name);
  return read.type === "bytes" ? Buffer.from(read.bytes).toString() : undefined;
};

const longName = `${"folder/".repeat(20)}file.txt`;
const pax = (path: string): string => {
  const record = ` path=${path}\n`;
  const length = record.length + 3;
  return `${length}${record}`;
};
const files = { "a.txt": strToU8("alpha"), "b/c.txt": strToU8("gamma"), "b/": new Uint8Array() };

describe("an archive", () => {
  test.each([
    ["zip", zipSync(files)],
    [
      "tar",
      tar([
        { name: "a.txt", text: "alpha" },
        { name: "b/", kind: "5" },
        { name: "b/c.txt", text: "gamma" },
      ]),
    ],
    [
      "tar.gz",
      gzipSync(
        tar([
          { name: "a.txt", text: "alpha" },
          { name: "b/c.txt", text: "gamma" },
        ]),
      ),
    ],
  ])("of the kind %s is listed and read, whatever it is called", (format, bytes) => {
    const archive = opened(bytes, "download.bin");
    expect(archive.format).toBe(format);
    expect(archive.entries).toEqual([
      { name: "a.txt", bytes: 5 },
      { name: "b/c.txt", bytes: 5 },
    ]);
    expect([text(archive, "a.txt"), text(archive, "b/c.txt"), text(archive, "d")]).toEqual([
      "alpha",
      "gamma",
      undefined,
    ]);
  });

  test("of gzip alone holds the file that it was made of", () => {
    const archive = opened(gzipSync("words"), "notes/list.txt.gz");
    expect(archive.entries).toEqual([{ name: "list.txt", bytes: 5 }]);
    expect(text(archive, "list.txt")).toBe("words");
  });

  test("with long names has them whole, by GNU and by pax", () => {
    for (const kind of ["L", "x"]) {
      const header = { name: "long", kind, text: kind === "L" ? `${longName}\0` : pax(longName) };
      expect(opened(tar([header, { name: longName.slice(0, 99), text: "far" }])).entries).toEqual([
        { name: longName, bytes: 3 },
      ]);
    }
  });

  test("gives nothing under a name that leads out of its folder, and no links", () => {
    const names = ["../a", "b/../../c", "/etc/passwd", "C:\\x", "..\\y", "d\\..\\..\\e"];
    const packed = zipSync(Object.fromEntries([...names, "fine"].map((name) => [name, strToU8("x")])));
    const inTar = tar([
      ...names.map((name) => ({ name, text: "x" })),
      { name: "link", kind: "2" },
      { name: "fine", text: "x" },
    ]);
    for (const archive of [opened(packed), opened(inTar)]) {
      expect(archive.entries.map(({ name }) => name)).toEqual(["fine"]);
      expect(archive.leftOut).toBeGreaterThanOrEqual(names.length);
      expect(names.map((name) => archive.read(name).type)).toEqual(names.map(() => "failure"));
    }
  });

  test("that is a bomb is not unpacked", () => {
    const zeros = new Uint8Array(6 << 20);
    expect(openArchive(gzipSync(zeros), "x.gz")).toMatchObject({ type: "failure", code: "TOO_LARGE" });
    expect(opened(zipSync({ zeros })).read("zeros")).toMatchObject({ type: "failure", code: "TOO_LARGE" });
    const empty = Array.from({ length: 20_001 }, (_, at) => [`${at}`, new Uint8Array()]);
    const many = zipSync(Object.fromEntries(empty), { level: 0 });
    expect(openArchive(many, "x.zip")).toMatchObject({ type: "failure", code: "TOO_LARGE" });
  });

  test("is told by its bytes, and what is none is none", () => {
    for (const other of ["", "text", "PK", "%PDF-1.7"])
      expect(openArchive(strToU8(other), "x.zip")).toBeUndefined();
  });

  test("that is damaged ends as something or as a failure", () => {
    for (const original of [zipSync(files), tar([{ name: "a", text: "alpha" }]), gzipSync("words")]) {
      fc.assert(
        fc.property(mutations(original), (damaged) => {
          const outcome = openArchive(damaged, "x");
          if (outcome?.type !== "archive") return;
          for (const { name } of outcome.entries) outcome.read(name);
        }),
        { numRuns: 100 },
      );
    }
  });
});
