import { execFileSync } from "node:child_process";

/** What is measured and what measures; texts and results that were written since change nothing about it. */
const code = [
  ...["src", "corpora", "perf", "package-lock.json"].map((path) => `:(top)${path}`),
  ":(top,glob)prove/**/*.ts",
  ":(top,exclude,glob)**/*.md",
];

/** Short hash of the checkout this runs from, marked when code differs from it; undefined outside one. */
export function currentCommit(): string | undefined {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, {
      cwd: import.meta.dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    }).trim();
  try {
    const isChanged = git("status", "--porcelain", "--untracked-files=no", "--", ...code) !== "";
    return `${git("rev-parse", "--short", "HEAD")}${isChanged ? "-dirty" : ""}`;
  } catch {
    return undefined;
  }
}
