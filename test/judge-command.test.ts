import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { answerByRule } from "../src/judge/rubric/model/loopback-judge-script.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { deepwell } from "./deepwell-process.ts";

const folder = mkdtempSync(path.join(tmpdir(), "deepwell-judge-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const env = { DEEPWELL_CACHE_DIR: path.join(folder, "cache") };

const text = "# Loans\n\nBooks are lent for 28 days [1].\n\n1. Rules, https://library.example/rules\n";
const report = write("report.md", text);
const task = write(
  "task.json",
  JSON.stringify({
    prompt: "How long may I keep a book?",
    rubrics: [
      { id: "days", criterion: "States that “Books are lent for 28 days”.", weight: 4 },
      { id: "table", criterion: "Includes a table.", weight: 1 },
      { id: "style", criterion: "The style is compelling.", weight: 1 },
      { id: "ads", criterion: "Uses the term 'buy now'.", weight: -2 },
    ],
  }),
);

describe("deepwell judge", () => {
  it("judges without a model, says so, and leaves open what it cannot decide", async () => {
    const { code, stdout } = await deepwell(["judge", report, "--task", task, "--json"], { env });
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      judge: "embedded",
      usesLanguageModel: false,
      scores: { evaluation: { mapping: "evaluation", low: 4 / 6, high: 5 / 6, coverage: 7 / 8 } },
      effort: { calls: 0 },
      prompts: {},
    });
    expect(found.scores.reward).not.toHaveProperty("value");
    expect(found.rubrics.map((rubric: { outcome: { type: string } }) => rubric.outcome.type)).toEqual([
      "verdict",
      "verdict",
      "unknown",
      "verdict",
    ]);
  });

  it("reads standard input and talks Chinese", async () => {
    const { code, stdout } = await deepwell(["judge", "-", "--task", task, "--lang", "zh"], {
      env,
      input: text,
    });
    expect(code).toBe(0);
    expect(stdout).toContain("未使用语言模型");
    expect(stdout).toContain("已判定权重 88%");
  });

  it("lets a model judge, by requests that are counted and kept", async () => {
    await using server = await startLoopbackModel(answerByRule);
    const args = ["judge", report, "--task", task, "--model-judge", "m", "--base-url", server.url, "--json"];
    const first = JSON.parse((await deepwell(args, { env })).stdout);
    expect(first).toMatchObject({ usesLanguageModel: true, effort: { trials: 3, calls: 6, disagreeing: 0 } });
    expect(first.scores.evaluation.value).toBeCloseTo(4 / 6);
    expect(Object.keys(first.prompts).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "judge-negative.en.md",
      "judge-positive.en.md",
    ]);
    const second = JSON.parse((await deepwell(args, { env })).stdout);
    expect(second.effort).toMatchObject({ calls: 0, cached: 12 });
  });

  it.each([["none.md"], [path.join(folder, "none")]])("says that there is no report at %s", async (place) => {
    const { code, stderr } = await deepwell(["judge", place, "--task", task], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(`There is no report at ${place}.`);
  });

  it("exits with 5 when no verdict came, with 3 when some did not", async () => {
    await using broken = await startLoopbackModel(() => ({ type: "error", status: 400, message: "broken" }));
    const args = (url: string) => [
      "judge",
      report,
      "--task",
      task,
      "--model-judge",
      "m",
      "--base-url",
      url,
      "--no-cache",
    ];
    const none = await deepwell(args(broken.url), { env });
    expect(none.code).toBe(5);
    expect(none.stdout).toContain("the model failed");
    await using half = await startLoopbackModel((request) =>
      request.body.includes("quality controller")
        ? { type: "error", status: 400, message: "broken" }
        : answerByRule(request),
    );
    const some = await deepwell(args(half.url), { env });
    expect(some.code).toBe(3);
    expect(some.stdout).toContain("Trials: 3 · verdicts that did not come: 3 ·");
  });

  it("compares two reports, and looks through rubrics", async () => {
    const other = write("other.md", "# Loans\n\n- Books.\n- Days.");
    const compared = await deepwell(["judge", report, "--task", task, "--against", other, "--json"], { env });
    expect(JSON.parse(compared.stdout)).toMatchObject({
      judge: "embedded",
      preferences: { depth: "second" },
    });
    const { code, stdout } = await deepwell(["judge", "--task", task, "--lint"], { env });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "  style “The style is compelling.”\n    verifiable: a matter of taste without a measure: compelling",
    );
  });

  it("looks at the form alone where a task has no rubrics, and says so in either language", async () => {
    const bare = write("bare.json", JSON.stringify({ prompt: "How long?", rubrics: [] }));
    const english = await deepwell(["judge", report, "--task", bare], { env });
    expect(english).toMatchObject({ code: 0 });
    expect(english.stdout).toContain("The task has no rubrics");
    expect(english.stdout).not.toContain("Score");
    expect((await deepwell(["judge", report, "--task", bare, "--lang", "zh"], { env })).stdout).toContain(
      "没有评分标准",
    );
  });

  it("tells under which mapping something fatal fails", async () => {
    const rubrics = [
      { id: "both", criterion: "Contains sections titled 'Loans' and 'Costs'.", weight: -1, fatal: true },
      { id: "days", criterion: "Includes a link.", weight: 2 },
    ];
    const fatal = write("fatal.json", JSON.stringify({ prompt: "How long?", rubrics }));
    const { stdout } = await deepwell(["judge", report, "--task", fatal], { env });
    expect(stdout).toMatch(/evaluation .*: 0\.750$/m);
    expect(stdout).toMatch(/reward .*: 0\.000 \(fails what is fatal: both\)$/m);
  });

  it.each([
    ["two tasks of one id", ["--task-id", "t"], "2 tasks are called t"],
    ["an id that is not there", ["--task-id", "u"], "There is no task u"],
    ["an id that is not there, for the linter", ["--task-id", "u", "--lint"], "There is no task u"],
    ["no id for several tasks", [], "holds 2 tasks"],
  ])("refuses %s", async (_, args, message) => {
    const line = JSON.stringify({
      id: "t",
      prompt: "How long?",
      rubrics: [{ criterion: "Includes a table." }],
    });
    const twice = write("twice.jsonl", `${line}\n${line}\n`);
    const { code, stderr } = await deepwell(["judge", report, "--task", twice, ...args], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ["no task", [report], "--task is missing"],
    ["no report", ["--task", task], "There is no report"],
    [
      "a count that is none",
      [report, "--task", task, "--model-judge", "m", "--base-url", "http://127.0.0.1:9/v1", "--trials", "0"],
      "--trials cannot be",
    ],
    ["a file without tasks", [report, "--task", report], "does not hold tasks"],
  ])("refuses %s", async (_, args, message) => {
    const { code, stderr } = await deepwell(["judge", ...args], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("deepwell judge-data", () => {
  it("writes labels and both sets, and rewards answers to them", async () => {
    await using server = await startLoopbackModel(answerByRule);
    const cases = write(
      "cases.jsonl",
      JSON.stringify({ ...JSON.parse(readFileSync(task, "utf8")), report: text }),
    );
    const out = path.join(folder, "judge-data");
    const model = ["--model-judge", "m", "--base-url", server.url];
    const made = await deepwell(["judge-data", "--cases", cases, "--out", out, ...model], { env });
    expect(JSON.parse(made.stdout)).toMatchObject({ reports: 1, criteria: 4, missing: 0, examples: 2 });
    const lines = (name: string) => readFileSync(path.join(out, name), "utf8").split("\n").filter(Boolean);
    const [sft] = [...lines("sft-train.jsonl"), ...lines("sft-validation.jsonl")];
    const [rl] = [...lines("rl-train.jsonl"), ...lines("rl-validation.jsonl")];
    const answer = JSON.parse(sft ?? "").messages[2].content;
    const answers = write(
      "answers.jsonl",
      JSON.stringify({ answer, ground_truth: JSON.parse(rl ?? "").reward_model.ground_truth }),
    );
    const rewarded = await deepwell(["judge-data", "--reward", answers], { env });
    expect(JSON.parse(rewarded.stdout)).toEqual({ score: 1, format: 1, agreement: 1 });
    const without = await deepwell(["judge-data", "--cases", cases, "--out", out], { env });
    expect(without.code).toBe(2);
  });

  it("asks no model for labels that could not be written", async () => {
    await using server = await startLoopbackModel(answerByRule);
    const cases = write(
      "unwritten.jsonl",
      JSON.stringify({ ...JSON.parse(readFileSync(task, "utf8")), report: text }),
    );
    const model = ["--model-judge", "m", "--base-url", server.url];
    const { code, stderr } = await deepwell(
      ["judge-data", "--cases", cases, "--out", path.join(cases, "below"), ...model],
      { env },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--out cannot be .*\nWhy: .*unwritten\.jsonl/);
    expect(server.requests).toEqual([]);
  });
});

describe("deepwell bench judge", () => {
  it("measures the judge on labelled reports, and the mappings on a scoring fixture", async () => {
    const verdicts = ["full", "not satisfied", "Partially Satisfied", "none"];
    const rubrics = [
      { criterion: "States that books are lent for 28 days.", weight: 4 },
      { criterion: "Includes a table.", weight: 1 },
      { criterion: "The style is compelling.", weight: 1 },
      { criterion: "Uses the term 'buy now'.", weight: -2 },
    ];
    const data = write(
      "labels/one.jsonl",
      JSON.stringify({ prompt: "How long?", report: text, rubrics, verdicts }),
    );
    const result = JSON.parse((await deepwell(["bench", "judge", "--data", data, "--json"], { env })).stdout);
    expect(result.metrics["share decided"].value).toBe(0.75);
    expect(result.metrics["ternary macro-F1, decided"].value).toBe(1);
    expect(result.metrics["ternary macro-F1, undecided are misses"].value).toBeCloseTo(2 / 3);
    const cases = [
      {
        weights: [5, -4],
        verdicts: ["Satisfied", "Partially Satisfied"],
        ternary: 0.6,
        binary: 1,
        step_rl: 0.2,
      },
      {
        weights: [2, 2],
        verdicts: ["Satisfied", "Partially Satisfied"],
        ternary: 0.75,
        binary: 0.5,
        step_rl: 0.25,
      },
    ];
    const fixture = write("fixture.json", JSON.stringify({ cases }));
    const scored = JSON.parse(
      (await deepwell(["bench", "judge", "--data", fixture, "--json"], { env })).stdout,
    );
    expect(scored.metrics).toMatchObject({
      "evaluation reproduced": { value: 1 },
      "reward reproduced": { value: 0.5 },
      "public-binary reproduced": { value: 1 },
    });
  });
});
