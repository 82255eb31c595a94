import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readTask, readTasks } from "./read-tasks.ts";

const folder = mkdtempSync(path.join(tmpdir(), "deepwell-tasks-"));
let files = 0;
const write = (content: string, name = `${(files += 1)}.jsonl`): string => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const lines = (...records: readonly unknown[]): string =>
  records.map((record) => JSON.stringify(record)).join("\n");

describe("readTask", () => {
  it("reads ResearchRubrics: roles by axis and sign", () => {
    const task = readTask(
      {
        prompt: "Write a synthesis report on tea.",
        sample_id: "6847",
        domain: "History",
        rubrics: [
          { criterion: "Names a stage.", weight: 5, axis: "Explicit Criteria" },
          { criterion: "Gives a date.", weight: 2.5, axis: "Implicit Criteria" },
          { criterion: "Sells tea.", weight: -4, axis: "Implicit Criteria" },
        ],
      },
      "1",
    );
    expect(task).toMatchObject({ id: "6847", language: "en", groups: [] });
    expect(task.rubrics.map(({ id, role, weight, dimension }) => [id, role, weight, dimension])).toEqual([
      ["r1", "explicit", 5, "Explicit Criteria"],
      ["r2", "implicit", 2.5, "Implicit Criteria"],
      ["r3", "negative", -4, "Implicit Criteria"],
    ]);
  });

  it("reads DeepResearch Bench: dimensions become weighted groups, explanations are kept", () => {
    const task = readTask(
      {
        id: 4,
        prompt: "分析黄金走势",
        language: "zh",
        dimension_weight: { insight: 0.6, readability: 0.4, unused: 0 },
        criterions: {
          insight: [{ criterion: "归因清晰", explanation: "说明原因", weight: 1 }],
          readability: [{ criterion: "结构清楚", weight: 0.5 }],
          unused: [{ criterion: "不算", weight: 1 }],
        },
      },
      "1",
    );
    expect(task.groups).toEqual([
      { id: "insight", weight: 0.6 },
      { id: "readability", weight: 0.4 },
    ]);
    expect(task.rubrics).toMatchObject([
      { criterion: "归因清晰", group: "insight", explanation: "说明原因" },
      { criterion: "结构清楚", group: "readability" },
    ]);
  });

  it("reads DeepResearch Bench II with the sources it blocks", () => {
    const task = readTask(
      {
        id: "task7",
        language: "zh",
        prompt: "请写报告",
        content: {
          task: "请写报告",
          rubric: { info_recall: ["指出1994年"], analysis: ["比较两者"], presentation: [] },
          blocked: { title: "x", urls: ["https://blocked.example/a"] },
        },
      },
      "1",
    );
    expect(task.rubrics.map(({ dimension, weight }) => [dimension, weight])).toEqual([
      ["info_recall", 1],
      ["analysis", 1],
    ]);
    expect(task.blockedUrls).toEqual(["https://blocked.example/a"]);
  });

  it("reads ResearcherBench points and tasks in the manner of ADR-Bench, fatal flaws included", () => {
    const points = readTask(
      { id: 2, question: "What next?", rubric: [{ point: "Explains it.", weight: 3 }] },
      "1",
    );
    expect(points).toMatchObject({
      id: "2",
      prompt: "What next?",
      rubrics: [{ weight: 3, role: "explicit" }],
    });
    const adr = readTask(
      {
        id: "adr-1",
        domain: "Law",
        scenario: "合规诊断",
        prompt: "是否构成二清？",
        rubrics: [{ criterion: "引用已废止的法条", weight: -3, fatal: true }],
      },
      "1",
    );
    expect(adr.rubrics).toMatchObject([{ dimension: "Law", role: "negative", fatal: true }]);
    const own = { id: "z", criterion: "说明依据", weight: 2, role: "implicit", explanation: "看法条" };
    const fields = { id: "adr-2", domain: "Law", scenario: "s", prompt: "是否构成二清？", rubrics: [own] };
    expect(readTask(fields, "1").rubrics).toMatchObject([own]);
    expect(readTask({ id: "a", domain: "d", scenario: "s", prompt: "p" }, "1").rubrics).toEqual([]);
  });

  it("reads its own form, with groups in groups", () => {
    const task = readTask(
      {
        prompt: "Why?",
        groups: [
          { id: "g", weight: 2 },
          { id: "h", weight: 1, parent: "g" },
        ],
        rubrics: [
          { id: "a", criterion: "Says why.", dimension: "content", weight: 2, group: "h", role: "implicit" },
        ],
      },
      "7",
    );
    expect(task).toMatchObject({ id: "7", rubrics: [{ id: "a", group: "h", fatal: false }] });
  });

  it.each([
    ["a flaw with a positive weight", { rubrics: [{ criterion: "x", weight: 1, role: "negative" }] }, /role/],
    ["a weight of zero", { rubrics: [{ criterion: "x", weight: 0 }] }, /weight/],
    ["a misspelt field", { rubrics: [{ criterion: "x", wieght: 3 }] }, /wieght is no field; is weight meant/],
    ["text in place of a rubric", { rubrics: ["x"] }, /task 1 rubrics.0: /],
    ["a criterion without words", { rubrics: [{ criterion: " " }] }, /criterion/],
    ["a group that is not there", { rubrics: [{ criterion: "x", group: "g" }] }, /no known group/],
    [
      "one id twice",
      {
        rubrics: [
          { id: "a", criterion: "x" },
          { id: "a", criterion: "y" },
        ],
      },
      /one id/,
    ],
    [
      "groups in a circle",
      {
        groups: [
          { id: "a", weight: 1, parent: "b" },
          { id: "b", weight: 1, parent: "a" },
        ],
        rubrics: [],
      },
      /contains itself/,
    ],
  ])("refuses %s", (_, rest, reason) => {
    expect(() => readTask({ prompt: "Why?", ...rest }, "1")).toThrow(reason);
  });
});

describe("readTasks", () => {
  it("takes JSON, JSONL and folders of both, formats mixed", async () => {
    const own = { prompt: "Why?", rubrics: [{ criterion: "Says why." }] };
    const points = { id: 9, question: "What?", rubric: [{ point: "Says what.", weight: 1 }] };
    write(lines(own, points), "a.jsonl");
    write(JSON.stringify([own], undefined, 2), "b.json");
    expect((await readTasks(path.join(folder, "a.jsonl"))).map(({ id }) => id)).toEqual(["1", "9"]);
    expect(await readTasks(folder)).toHaveLength(3);
  });

  it("tells tasks without an id apart by file and line, and reads what begins with a byte order mark", async () => {
    const other = mkdtempSync(path.join(tmpdir(), "deepwell-tasks-"));
    const task = JSON.stringify({
      prompt: "Why?",
      rubrics: [{ criterion: "Says why.", note: "of the author" }],
    });
    writeFileSync(path.join(other, "a.json"), `\uFEFF${task}`);
    writeFileSync(path.join(other, "b.jsonl"), `\uFEFF${task}\n${task}\n`);
    expect((await readTasks(other)).map(({ id }) => id)).toEqual(["a:1", "b:1", "b:2"]);
    rmSync(other, { recursive: true });
  });

  it("refuses a file without any task", async () => {
    for (const text of ["", "[]", "\n\n"]) {
      await expect(readTasks(write(text))).rejects.toMatchObject({ why: "there is no task in it" });
    }
  });

  it("names the line that is wrong", async () => {
    await expect(readTasks(write('{"prompt":"Why?","rubrics":[]}\nnot json'))).rejects.toThrow(
      expect.objectContaining({ code: "DATA_INVALID", why: expect.stringContaining("line 2") }),
    );
    await expect(readTasks(path.join(folder, "absent.json"))).rejects.toMatchObject({ code: "DATA_INVALID" });
  });
});
