import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { projectRoot } from "./checks/project-files.ts";
import { verifies } from "./promises.ts";

// Inside the checkout, so that the tests in it find vitest; ignored by git.
mkdirSync(path.join(projectRoot, ".deepwell"), { recursive: true });
const folder = mkdtempSync(path.join(projectRoot, ".deepwell/reporter-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lastLineOf(files: Readonly<Record<string, string>>): {
  readonly line: string;
  readonly code: number | null;
} {
  const root = mkdtempSync(path.join(folder, "case-"));
  const config = `import { summaryReporter } from ${JSON.stringify(path.join(projectRoot, "test/summary-reporter.ts"))};
    export default { test: { include: ["*.test.ts"], reporters: ["default", summaryReporter(undefined)] } };`;
  for (const [name, text] of Object.entries({ ...files, "vitest.config.ts": config })) {
    writeFileSync(path.join(root, name), text);
  }
  const vitest = path.join(projectRoot, "node_modules/vitest/vitest.mjs");
  const { stdout, status } = spawnSync(process.execPath, [vitest, "run", "--root", root], {
    encoding: "utf8",
  });
  return { line: stdout.trimEnd().split("\n").at(-1) ?? "", code: status };
}

const passing = `import { expect, it } from "vitest"; it("a", () => expect(1).toBe(1)); it.skip("b", () => {});`;

it("ends with how many passed and failed, skipped ones left out", () => {
  expect(lastLineOf({ "a.test.ts": passing })).toEqual({ line: "1 passed, 0 failed", code: 0 });
});

it(`counts a failing test, a file that does not load, and an error outside any test ${verifies("oracle.live")}`, () => {
  const failing = `import { expect, it } from "vitest"; it("c", () => expect(1).toBe(2));`;
  const stray = `import { it } from "vitest"; it("d", () => { setTimeout(() => { throw new Error("late"); }, 0); return new Promise((done) => setTimeout(done, 50)); });`;
  const { line, code } = lastLineOf({
    "a.test.ts": passing,
    "b.test.ts": failing,
    "c.test.ts": "throw new Error('x');",
    "d.test.ts": stray,
  });
  expect(line).toBe("2 passed, 3 failed");
  expect(code).toBe(1);
});
