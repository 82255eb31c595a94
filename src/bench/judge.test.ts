import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { macroF1 } from "./judge/agreement.ts";
import { constructCases } from "./judge/construct-cases.ts";
import { judgeSuite } from "./judge.ts";

const folder = mkdtempSync(path.join(tmpdir(), "deepwell-bench-judge-"));
const matters = [
  ["books", "library", "shelf"],
  ["trains", "railway", "platform"],
  ["bread", "bakery", "oven"],
];
for (const [index, [thing = "", place = "", spot = ""]] of matters.entries()) {
  const sentences = Array.from(
    { length: 16 },
    (_, at) =>
      `The ${place} number ${at + 11} is known for ${thing} that stand near ${spot} ${at * 7 + 20} since ${1900 + at} in the town of ${place}ville.`,
  );
  writeFileSync(path.join(folder, `${index}.md`), `# On ${thing}\n\n${sentences.join("\n\n")}\n`);
}

describe("macroF1", () => {
  it("is scikit-learn's macro F1 with zero for classes that are never right", () => {
    const pairs = [
      { label: "full", said: "full" },
      { label: "full", said: "none" },
      { label: "partial", said: "none" },
      { label: "none", said: "none" },
    ] as const;
    expect(macroF1(pairs)).toBeCloseTo((2 / 3 + 0 + 2 / 4) / 3);
    expect(macroF1([{ label: "full" }, { label: "full", said: "full" }])).toBeCloseTo(2 / 3);
  });
});

describe("constructCases", () => {
  it("makes the same labelled criteria for a seed, every label a true one", async () => {
    const cases = await constructCases(folder, 1);
    expect(await constructCases(folder, 1)).toEqual(cases);
    expect(await constructCases(folder, 2)).not.toEqual(cases);
    expect(cases).toHaveLength(3);
    for (const { task, report = "", labels } of cases) {
      const kinds = new Set(labels.values());
      expect(kinds).toEqual(new Set(["full", "partial", "none"]));
      for (const { id, criterion } of task.rubrics) {
        const [first = "", second] = criterion.replace(/^States that |\.$/g, "").split("; and that ");
        const has = [first, second].map((part) => part !== undefined && report.includes(part));
        expect([id, labels.get(id)]).toEqual([
          id,
          second !== undefined ? "partial" : has[0] ? "full" : "none",
        ]);
        if (second !== undefined) expect(has).toEqual([true, false]);
      }
    }
  });
});

describe("judgeSuite", () => {
  it("measures the embedded judge with intervals, baselines and what it left open", async () => {
    const result = await judgeSuite.run({ data: folder });
    expect(result).toMatchObject({ suite: "judge", n: 3, config: { judge: "embedded" } });
    const { value = 0 } = result.metrics["binary macro-F1, decided"] ?? {};
    expect(value).toBeGreaterThan(
      result.baselines["always full"]?.["binary macro-F1, undecided are misses"] ?? 1,
    );
    expect(result.metrics["share decided"]?.value).toBeLessThanOrEqual(1);
  });

  it("compares recorded verdicts without judging", async () => {
    const file = path.join(folder, "recorded.json");
    const rubrics = [{ criterion: "a" }, { criterion: "b" }];
    const record = { prompt: "p", rubrics, verdicts: ["full", "none"], judged: ["full", "partial"] };
    writeFileSync(file, JSON.stringify([record]));
    const { metrics, config } = await judgeSuite.run({ data: file });
    expect(metrics["ternary macro-F1, decided"]?.value).toBeCloseTo(1 / 3);
    expect(metrics["binary macro-F1, decided"]?.value).toBe(1);
    expect(config["judge"]).toBe("as recorded in the data");
  });

  it("refuses what holds no labels", async () => {
    const file = path.join(folder, "bad.json");
    writeFileSync(
      file,
      JSON.stringify({ prompt: "p", rubrics: [{ criterion: "a" }], report: "r", verdicts: ["great"] }),
    );
    await expect(judgeSuite.run({ data: file })).rejects.toMatchObject({ code: "DATA_INVALID" });
  });
});
