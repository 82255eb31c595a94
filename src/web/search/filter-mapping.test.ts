import { expect, test } from "vitest";
import { unmappedFilters, withSiteOperators } from "./filter-mapping.ts";

const query = { text: "snow", limit: 5 };

test("only filters that are set and not mapped are named", () => {
  const filters = { language: "zh", since: "2024-01-01", domains: [], excludeDomains: ["a.example"] };
  expect(unmappedFilters({ ...query, filters }, ["language", "until"])).toEqual(["since", "excludeDomains"]);
  expect(unmappedFilters(query, [])).toEqual([]);
});

test("domains become operators in the text", () => {
  expect(withSiteOperators(query)).toBe("snow");
  expect(withSiteOperators({ ...query, filters: { domains: ["a.example"] } })).toBe("snow site:a.example");
  const filters = { domains: ["a.example", "b.example"], excludeDomains: ["c.example", "d.example"] };
  expect(withSiteOperators({ ...query, filters })).toBe(
    "snow (site:a.example OR site:b.example) -site:c.example -site:d.example",
  );
});
