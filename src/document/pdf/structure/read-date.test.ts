import { describe, expect, it } from "vitest";
import { findWrittenDate, readPdfDate } from "./read-date.ts";

describe("dates", () => {
  it.each([
    ["arXiv:2305.03393v1 [cs.CV] 5 May 2023", "2023-05-05"],
    ["Published: March 12th, 2021", "2021-03-12"],
    ["on the 3rd of April 2019 in", "2019-04-03"],
    ["2020年5月28日第十三届全国人民代表大会", "2020-05-28"],
    ["二稿 2020 年 5 月", "2020-05"],
    ["as of 2018-02-28", "2018-02-28"],
    ["September 2004", "2004-09"],
  ])("finds the date in %s", (text, date) => {
    expect(findWrittenDate(text)).toBe(date);
  });

  it.each(["31 February 2020", "2020年13月1日", "version 12.3.2020.1", "in 1650", "the year 2020"])(
    "finds none in %s",
    (text) => {
      expect(findWrittenDate(text)).toBeUndefined();
    },
  );

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
