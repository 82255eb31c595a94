import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens } from "./tokens.ts";

const english = `If your passport is lost or stolen, report it at once so that nobody else can use it. You can report it online, by phone, or by mail. Once you have reported it, it is no longer valid, and you cannot travel with it even if you find it again. To replace it, you must apply in person with Form DS-11, a photograph, proof of citizenship, and proof of identity; the fee in 2026 was $165.`;
const chinese = `护照遗失或者被盗的，应当立即向公安机关出入境管理机构报告，并申请补发。申请人应当提交本人的居民身份证、户口簿、近期免冠照片以及遗失或者被盗情况的说明。公安机关出入境管理机构应当自收到申请材料之日起十五日内签发护照；对不符合规定不予签发的，应当书面说明理由。`;
const code = `export function retryDelayMs({ attempt, retryAfter, now }: RetryDelayOptions): number {
  const asked = askedDelayMs(retryAfter, now);
  if (asked !== undefined) return asked;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
}

for (const [index, value] of values.entries()) {
  if (value.length > 0) results.push({ index, value: value.trim() });
}
`;
const mixed = `| 年份 | GDP (亿元) | growth |\n|---|---:|---:|\n| 2021 | 1,149,237 | 8.4% |\n| 2022 | 1,210,207 | 3.0% |\n\nSee \\cite{web_1a2b3c4d} and https://www.stats.gov.cn/sj/zxfb/index.html for the data.`;

/** Counted once with cl100k_base itself. */
test.each([
  ["English", english, 95],
  ["Chinese", chinese, 147],
  ["code", code, 96],
  ["a table and links", mixed, 89],
])("is within 15 % of the real count for %s", (_, text, real) => {
  expect(estimateTokens(text) / real).toBeGreaterThan(0.85);
  expect(estimateTokens(text) / real).toBeLessThan(1.15);
});

test("counts nothing for nothing and at least one for anything else", () => {
  expect(estimateTokens("")).toBe(0);
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
      expect(estimateTokens(text)).toBeGreaterThanOrEqual(1);
    }),
  );
});

test("paragraphs cost together what they cost one by one, give or take one each", () => {
  const together = estimateTokens([english, chinese, code, mixed].join("\n\n"));
  const apart = [english, chinese, code, mixed].map(estimateTokens).reduce((sum, count) => sum + count, 0);
  expect(Math.abs(together - apart)).toBeLessThanOrEqual(4);
});

test("long runs of one character are cheap to count", () => {
  for (const unit of [" ", "\n", "a", "-", "汉", "😀", "\u0301"]) {
    expect(estimateTokens(unit.repeat(200_000))).toBeGreaterThan(0);
  }
});
