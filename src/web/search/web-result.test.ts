import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarDate, webResult, webResults } from "./web-result.ts";

test("title and snippet become plain text, and what is empty is left out", () => {
  const raw = {
    url: "HTTPS://Example.org/a?b=1#c",
    title: " Snow &amp; <em>ice</em>\n in AT&T ",
    snippet: "1 < 2, a<b>b</b>c",
    published: "",
    authors: ["", null, "Ada <i>Li</i>"],
    language: "zh-CN",
    text: " ",
  };
  expect(webResult(raw)).toEqual({
    url: "https://example.org/a?b=1#c",
    title: "Snow & ice in AT&T",
    snippet: "1 < 2, abc",
    authors: ["Ada Li"],
    language: "zh",
  });
});

test("an item without a title goes by its address, and one without an address of the web is no result", () => {
  expect(webResult({ url: "https://example.org/", title: null })?.title).toBe("https://example.org/");
  for (const url of [undefined, null, "", "/relative", "javascript:alert(1)", "ftp://example.org/"]) {
    expect(webResult({ url, title: "x" })).toBeUndefined();
  }
});

test("no more results than were wanted", () => {
  const items = ["a", "", "b", "c"].map((name) => ({ url: name && `https://example.org/${name}` }));
  expect(webResults(items, 2).map(({ url }) => url)).toEqual([
    "https://example.org/a",
    "https://example.org/b",
  ]);
});

test.each([
  ["2024", "2024"],
  ["2024-03", "2024-03"],
  ["2024/3/1", "2024-03-01"],
  ["20240301", "2024-03-01"],
  ["2024-03-01T10:00:00", "2024-03-01T10:00:00.000Z"],
  ["2024-03-01 10:00:00+02:00", "2024-03-01T08:00:00.000Z"],
  ["Fri, 01 Mar 2024 10:00:00 GMT", "2024-03-01T10:00:00.000Z"],
  ["1 March 2024", "2024-03-01"],
  ["Mar 1, 2024", "2024-03-01"],
  [1_709_287_200, "2024-03-01T10:00:00.000Z"],
  [1_709_287_200_000, "2024-03-01T10:00:00.000Z"],
  [2024, "2024"],
  ["2024-02-30", undefined],
  ["2024-13", undefined],
  ["yesterday", undefined],
  ["3 hours ago", undefined],
  [0, undefined],
  [Number.NaN, undefined],
  [null, undefined],
])("the date %s is %s", (written, expected) => {
  expect(calendarDate(written)).toBe(expected);
});

test("whatever an API writes for a date ends as ISO 8601 or as nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.date().map(String)), (written) => {
      expect(calendarDate(written) ?? "2024").toMatch(/^[+-]?\d{4,6}(?:-\d{2}){0,2}(?:T[\d:.]+Z)?$/);
    }),
  );
});
