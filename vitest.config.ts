import { defineConfig } from "vitest/config";
import { summaryReporter } from "./test/summary-reporter.ts";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "perf/**/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", summaryReporter(process.env["DEEPWELL_TEST_SUMMARY"])],
  },
});
