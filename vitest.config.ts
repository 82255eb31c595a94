import { defineConfig } from "vitest/config";
import { summaryReporter } from "./test/summary-reporter.ts";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "perf/**/*.test.ts", "scripts/**/*.test.ts"],
    // Nothing outside this machine is asked by tests; those of web search ask a server of their own.
    env: { DEEPWELL_SEARCH: "off" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", summaryReporter(process.env["DEEPWELL_TEST_SUMMARY"])],
  },
});
