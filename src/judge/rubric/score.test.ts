import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rubricTask } from "./rubric.ts";
import { type Mapping, mappings, scoreRubrics } from "./score.ts";
import { middleVerdict, readVerdict, type RubricOutcome, type VerdictWord, verdictWords } from "./verdict.ts";

const said = (rubricId: string, ...trials: readonly VerdictWord[]): RubricOutcome => ({
  type: "verdict",
  rubricId,
  verdict: middleVerdict(trials) ?? "none",
  trials,
  reason: "",
  evidence: [],
});
const task = (...weights: readonly number[]) =>
  rubricTask({ prompt: "Why?", rubrics: weights.map((weight) => ({ criterion: "says why", weight })) }, "t");
const score = (weights: readonly number[], verdicts: readonly VerdictWord[], mapping: Mapping) =>
  scoreRubrics(
    task(...weights),
    verdicts.map((verdict, index) => said(`r${index + 1}`, verdict)),
    { mapping },
  ).value;

describe("the three mappings", () => {
  it.each<[readonly number[], readonly VerdictWord[], number, number, number]>([
    [[5, 5, -4], ["full", "none", "none"], 0.5, 0.5, 0.5],
    [[5, 5, -4], ["full", "partial", "none"], 0.75, 0.5, 0.5],
    [[5, 5, -4], ["full", "full", "full"], 0.6, 0.6, 0.6],
    [[5, 5, -4], ["none", "none", "full"], -0.4, -0.4, -0.4],
    [[5, -4], ["full", "partial"], 0.6, 0.2, 1],
    [[-4], ["full"], 0, 0, 0],
    [[3, 2, -5], ["partial", "partial", "partial"], 0, -1, 0],
  ])("weights %j with verdicts %j", (weights, verdicts, evaluation, reward, publicBinary) => {
    const found = mappings.map((mapping) => score(weights, verdicts, mapping));
    expect(found.map((value) => Number(value?.toFixed(12)))).toEqual([evaluation, reward, publicBinary]);
  });

  it("average the trials of a criterion, each mapped by itself", () => {
    const outcomes = [said("r1", "full", "partial", "full"), said("r2", "none", "partial", "none")];
    const of = (mapping: Mapping) => scoreRubrics(task(3, -3), outcomes, { mapping }).value;
    expect(of("evaluation")).toBeCloseTo((2.5 - 0.5) / 3);
    expect(of("reward")).toBeCloseTo((2 - 1) / 3);
    expect(of("public-binary")).toBeCloseTo(2 / 3);
  });

  it("clip only where asked to", () => {
    const outcomes = [said("r1", "none"), said("r2", "full")];
    expect(scoreRubrics(task(1, -1), outcomes, { mapping: "reward" }).value).toBe(-1);
    expect(scoreRubrics(task(1, -1), outcomes, { mapping: "reward", clip: true }).value).toBe(0);
  });
});

describe("criteria without a verdict", () => {
  const open: readonly RubricOutcome[] = [
    said("r1", "full"),
    { type: "judge_unavailable", rubricId: "r2", cause: "timeout", reason: "no answer within 1 s" },
    { type: "unknown", rubricId: "r3", cause: "judgement", reason: "a matter of judgement" },
  ];

  it("are never a zero: there is no value, but a range and the share that was decided", () => {
    const found = scoreRubrics(task(2, 1, -1), open, { mapping: "evaluation" });
    expect(found).not.toHaveProperty("value");
    expect(found).toMatchObject({ decided: 1, coverage: 0.5, high: 1 });
    expect(found.low).toBeCloseTo(1 / 3);
  });

  it("leave every possible value inside the range", () => {
    const words = fc.constantFrom(...verdictWords);
    const item = fc.tuple(
      fc.integer({ min: -5, max: 5 }).filter((weight) => weight !== 0),
      words,
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...mappings),
        (items, mapping) => {
          const rubrics = task(...items.map(([weight]) => weight));
          const all = items.map(([, verdict], index) => said(`r${index + 1}`, verdict));
          const some = all.filter((_, index) => items[index]?.[2]);
          const { value = Number.NaN } = scoreRubrics(rubrics, all, { mapping });
          const { low, high } = scoreRubrics(rubrics, some, { mapping });
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
        },
      ),
    );
  });
});

describe("fatal criteria", () => {
  const fatal = rubricTask(
    {
      prompt: "Why?",
      rubrics: [
        { criterion: "says why", weight: 5 },
        { criterion: "names the wrong law", weight: -1, fatal: true },
        { criterion: "answers at all", weight: 1, fatal: true },
      ],
    },
    "t",
  );
  const of = (flaw: VerdictWord, merit: VerdictWord, mapping: Mapping) =>
    scoreRubrics(fatal, [said("r1", "full"), said("r2", flaw), said("r3", merit)], { mapping });

  it("make a report worthless when the flaw is there or the must is not", () => {
    expect(of("full", "full", "evaluation")).toMatchObject({ value: 0, fatal: ["r2"] });
    expect(of("none", "none", "evaluation")).toMatchObject({ value: 0, fatal: ["r3"] });
    expect(of("none", "full", "evaluation")).toMatchObject({ value: 1, fatal: [] });
  });

  it("are as strict as the mapping about half a flaw", () => {
    expect(of("partial", "full", "evaluation").fatal).toEqual([]);
    expect(of("partial", "full", "reward")).toMatchObject({ value: 0, fatal: ["r2"] });
  });

  it("never raise a score that is below zero", () => {
    const bad = [said("r1", "none"), said("r2", "full"), said("r3", "none")];
    expect(scoreRubrics(fatal, bad, { mapping: "evaluation" }).value).toBeCloseTo(-1 / 6);
  });

  it("that are open keep the low end of the range at nothing", () => {
    const { low, high } = scoreRubrics(fatal, [said("r1", "full"), said("r3", "full")], {
      mapping: "reward",
    });
    expect([low, high]).toEqual([0, 1]);
  });
});

describe("hierarchies", () => {
  const tree = rubricTask(
    {
      prompt: "Why?",
      groups: [
        { id: "depth", weight: 3 },
        { id: "form", weight: 1 },
        { id: "flaws", weight: 2 },
        { id: "tables", weight: 1, parent: "form" },
      ],
      rubrics: [
        { id: "a", criterion: "a", weight: 1, group: "depth" },
        { id: "b", criterion: "b", weight: 3, group: "depth" },
        { id: "c", criterion: "c", weight: 1, group: "form" },
        { id: "d", criterion: "d", weight: 9, group: "tables" },
        { id: "e", criterion: "e", weight: -1, group: "flaws" },
        { id: "f", criterion: "f", weight: -3, group: "flaws" },
      ],
    },
    "t",
  );

  it("weigh groups by their own weight, and a group of flaws as one flaw", () => {
    const outcomes = ["a", "c", "e"].map((id) => said(id, "full"));
    const rest = ["b", "d", "f"].map((id) => said(id, "none"));
    const found = scoreRubrics(tree, [...outcomes, ...rest], { mapping: "evaluation" });
    expect(found.aggregation).toBe("hierarchical");
    expect(found.value).toBeCloseTo((3 * 0.25 + 1 * 0.5 - 2 * 0.25) / 4);
    const flat = scoreRubrics(tree, [...outcomes, ...rest], { mapping: "evaluation", aggregation: "flat" });
    expect(flat.value).toBeCloseTo((1 + 1 - 1) / 14);
  });

  it("stay within 0 and 1 without flaws", () => {
    const outcomes = ["a", "b", "c", "d"].map((id) => said(id, "full"));
    const without = [said("e", "none"), said("f", "none")];
    expect(scoreRubrics(tree, [...outcomes, ...without], { mapping: "reward" }).value).toBe(1);
  });
});

describe("verdict words", () => {
  it("are read in every data set's writing, and nothing else is", () => {
    expect(["Satisfied", "PARTIALLY_SATISFIED", " not satisfied", "部分满足"].map(readVerdict)).toEqual([
      "full",
      "partial",
      "none",
      "partial",
    ]);
    expect(["maybe", "", 1, null, "constructor"].map(readVerdict)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it("have a middle", () => {
    expect(middleVerdict(["full", "none", "partial"])).toBe("partial");
    expect(middleVerdict(["full", "none"])).toBe("none");
    expect(middleVerdict([])).toBeUndefined();
  });
});
