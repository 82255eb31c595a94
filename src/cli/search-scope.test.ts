import { expect, test } from "vitest";
import { searchScope } from "./search-scope.ts";

test("sites are taken in whatever way they are written, and dates as they are", () => {
  expect(
    searchScope({
      domains: ["who.int, https://www.CDC.gov/flu", "例子.测试"],
      excludeDomains: ["spam.example"],
      since: "2024",
      until: "2025-03-01",
    }),
  ).toEqual({
    domains: ["who.int", "cdc.gov", "xn--fsqu00a.xn--0zwm56d"],
    excludeDomains: ["spam.example"],
    since: "2024",
    until: "2025-03-01",
  });
  expect(searchScope({})).toEqual({});
});

test.each([
  [{ domains: ["who"] }, "--domains"],
  [{ excludeDomains: ["http://"] }, "--exclude-domains"],
  [{ since: "last year" }, "--since"],
  [{ until: "2025-13" }, "--until"],
])("%j is told as a mistake", (flags, flag) => {
  expect(() => searchScope(flags)).toThrow(flag);
});
