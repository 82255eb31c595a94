import { expect, test } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { compactDay, dateRange, endOfDay, googleDates, startOfDay } from "./date-range.ts";

const clock = fakeClock("2026-11-22T23:30:00.000Z");
const query = (filters: { since?: string; until?: string }) => ({ text: "x", limit: 1, filters });

test("an open range ends today or begins long ago", () => {
  expect(dateRange({ text: "x", limit: 1 }, clock)).toBeUndefined();
  expect(dateRange(query({}), clock)).toBeUndefined();
  expect(dateRange(query({ since: "2024-03-01" }), clock)).toEqual({
    since: "2024-03-01",
    until: "2026-11-22",
  });
  expect(dateRange(query({ until: "2024-03-01" }), clock)).toEqual({
    since: "1900-01-01",
    until: "2024-03-01",
  });
});

test("an instant counts as its day", () => {
  const range = dateRange(query({ since: "2024-03-01T10:00:00Z", until: "2024-03-02T10:00:00Z" }), clock);
  expect(range).toEqual({ since: "2024-03-01", until: "2024-03-02" });
});

test("days are written as each API has them", () => {
  expect(compactDay("2024-03-01")).toBe("20240301");
  expect(googleDates(query({ since: "2024-03-01" }))).toBe("cdr:1,cd_min:3/1/2024");
  expect(googleDates(query({ until: "2024-12-31" }))).toBe("cdr:1,cd_max:12/31/2024");
  expect(googleDates(query({}))).toBeUndefined();
});

test("a day begins and ends at its first and last second", () => {
  expect(new Date(startOfDay("2024-03-01") * 1_000).toISOString()).toBe("2024-03-01T00:00:00.000Z");
  expect(new Date(endOfDay("2024-03-01") * 1_000).toISOString()).toBe("2024-03-01T23:59:59.000Z");
});
