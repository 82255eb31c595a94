import fc from "fast-check";
import { expect, test } from "vitest";
import { pageKey, withoutTracking } from "./canonical-url.ts";

test.each([
  ["http://example.org/a", "https://example.org/a"],
  ["https://www.example.org/a/", "https://example.org/a"],
  ["https://m.example.org/a", "https://www.example.org/a"],
  ["https://en.m.wikipedia.org/wiki/Snow", "https://en.wikipedia.org/wiki/Snow"],
  ["https://example.org/a?utm_source=x&id=1&fbclid=2", "https://example.org/a?id=1"],
  ["https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"],
  ["https://example.org/story/amp/", "https://example.org/story"],
  ["https://example.org/story.amp.html", "https://example.org/story.html"],
  ["https://www.google.com/amp/s/example.org/story", "https://example.org/story"],
  ["https://example-org.cdn.ampproject.org/c/s/example.org/story", "https://example.org/story"],
  ["https://example.org/a#part", "https://example.org/a"],
  ["https://example.org/index.html", "https://example.org/"],
  ["https://example.org/%7euser/%e4%b8%ad", "https://example.org/~user/中"],
  ["HTTPS://EXAMPLE.org:443/a", "https://example.org/a"],
])("%s is the page %s", (one, other) => {
  expect(pageKey(one)).toBe(pageKey(other));
});

test.each([
  ["https://example.org/a", "https://example.org/A"],
  ["https://example.org/?id=1", "https://example.org/?id=2"],
  ["https://example.org/?ref=1", "https://example.org/"],
  ["https://en.wikipedia.org/wiki/Snow", "https://zh.wikipedia.org/wiki/Snow"],
  ["https://a.example.org/", "https://b.example.org/"],
  ["https://m.com/", "https://www.com/"],
  ["https://example.org:8443/", "https://example.org/"],
  ["https://example.org/#!/a", "https://example.org/#!/b"],
  ["https://example.org/lamp", "https://example.org/l"],
])("%s is not the page %s", (one, other) => {
  expect(pageKey(one)).not.toBe(pageKey(other));
});

test("an address without tracking stays as it was written", () => {
  expect(withoutTracking("https://example.org/a?q=a%20b&x=~")).toBe("https://example.org/a?q=a%20b&x=~");
  expect(withoutTracking("https://example.org/a?gclid=1#x")).toBe("https://example.org/a");
  expect(withoutTracking("mailto:a@example.org")).toBeUndefined();
  expect(withoutTracking("no address")).toBeUndefined();
});

test("what is once without tracking stays so, and the key of a page is that of its clean address", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const clean = withoutTracking(address) ?? "";
      expect(withoutTracking(clean)).toBe(clean);
      expect(pageKey(clean)).toBe(pageKey(address));
    }),
  );
});
