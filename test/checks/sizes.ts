import path from "node:path";
import { isTestFile, readProjectFile, sourceFiles } from "./project-files.ts";
import { readSyntax } from "./source-syntax.ts";

export interface SizeReport {
  readonly files: number;
  readonly sourceLines: number;
  readonly testLines: number;
  readonly testsPerSource: number;
  readonly medianLines: number;
  readonly p90Lines: number;
  readonly maxLines: number;
  readonly filesOver300: number;
  readonly commentShare: number;
  readonly largest: readonly string[];
  /** Files whose one export is not named like the file. */
  readonly namedUnlikeExport: readonly string[];
}

/** The value that a share of all values does not exceed; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Whether a file exports something whose name is the file's name in another case. */
export function isNamedLikeExport(file: string, exported: readonly string[]): boolean {
  const bare = (name: string) => name.replaceAll(/[^a-z0-9]/gi, "").toLowerCase();
  const name = bare(path.basename(file, ".ts"));
  return exported.some((item) => bare(item) === name);
}

/** Sizes of `src`, tests beside it counted apart. */
export function sizeReport(): SizeReport {
  const lengths = (files: readonly string[]) =>
    files.map((file) => ({
      file,
      text: readProjectFile(file),
      lines: readProjectFile(file).trimEnd().split("\n").length,
    }));
  const source = lengths(sourceFiles("src"));
  const tests = lengths(
    [...sourceFiles("src", { tests: true }), ...sourceFiles("test", { tests: true })].filter(isTestFile),
  );
  const lines = source.map((item) => item.lines);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const comments = source
    .flatMap((item) => item.text.split("\n"))
    .filter((line) => /^\s*(\/\/|\/?\*)/.test(line));
  const sourceLines = sum(lines);
  const testLines = sum(tests.map((item) => item.lines));
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    files: source.length,
    sourceLines,
    testLines,
    testsPerSource: round(testLines / sourceLines),
    medianLines: percentile(lines, 0.5),
    p90Lines: percentile(lines, 0.9),
    maxLines: percentile(lines, 1),
    filesOver300: lines.filter((count) => count > 300).length,
    commentShare: round(comments.length / sourceLines),
    largest: source
      .toSorted((a, b) => b.lines - a.lines)
      .slice(0, 5)
      .map((item) => `${item.lines} ${item.file}`),
    namedUnlikeExport: source
      .filter((item) => {
        const { exports } = readSyntax(item.text);
        return exports.length === 1 && !isNamedLikeExport(item.file, exports);
      })
      .map((item) => item.file),
  };
}
