import fc from "fast-check";
import { expect, test } from "vitest";
import { addressesIn } from "./given-pages.ts";

test("addresses are found in English and Chinese sentences, without what follows them", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["What does https://example.org/a say?", ["https://example.org/a"]],
    ["Compare https://a.example/x, and http://b.example/y.", ["https://a.example/x", "http://b.example/y"]],
    ["See (https://a.example/x).", ["https://a.example/x"]],
    ["See https://en.wikipedia.org/wiki/Snow_(album).", ["https://en.wikipedia.org/wiki/Snow_(album)"]],
    ["<https://a.example/?q=1&r=2#top>", ["https://a.example/?q=1&r=2#top"]],
    [
      "请总结https://a.example/页，以及（http://b.example/y）。",
      ["https://a.example/页", "http://b.example/y"],
    ],
    ["https://a.example/ twice: https://a.example/", ["https://a.example/"]],
    ["no address in example.org or ftp://a.example, nor in https://", []],
  ];
  for (const [text, expected] of cases) expect(addressesIn(text), text).toEqual(expected);
});

test("whatever is written, what is found is an address", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) =>
      addressesIn(`http://${text}`).every((url) => URL.canParse(url)),
    ),
  );
});
