import fc from "fast-check";
import { expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { parseRobots } from "./parse-robots.ts";

const lines = (...text: readonly string[]): string => text.join("\n");
const allows = (robots: string, path: string, token = "deepwell"): boolean =>
  parseRobots(robots, token).allows(path);

/** For everyone: rules, a path, and whether it may be read. */
const rules: readonly (readonly [readonly string[], string, boolean])[] = [
  [[], "/a", true],
  [["Disallow: /"], "/a", false],
  [["Disallow: /"], "/robots.txt", true],
  [["Disallow:"], "/a", true],
  [["Disallow: /a"], "/a", false],
  [["Disallow: /a"], "/ab/c?d", false],
  [["Disallow: /a"], "/A", true],
  [["Disallow: /a/"], "/a", true],
  [["Disallow: /a", "Allow: /a/b"], "/a/b", true],
  [["Disallow: /a/b", "Allow: /a"], "/a/b", false],
  [["Disallow: /a", "Allow: /a"], "/a", true],
  [["Allow: /a", "Disallow: /a"], "/a", true],
  [["Disallow: /*.gif$"], "/x/a.gif", false],
  [["Disallow: /*.gif$"], "/x/a.gif?b", true],
  [["Disallow: /*.gif"], "/x/a.gif?b", false],
  [["Disallow: /a*b*c"], "/a--b--c--", false],
  [["Disallow: /a*b*c"], "/a--c--b", true],
  [["Disallow: /a**b"], "/ab", false],
  [["Disallow: /*$"], "/a", false],
  [["Disallow: /a$b"], "/a$b", false],
  [["Disallow: /ab*b$"], "/ab", true],
  [["Disallow: /ab*b$"], "/abb", false],
  [["Disallow: /$"], "/", false],
  [["Disallow: /$"], "/a", true],
  [["Allow: /$", "Disallow: /"], "/", true],
  [["Allow: /$", "Disallow: /"], "/a", false],
  [["Disallow: /", "Allow: /shop/index.html"], "/shop/", true],
  [["Disallow: /", "Allow: /shop/index.html"], "/shop/a", false],
  [["Disallow: /page*", "Allow: /page"], "/page", false],
  [["Disallow: /?s="], "/?s=a", false],
  [["Disallow: /搜索"], "/%E6%90%9C%E7%B4%A2/a", false],
  [["Disallow: /%e6%90%9c"], "/%E6%90%9C", false],
  [["Disallow: /%7Euser"], "/~user", false],
  [["Disallow: /~user"], "/%7Euser", false],
  [["Disallow: /a%2Fb"], "/a/b", true],
  [["Disallow /a"], "/a", false],
  [["disallow : /a # not this"], "/a", false],
  [["DISALLOW:/a"], "/a", false],
  [["Disallow: a"], "/a", true],
  [["Sitemap: https://a.example/s.xml", "Noindex: /", "Crawl-delay: 5", "\u0000\u0001"], "/a", true],
];

test(`the longest match decides, allow wins a tie ${verifies("fetch.robots")}`, () => {
  const wrong = rules.filter(
    ([text, path, expected]) => allows(lines("User-agent: *", ...text), path) !== expected,
  );
  expect(wrong).toEqual([]);
});

test(`a group counts for the crawlers it names, * for the others ${verifies("fetch.robots")}`, () => {
  const robots = lines(
    "Disallow: /before",
    "User-agent: other",
    "User-agent: Deepwell/2.0 (some words)",
    "Disallow: /own",
    "",
    "User-agent: *",
    "Disallow: /all",
    "User-agent: deepwellbot",
    "Disallow: /longer",
    "User-agent: DEEPWELL",
    "Disallow: /again",
  );
  const read = (token: string): readonly boolean[] =>
    ["/before", "/own", "/all", "/longer", "/again"].map((path) => allows(robots, path, token));
  expect(read("deepwell")).toEqual([true, false, true, true, false]);
  expect(read("deepwellbot")).toEqual([true, true, true, false, true]);
  expect(read("other")).toEqual([true, false, true, true, true]);
  expect(read("somebody")).toEqual([true, true, false, true, true]);
});

test(`an empty group of one's own frees from the rules for all ${verifies("fetch.robots")}`, () => {
  const robots = lines("User-agent: deepwell", "Disallow:", "User-agent: *", "Disallow: /");
  expect([allows(robots, "/a"), allows(robots, "/a", "other")]).toEqual([true, false]);
});

test(`line ends, byte-order marks and misspellings are read along ${verifies("fetch.robots")}`, () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    expect(allows(`\ufeffUseragent: *${end}${end}Dissallow: /a${end}`, "/a")).toBe(false);
  }
  expect(allows("<html><body>Not found: sorry</body></html>", "/a")).toBe(true);
});

test("the delay is that of the crawler's own group", () => {
  const robots = lines(
    "User-agent: *",
    "Disallow:",
    "Crawl-delay: 30",
    "User-agent: deepwell",
    "Crawl-delay: 2.5",
  );
  expect(parseRobots(robots, "deepwell").crawlDelaySeconds).toBe(2.5);
  expect(parseRobots(robots, "other").crawlDelaySeconds).toBe(30);
  expect(parseRobots("User-agent: *\nCrawl-delay: soon", "other")).not.toHaveProperty("crawlDelaySeconds");
});

test("any text is read, and patterns full of stars take no time", () => {
  const pieces = [
    "User-agent",
    ":",
    "*",
    "deepwell",
    "\n",
    "Disallow",
    "Allow",
    "/",
    "$",
    "%e",
    "#",
    "\u0000",
    "雪",
    "\ud800",
  ];
  const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 });
  fc.assert(fc.property(text, text, (robots, path) => typeof allows(robots, path) === "boolean"));
  const stars = lines("User-agent: *", `Disallow: /${"a*".repeat(900)}b$`);
  expect(allows(stars, `/${"a".repeat(5_000)}c`)).toBe(true);
});
