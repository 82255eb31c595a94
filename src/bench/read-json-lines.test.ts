import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readJsonLines } from "./read-json-lines.ts";

const row = z.object({ id: z.string() });

function fileOf(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "deepwell-lines-")), "rows.jsonl");
  writeFileSync(file, text);
  return file;
}

test("the rows of a file are read, and a line that is none is named with its file", async () => {
  expect(await readJsonLines(fileOf('{"id":"a"}\n\n{"id":"b","more":1}\n'), row)).toEqual([
    { id: "a" },
    { id: "b" },
  ]);
  await expect(readJsonLines(fileOf('{"id":"a"}\n{"id":1}\n'), row)).rejects.toThrow(
    /^line 2 of rows\.jsonl: /,
  );
});
