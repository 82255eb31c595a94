import { expect, test } from "vitest";
import { publishersNamed } from "./publishers-named.ts";
import { openBundledListing } from "./read-listing.ts";

const listing = openBundledListing();

test("a publisher is found by its name in English or Chinese, whatever the case and the article", () => {
  expect(publishersNamed("world health organization", listing)).toEqual(["who.int"]);
  expect(publishersNamed("世界卫生组织", listing)).toEqual(["who.int"]);
  expect(publishersNamed("Lancet", listing)).toContain("thelancet.com");
  expect(publishersNamed("国家统计局", listing)).toEqual(["stats.gov.cn"]);
});

test("a part of a name finds at most five, and what is too short or unheard of finds nothing", () => {
  expect(publishersNamed("society", listing)).toHaveLength(5);
  for (const name of ["", "a", "局", "the", "nobody of that name", "\u0000"])
    expect(publishersNamed(name, listing)).toEqual([]);
});
