import { describe, expect, test } from "vitest";
import { authorityKinds } from "../../core/authority.ts";
import { readBundledListing, readListed, readReasons } from "./read-listing.ts";

const { domains, reasons } = readBundledListing();
const curated = [...domains.values()].filter(({ reason }) => reason !== "university-list");

describe("the bundled index", () => {
  test("knows far more than 600 domains, each with a reason in both languages", () => {
    expect(curated.length).toBeGreaterThan(5000);
    expect(curated.every(({ reason }) => reasons.has(reason))).toBe(true);
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

describe("readListed", () => {
  const known = readReasons("newsroom\ta newsroom\t新闻机构\n");
  const header = "domain\tname\tnameZh\tkind\tcountry\tlanguages\ttopic\tofficial\treliable\treason";
  const line = "example.org\tExample\t\tmedia\tGB\ten\tnews\tno\tyes\tnewsroom";

  test("reads a line", () => {
    expect(readListed(`${header}\n${line}\n`, known)).toEqual([
      {
        domain: "example.org",
        name: "Example",
        kind: "media",
        country: "GB",
        languages: ["en"],
        topic: "news",
        official: false,
        reliable: "yes",
        reason: "newsroom",
      },
    ]);
  });

  test.each([
    ["is repeated", `${line}\n${line}`, 3],
    ["has an unknown reason", line.replace("newsroom", "hearsay"), 2],
    ["is no domain", line.replace("example.org", "Example Org"), 2],
    ["lacks a column", line.replace("\tnews\t", "\t"), 2],
  ])("names the line that %s", (_, lines, number) => {
    expect(() => readListed(`${header}\n${lines}\n`, known)).toThrow(`line ${number}`);
  });
});
