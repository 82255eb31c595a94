import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "../core/errors.ts";
import { authorityCommand, type AuthorityCommandOptions } from "./authority.ts";

const list = path.join(mkdtempSync(path.join(tmpdir(), "authority-")), "mine.json");
writeFileSync(list, '{"farm.example": {"tier": "low", "kind": "content-farm", "reason": "copies my pages"}}');

function told(names: readonly string[], options: Partial<AuthorityCommandOptions> = {}): string {
  let text = "";
  const write = (more: string): void => {
    text += more;
  };
  authorityCommand({ names, json: false, language: "en", write, ...options });
  return text;
}

describe("deepwell authority", () => {
  test("tells what is known of an address, and why, in the language of the user", () => {
    expect(told(["https://www.stats.gov.cn/sj"])).toBe(
      "https://www.stats.gov.cn/sj  National Bureau of Statistics\n  high, statistical office, official, CN (1.00)\n  A statistical office: first hand for its figures [listed]\n",
    );
    expect(told(["stats.gov.cn"], { language: "zh" })).toContain("国家统计局\n  高，统计机构，官方，CN");
    expect(told(["nobody-knows.example"])).toContain(
      "unknown (0.50)\n  Nothing is known of the publisher [not listed]",
    );
  });

  test("says of an unlisted name what it suggests, how likely that is, and that it moves nothing", () => {
    expect(told(["natural-cures-truth.info"])).toMatch(
      /^natural-cures-truth\.info\n {2}probably low \(\d+ %\)\n {2}Not listed; probably unreliable by its name .*\[estimated, never used to rank\]\n$/,
    );
    expect(told(["natural-cures-truth.info"], { language: "zh" })).toMatch(/可能低 .*仅据域名推测/s);
  });

  test("finds listed publishers by their names", () => {
    expect(told(["世界卫生组织"])).toContain("who.int  World Health Organization\n  high");
    expect(told(["nobody of that name"])).toBe(
      "nobody of that name\n  No web address, and no publisher of this name is listed\n",
    );
    const lines = told(["World Health Organization", "nobody"], { json: true }).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { asked: "World Health Organization", address: "who.int", tier: "high" },
      { asked: "nobody", found: false },
    ]);
  });

  test("prints one JSON object a line", () => {
    const lines = told(["who.int", "x.gov.uk", "cures.info"], { json: true }).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { address: "who.int", decision: { tier: "high", source: "listed" }, tier: "high", via: "listed" },
      { address: "x.gov.uk", tier: "high", via: "suffix", by: "gov.uk" },
      { address: "cures.info", decision: { tier: "low", source: "estimated" }, tier: "unknown" },
    ]);
  });

  test("puts the user's own list first, and names the file where it cannot be read", () => {
    expect(told(["www.farm.example"], { file: list })).toContain(
      "copies my pages [your list, by farm.example]",
    );
    expect(() => told(["x.example"], { file: `${list}.gone` })).toThrow(AppError);
  });
});
