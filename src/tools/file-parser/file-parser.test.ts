import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { makePptx } from "../../../test/documents/make-pptx.ts";
import { parseDocument } from "../../document/parse-document.ts";
import { toolContext } from "../../agent/tool-context.fixture.ts";
import { fileParser } from "./file-parser.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "deepwell-files-"));
afterAll(() => rm(workspace, { recursive: true, force: true }));

const tool = fileParser(({ bytes, hints }) => parseDocument(bytes, hints));
const parse = (input: Readonly<Record<string, unknown>>) => tool.invoke(input, toolContext({ workspace }));

const slides = makePptx({ slides: [{ title: "Depths", body: ["In 2025: 41 cm", "In 2026: 38 cm"] }] });
const inner = zipSync({ "talk.pptx": slides });
writeFileSync(path.join(workspace, "talk.pptx"), slides);
writeFileSync(
  path.join(workspace, "all.zip"),
  zipSync({ "inner.zip": inner, "a/notes.md": strToU8("# Notes\n\nIt snowed.") }),
);
writeFileSync(
  path.join(workspace, "long.txt"),
  Array.from({ length: 60 }, (_, at) => `Paragraph ${at}. ${"Snow fell again. ".repeat(40)}`).join("\n\n"),
);
symlinkSync("/etc/passwd", path.join(workspace, "outside"));

describe("file_parser", () => {
  test("reads a presentation with the numbers of its slides, and makes no evidence of it", async () => {
    const { content, evidence, isError } = await parse({ path: "talk.pptx" });
    expect(isError).toBeUndefined();
    expect(evidence).toBeUndefined();
    expect(content).toMatch(/title="Depths"[^]*section="Slide 1: Depths" page="1"[^]*- In 2025: 41 cm/);
    expect(content).not.toMatch(/web_[0-9a-f]{8}/);
  });

  test("lists archives and reads what is packed in them, also in archives in archives", async () => {
    expect((await parse({ path: "all.zip" })).content).toMatch(/entries="2"[^]*"a\/notes.md" \(19 bytes\)/);
    expect((await parse({ path: "all.zip", inner: ["a/notes.md"] })).content).toContain("It snowed.");
    expect((await parse({ path: "all.zip", inner: ["inner.zip", "talk.pptx"] })).content).toContain("41 cm");
    for (const names of [["b"], ["a/notes.md", "x"]])
      expect(await parse({ path: "all.zip", inner: names })).toMatchObject({ isError: true });
  });

  test("gives long documents in parts, and only what has the words that are asked for", async () => {
    const first = await parse({ path: "long.txt" });
    const second = await parse({ path: "long.txt", page: 2 });
    expect(first.content).toContain("Paragraph 0.");
    expect(second.content).not.toContain("Paragraph 0.");
    expect(second.content).toMatch(/shown="part 2 of \d/);
    const found = (await parse({ path: "long.txt", query: "paragraph 47." })).content;
    expect(found).toMatch(/passages="1 of 60"[^]*Paragraph 47\./);
  });

  test.each(["outside", "../all.zip", "nothing.pdf", "/etc/passwd"])(
    "reads nothing outside: %s",
    async (name) => {
      const { content, isError } = await parse({ path: name });
      expect({ content, isError }).toMatchObject({ isError: true });
      expect(content).not.toContain("root:");
    },
  );
});
