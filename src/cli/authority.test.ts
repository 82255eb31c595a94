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
      "https://www.stats.gov.cn/sj  National Bureau of Statistics\n  high, statistical office, official, CN (1.00)\n  A statistical office: first hand for its figures [listed, by stats.gov.cn]\n",
    );
    expect(told(["stats.gov.cn"], { language: "zh" })).toContain("国家统计局\n  高，统计机构，官方，CN");
    expect(told(["nobody-knows.example"])).toContain(
      "unknown (0.50)\n  Nothing is known of the publisher [not listed]",
    );
  });

  test("prints one JSON object a line", () => {
    const lines = told(["who.int", "x.gov.uk"], { json: true }).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { address: "who.int", tier: "high", kind: "intergovernmental", via: "listed" },
      { address: "x.gov.uk", tier: "high", via: "suffix", by: "gov.uk" },
    ]);
  });

  test("puts the user's own list first, and names the file where it cannot be read", () => {
    expect(told(["www.farm.example"], { file: list })).toContain(
      "copies my pages [your list, by farm.example]",
    );
    expect(() => told(["x.example"], { file: `${list}.gone` })).toThrow(AppError);
  });
});
