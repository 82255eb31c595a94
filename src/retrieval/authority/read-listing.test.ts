import { describe, expect, test } from "vitest";
import { authorityKinds } from "../../core/authority.ts";
import { openBundledListing, openListing } from "./read-listing.ts";

const listing = openBundledListing();
const { reasons } = listing;
const all = [...listing.entries()];
const curated = all.filter(({ reason }) => reason !== "university-list");

describe("the bundled index", () => {
  test("knows far more than 600 domains, each with a reason in both languages", () => {
    expect(curated.length).toBeGreaterThan(5000);
    expect(curated.every(({ reason }) => reasons.has(reason))).toBe(true);
  });

  test("holds every domain once, and each is found again", () => {
    expect(new Set(all.map(({ domain }) => domain)).size).toBe(all.length);
    expect(all.filter((entry) => listing.find(entry.domain)?.reason !== entry.reason)).toEqual([]);
  });

  test("has every kind, and Chinese and English publishers in each that matters", () => {
    const kinds = Map.groupBy(curated, ({ kind }) => kind);
    expect(authorityKinds.filter((kind) => (kinds.get(kind)?.length ?? 0) < 10)).toEqual([]);
    const official = [
      "government",
      "regulator",
      "statistics",
      "exchange-or-filing",
      "research-institute",
      "scholarly",
      "university",
      "official-media",
      "media",
      "user-content",
    ] as const;
    for (const kind of official) {
      const languages = new Set(kinds.get(kind)?.flatMap((entry) => entry.languages));
      expect([...languages], kind).toEqual(expect.arrayContaining(["zh"]));
    }
    expect(curated.filter(({ languages }) => languages.includes("zh")).length).toBeGreaterThan(300);
  });

  test("tells office from reliability: neither follows from the other", () => {
    const pairs = new Set(curated.map(({ official, reliable }) => `${official} ${reliable}`));
    expect([...pairs]).toEqual(
      expect.arrayContaining([
        "true yes",
        "true disputed",
        "true no",
        "false yes",
        "false disputed",
        "false no",
      ]),
    );
  });
});

describe("openListing", () => {
  const header = "domain\tname\tnameZh\tkind\tcountry\tlanguages\ttopic\tofficial\treliable\treason";
  const line = "example.org\tExample\t\tmedia\tGB\ten\tnews\tno\tyes\tnewsroom";
  const opened = (listed: string) =>
    openListing({
      listed: Buffer.from(`${header}\n${listed}\n`),
      universities: Buffer.from("domain\tname\tcountry\nexample.edu\tA university\tUS\n"),
      reasons: "newsroom\ta newsroom\t新闻机构\n",
    });

  test("reads the line of a domain when it is asked for", () => {
    expect(opened(line).find("example.org")).toEqual({
      domain: "example.org",
      name: "Example",
      kind: "media",
      country: "GB",
      languages: ["en"],
      topic: "news",
      official: false,
      reliable: "yes",
      reason: "newsroom",
    });
    expect(opened(line).find("example.edu")).toMatchObject({ kind: "university", country: "US" });
    expect(opened(line).find("example.net")).toBeUndefined();
  });

  test.each([
    ["has an unknown reason", line.replace("newsroom", "hearsay"), "example.org"],
    ["is no domain", line.replace("example.org", "Example Org"), "Example Org"],
    ["lacks a column", line.replace("\tnews\t", "\t"), "example.org"],
  ])("names the entry that %s", (_, listed, domain) => {
    expect(() => [...opened(listed).entries()]).toThrow(domain);
    expect(() => opened(listed).find(domain)).toThrow(domain);
  });
});
