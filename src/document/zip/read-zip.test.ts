import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { entryText, readZip, storeZip } from "./read-zip.ts";

const archive = new Uint8Array(zipSync({ "a.xml": strToU8("<a/>"), "b.bin": new Uint8Array(10) }));

it("unpacks what is wanted, and packs it again", () => {
  const read = readZip(archive, (name) => name.endsWith(".xml"));
  if (read.type === "failure") throw new Error(read.message);
  expect([...read.entries.keys()]).toEqual(["a.xml"]);
  const again = readZip(storeZip(read.entries), () => true);
  expect(again.type === "entries" && entryText(again.entries, "a.xml")).toBe("<a/>");
});

it("refuses an archive that says it unpacks to more than the cap, before unpacking", () => {
  const bomb = zipSync({ "a.xml": new Uint8Array(300 * 1024 * 1024) }, { level: 1 });
  expect(readZip(bomb, () => true)).toMatchObject({ type: "failure", code: "TOO_LARGE" });
});

it("believes the size that an entry says it has before it makes room for it", () => {
  const lying = zipSync({ "a.xml": new Uint8Array(1_000_000) });
  const view = new DataView(lying.buffer, lying.byteOffset);
  for (let at = 0; at < lying.length - 4; at += 1) {
    if (view.getUint32(at, true) === 1_000_000) view.setUint32(at, 0xffff_fff0, true);
  }
  // Had it been unpacked, its data would have ended too early, and the archive would be damaged.
  expect(readZip(lying, () => true)).toMatchObject({ type: "failure", code: "TOO_LARGE" });
});

it("unpacks no more than an entry says it has", () => {
  const lying = zipSync({ "a.xml": new Uint8Array(1_000_000) });
  const view = new DataView(lying.buffer, lying.byteOffset);
  for (let at = 0; at < lying.length - 4; at += 1) {
    if (view.getUint32(at, true) === 1_000_000) view.setUint32(at, 100, true);
  }
  const read = readZip(lying, () => true);
  const length = read.type === "entries" ? (read.entries.get("a.xml")?.length ?? 0) : 0;
  expect(length).toBeLessThanOrEqual(100);
});

it("refuses an archive of more entries than any document has", () => {
  const many = zipSync(
    Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`${at}.xml`, new Uint8Array()])),
  );
  expect(readZip(many, () => true)).toMatchObject({ type: "failure", code: "TOO_LARGE" });
});

it("says that a damaged archive is damaged", () => {
  expect(readZip(archive.slice(0, archive.length - 12), () => true)).toMatchObject({
    type: "failure",
    code: "CORRUPT",
  });
});
