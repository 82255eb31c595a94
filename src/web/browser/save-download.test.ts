import * as fc from "fast-check";
import { expect, test } from "vitest";
import { downloadName } from "./save-download.ts";

test("a download's name is a file name and nothing else, whatever a server calls it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webPath()), (suggested) => {
      const name = downloadName(suggested);
      expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
      expect(Array.from(name).length).toBeLessThanOrEqual(111);
      expect(name).not.toMatch(/[/\\]|\.\.$/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["report 2026.pdf", "report-2026.pdf"],
  ["../../etc/passwd", "passwd"],
  [".bashrc", "bashrc"],
  ["", "download"],
  ["年度报告（终稿）.xlsx", "年度报告-终稿.xlsx"],
])("%j becomes %j", (suggested, expected) => {
  expect(downloadName(suggested)).toBe(expected);
});
