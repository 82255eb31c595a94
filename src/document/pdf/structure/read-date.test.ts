import { expect, describe, it } from "vitest";
import { readPdfDate } from "./read-date.ts";

describe("dates", () => {
  it.each([
    ["D:20050615172311+05'30'", "2005-06-15"],
    ["D:2005", "2005"],
    ["D:200506", "2005-06"],
    ["2016-12-31T10:00:00Z", "2016-12-31"],
    ["D:20051345", undefined],
    ["today", undefined],
    [42, undefined],
  ])("reads %s as a PDF date", (value, date) => {
    expect(readPdfDate(value)).toBe(date);
  });
});
