import fc from "fast-check";
import { expect, test } from "vitest";
import { addressesInText, withoutClosing, writtenAddresses } from "./addresses-in-text.ts";

test("addresses are found in English and Chinese sentences, without what follows them", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["What does https://example.org/a say?", ["https://example.org/a"]],
    ["Compare https://a.example/x, and http://b.example/y.", ["https://a.example/x", "http://b.example/y"]],
    ["See (https://a.example/x).", ["https://a.example/x"]],
    ["See https://en.wikipedia.org/wiki/Snow_(album).", ["https://en.wikipedia.org/wiki/Snow_(album)"]],
    ["<https://a.example/?q=1&r=2#top>", ["https://a.example/?q=1&r=2#top"]],
    ["at http://[::1]:8080/x?filter[name]=1", ["http://[::1]:8080/x?filter[name]=1"]],
    ["[a](https://a.example/x)[b](https://b.example/y)", ["https://a.example/x", "https://b.example/y"]],
    ["[https://a.example/x](https://a.example/x)", ["https://a.example/x"]],
    ["**https://a.example/x** or _https://a.example/y_", ["https://a.example/x", "https://a.example/y"]],
    [
      "请总结https://a.example/页，以及（http://b.example/y）。",
      ["https://a.example/页", "http://b.example/y"],
    ],
    ["https://a.example/ twice: https://a.example/", ["https://a.example/"]],
    ["no address in example.org or ftp://a.example, nor in https://", []],
  ];
  for (const [text, expected] of cases) expect(addressesInText(text), text).toEqual(expected);
});

test("marks behind an address stay where its writing is asked for", () => {
  expect(writtenAddresses("Who is https://a.example/wiki/Mr._T_Jr.")).toEqual([
    "https://a.example/wiki/Mr._T_Jr.",
  ]);
});

test("whatever is written, what is found is an address and stands in the text", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("http://", "(", ")", "[", "]"))), (parts) => {
      const text = `http://a${parts.join("")}`;
      for (const url of addressesInText(text)) {
        expect(URL.canParse(url)).toBe(true);
        expect(text).toContain(url);
        expect(withoutClosing(url)).toBe(url);
      }
    }),
  );
});

test("long runs of brackets and full stops are read once", () => {
  for (const mark of ["(", ")", "[", ".", "(."]) {
    const text = `https://a.example/${mark.repeat(200_000)}x`;
    expect(addressesInText(text).length).toBeLessThan(2);
    expect(withoutClosing(text.slice(0, -1)).length).toBeLessThanOrEqual(text.length);
  }
});
