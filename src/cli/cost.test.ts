import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { cost } from "./cost.ts";
import { prices } from "./prices.ts";

const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-cost-"));
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
function run(id: string, startedAt: string, paid: unknown): void {
  mkdirSync(path.join(runsDir, id));
  const record = { id, question: "q", status: "answered", startedAt, policy: "openai:m", cost: paid };
  writeFileSync(path.join(runsDir, id, "run.json"), JSON.stringify(record));
}
const phases = (amount: number) => ({
  research: { requests: 3, inputTokens: 90, outputTokens: 9, cost: amount - 0.1 },
  judge: { requests: 1, inputTokens: 10, cachedInputTokens: 4, outputTokens: 1, cost: 0.1 },
});
const counts = { inputTokens: 100, cachedInputTokens: 4, outputTokens: 10 };
run("new", day(1), { ...counts, total: 0.5, currency: "USD", phases: phases(0.5), requests: [] });
run("old", day(40), { ...counts, total: 1.5, currency: "USD", phases: phases(1.5), requests: [] });
run("yuan", day(2), { ...counts, total: 3, currency: "CNY", phases: {}, requests: [] });
run("unpriced", day(3), { ...counts, phases: {}, requests: [] });
run("embedded", day(3), undefined);

const printed = async (flags: Parameters<typeof cost>[0]): Promise<string> => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await cost({ runsDir, ...flags });
  return log.mock.calls.map(([line]) => String(line)).join("\n");
};
afterEach(() => vi.restoreAllMocks());

test("adds up what runs cost, by currency and by what models did", async () => {
  const { totals, runs } = JSON.parse(await printed({ json: true })) as { totals: unknown; runs: unknown[] };
  expect(runs).toHaveLength(4);
  expect(totals).toEqual(
    expect.arrayContaining([
      {
        currency: "USD",
        total: 2,
        runs: 2,
        inputTokens: 200,
        cachedInputTokens: 8,
        outputTokens: 20,
        phases: {
          research: { requests: 6, inputTokens: 180, outputTokens: 18, cost: expect.closeTo(1.8, 9) },
          judge: { requests: 2, inputTokens: 20, cachedInputTokens: 8, outputTokens: 2, cost: 0.2 },
        },
      },
      expect.objectContaining({ currency: "CNY", total: 3, runs: 1 }),
    ]),
  );
});

test("takes only the runs of the last days", async () => {
  const { totals } = JSON.parse(await printed({ json: true, days: "30" })) as { totals: unknown };
  expect(totals).toEqual(expect.arrayContaining([expect.objectContaining({ currency: "USD", total: 0.5 })]));
  await expect(cost({ runsDir, days: "all" })).rejects.toThrow(/--days cannot be/);
});

test("tells people each run and the sums, and that an unknown price is not nothing", async () => {
  const text = await printed({});
  expect(text).toMatch(/0\.50 USD +openai:m +new/);
  expect(text).toMatch(/unknown +openai:m +unpriced/);
  expect(text).toMatch(/2 runs: 2\.00 USD · 200 input tokens/);
  expect(text).toMatch(/Judging the report · 2 requests · 0\.20 USD/);
  expect(text).not.toContain("embedded");
});

test("prices are listed with day and source, the user's own before the bundled ones", () => {
  const file = path.join(runsDir, "prices.json");
  const own = { currency: "EUR", inputPerMillion: 9, outputPerMillion: 10 };
  writeFileSync(file, JSON.stringify({ "openai/gpt-5-mini": own }));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  prices("gpt-5", { prices: file });
  const text = log.mock.calls.map(([line]) => String(line)).join("\n");
  expect(text).toMatch(/openai\/gpt-5-mini +EUR +9 +9 +10 .*your own table/);
  expect(text).toMatch(/openai\/gpt-5\.4-mini +USD .*\d{4}-\d{2}-\d{2} +https:/);
  expect(() => prices("no-such-model", {})).toThrow(/No price is known/);
});
