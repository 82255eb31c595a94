import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { currentCommit } from "./current-commit.ts";

test("the commit is that of this checkout, and says when its code was changed", () => {
  const head = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: import.meta.dirname }).toString();
  expect(currentCommit()?.replace(/-dirty$/, "")).toBe(head.trim());
});
