import { describe, expect, it } from "vitest";
import { rubricTask } from "../rubric.ts";
import type { RubricJudgement } from "../rubric-judge.ts";
import type { RubricOutcome, VerdictWord } from "../verdict.ts";
import { rlRow, sftRow } from "./export-examples.ts";
import { judgeAnswerReward } from "./judge-answer-reward.ts";
import { judgeExamples } from "./judge-examples.ts";

const report = "Books are lent for 28 days.";
const task = rubricTask(
  {
    id: "t",
    prompt: "How long?",
    rubrics: [
      { id: "a", criterion: "Says 28 days.", weight: 2 },
      { id: "b", criterion: "Says 18 euros.", weight: 1 },
      { id: "c", criterion: "Is in doubt.", weight: 1 },
      { id: "d", criterion: "Hedges.", weight: -1 },
      { id: "e", criterion: "Was not judged.", weight: 1 },
    ],
  },
  "t",
);
const said = (rubricId: string, ...trials: readonly VerdictWord[]): RubricOutcome => ({
  type: "verdict",
  rubricId,
  verdict: trials[0] ?? "none",
  trials,
  reason: `why ${rubricId}`,
  evidence: trials[0] === "full" ? [{ text: "28 days", start: 19, end: 26 }] : [],
});
const judgement: RubricJudgement = {
  judge: "strong",
  usesLanguageModel: true,
  outcomes: [
    said("a", "full", "full"),
    said("b", "none", "none"),
    said("c", "full", "none"),
    said("d", "none", "none"),
    { type: "judge_unavailable", rubricId: "e", cause: "timeout", reason: "late" },
  ],
  prompts: {},
  effort: { trials: 2, calls: 4, cached: 0, parts: 1, failures: {}, compared: 4, disagreeing: 1 },
};
const examples = judgeExamples({ task, report, judgement });

describe("judgeExamples", () => {
  it("asks as the judge is asked, merits and flaws apart, and teaches only what the labeller is sure of", () => {
    expect(examples.map(({ id, labels }) => [id, Object.fromEntries(labels)])).toEqual([
      ["t:judge-positive:1", { c1: "full", c2: "none" }],
      ["t:judge-negative:1", { c1: "none" }],
    ]);
    const [first] = examples;
    expect(JSON.parse(first?.answer ?? "")).toEqual({
      verdicts: [
        { id: "c1", reason: "why a", evidence: ["28 days"], verdict: "full" },
        { id: "c2", reason: "why b", evidence: [], verdict: "none" },
      ],
    });
    expect(JSON.stringify(first?.messages)).toContain("Says 28 days.");
    expect(JSON.stringify(examples)).not.toContain("Is in doubt");
  });

  it("keeps a task in one split, and about the wanted share held out", () => {
    expect(new Set(examples.map(({ split }) => split)).size).toBe(1);
    const splits = Array.from({ length: 300 }, (_, at) => {
      const other = { ...task, id: String(at) };
      return judgeExamples({ task: other, report, judgement }, { validationShare: 0.2 })[0]?.split;
    });
    const held = splits.filter((split) => split === "validation").length;
    expect(held).toBeGreaterThan(35);
    expect(held).toBeLessThan(85);
  });
});

describe("judgeAnswerReward", () => {
  const labels = new Map<string, VerdictWord>([
    ["c1", "full"],
    ["c2", "none"],
  ]);
  const answer = (one: string, two: string) =>
    JSON.stringify({
      verdicts: [
        { id: "c1", verdict: one },
        { id: "c2", verdict: two },
      ],
    });

  it("is 1 for the labeller's own answer", () => {
    for (const example of examples) expect(judgeAnswerReward(example.answer, example.labels).score).toBe(1);
  });

  it.each([
    ["half right", answer("full", "full"), { score: 0.5, format: 1, agreement: 0.5 }],
    ["one step off", answer("partial", "none"), { score: 0.75, format: 1, agreement: 0.75 }],
    ["right with words around it", `Here: ${answer("full", "none")}`, { score: 0, format: 0, agreement: 1 }],
    [
      "an id left out",
      '{"verdicts":[{"id":"c1","verdict":"full"}]}',
      { score: 0, format: 0, agreement: 0.5 },
    ],
    [
      "an id nobody asked for",
      answer("full", "none").replace("]", ',{"id":"c3","verdict":"full"}]'),
      { score: 0, format: 0, agreement: 1 },
    ],
    ["nothing", "", { score: 0, format: 0, agreement: 0 }],
  ])("%s", (_, given, reward) => expect(judgeAnswerReward(given, labels)).toEqual(reward));
});

describe("exports", () => {
  const [example] = examples;
  if (example === undefined) throw new Error("no example");

  it("are what the engines read for supervised training", () => {
    expect(sftRow(example, "trl")).toMatchObject({
      messages: [{ role: "system" }, { role: "user" }, { role: "assistant", content: example.answer }],
    });
    expect(sftRow(example, "llama-factory")).toMatchObject({
      conversations: [{ from: "human" }, { from: "gpt", value: example.answer }],
      system: expect.stringContaining("expert evaluator"),
    });
  });

  it("are what the engines read for training by reward, labels as a JSON string", () => {
    const truth = '{"c1":"full","c2":"none"}';
    expect(rlRow(example, "verl", 3)).toMatchObject({
      data_source: "deepwell-judge",
      prompt: [{ role: "system" }, { role: "user" }],
      reward_model: { style: "rule", ground_truth: truth },
      extra_info: { index: 3, split: example.split, need_tools_kwargs: false },
    });
    expect(rlRow(example, "slime", 0)).toMatchObject({ label: truth, metadata: { labeller: "strong" } });
    expect(rlRow(example, "trl", 0)).toMatchObject({ ground_truth: truth });
  });
});
