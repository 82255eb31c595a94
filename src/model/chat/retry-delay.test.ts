import { expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

const now = new Date("2026-01-01T00:00:00Z");

test("doubles from half a second up to half a minute", () => {
  const delays = [0, 1, 2, 3, 10].map((attempt) => retryDelayMs({ attempt, retryAfter: null, now }));
  expect(delays).toEqual([500, 1000, 2000, 4000, 30_000]);
});

test.each([
  ["7", 7000],
  ["0", 0],
  ["0.25", 250],
  ["Thu, 01 Jan 2026 00:01:00 GMT", 60_000],
  ["Thu, 01 Jan 2025 00:00:00 GMT", 0],
  ["soon", 500],
])("waits as Retry-After %s asks", (retryAfter, expected) => {
  expect(retryDelayMs({ attempt: 0, retryAfter, now })).toBe(expected);
});
