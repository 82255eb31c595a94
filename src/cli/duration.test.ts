import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDuration, formatElapsed, parseDuration } from "./duration.ts";

it.each([
  ["90s", 90_000],
  ["15m", 900_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["500ms", 500],
  [" 2M ", 120_000],
  ["45", 45_000],
])("reads %s", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

it.each(["", "0", "0s", "m", "15x", "-5m", "1e3", "5 m", "1m2", "Infinity"])("refuses %j", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it("never gives a number that is not a positive whole one, for any text", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = parseDuration(text);
      return ms === undefined || (Number.isInteger(ms) && ms > 0);
    }),
  );
});

it("writes durations as a clock does", () => {
  expect([0, 7_900, 59_999, 60_000, 750_000, 3_723_000].map(formatDuration)).toEqual([
    "0:00",
    "0:07",
    "0:59",
    "1:00",
    "12:30",
    "1:02:03",
  ]);
});

it("writes what was measured with the precision that is worth reading", () => {
  expect([0, 420, 9_940, 9_960, 59_400, 61_000].map(formatElapsed)).toEqual([
    "0.0 s",
    "0.4 s",
    "9.9 s",
    "10 s",
    "59 s",
    "1:01",
  ]);
});
