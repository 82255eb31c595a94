import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { estimateTokens } from "../../src/core/tokens.ts";
import type { Edit } from "./make-edits.ts";

/** Tokens that a model has to put out for an edit, as the arguments of one tool call. */
export interface EditCost {
  readonly patch: number;
  readonly rewrite: number;
  /** Undefined where git is not installed. */
  readonly unifiedDiff: number | undefined;
}

/** Tokens that each way of writing an edit down takes. */
export function editCost({ report, after, hunks }: Edit): EditCost {
  const name = "report.md";
  const tokens = (input: object): number => estimateTokens(JSON.stringify(input));
  const diff = unifiedDiff(report.text, after);
  return {
    patch: tokens({ action: "patch", path: name, hunks }),
    rewrite: tokens({ action: "write", path: name, content: after }),
    unifiedDiff: diff === undefined ? undefined : tokens({ action: "diff", path: name, diff }),
  };
}

/** With three lines of context, as `git diff` writes it, from the first hunk on. */
function unifiedDiff(before: string, after: string): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-perf-patch-"));
  try {
    writeFileSync(path.join(folder, "before"), before);
    writeFileSync(path.join(folder, "after"), after);
    const args = ["diff", "--no-index", "--no-color", "--no-ext-diff", "before", "after"];
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return "";
  } catch (error) {
    // Git ends with 1 where the files differ.
    const printed = error instanceof Error && "stdout" in error ? error.stdout : undefined;
    return typeof printed === "string" ? printed.slice(printed.indexOf("@@")) : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
