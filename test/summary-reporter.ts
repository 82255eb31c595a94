import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts tests; a file that could not be loaded and an error outside any test count as one failure each. */
function countTests(modules: readonly TestModule[], errors: readonly SerializedError[]): TestCounts {
  const counts = { passed: 0, failed: errors.length, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed" || state === "failed" || state === "skipped") counts[state] += 1;
    }
  }
  return counts;
}

/** Ends a run with `N passed, N failed`, or leaves the counts in the file that `scripts/test.mjs` asks for. */
export function summaryReporter(summaryPath: string | undefined): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const counts = countTests(modules, errors);
      if (summaryPath !== undefined) writeFileSync(summaryPath, JSON.stringify(counts));
      else process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
    },
  };
}
