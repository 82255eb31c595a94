import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../core/errors.ts";
import { readMultiHopData } from "./multi-hop/multi-hop-data.ts";
import { scoreReading } from "./multi-hop/score-reading.ts";
import { multihopSuite } from "./multihop.ts";

const corpus = [
  {
    id: "a",
    title: "The Glass Orchard",
    text: "The Glass Orchard is a novel by Mira Tolle, printed in small numbers.",
  },
  { id: "b", title: "Mira Tolle", text: "Mira Tolle grew up in Vendry, where her mother repaired clocks." },
  { id: "c", title: "Vendry", text: "Vendry is a hill town of 2,450 people known for its clocks." },
  {
    id: "d",
    title: "The Glass Garden",
    text: "The Glass Garden is a novel about an orchard and a town by the sea.",
  },
  {
    id: "e",
    title: "Orchards",
    text: "An orchard is a piece of land where fruit trees grow. Novels are set in orchards.",
  },
  {
    id: "f",
    title: "Novel",
    text: "A novel is a long work of fiction. The author of a novel is called a novelist.",
  },
];
const questions = [
  {
    id: "q1",
    question: "How many people live in the hometown of the author of The Glass Orchard?",
    answer: "2,450",
    gold_titles: ["The Glass Orchard", "Mira Tolle", "Vendry"],
  },
];
const lines = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join("\n");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "multihop-"));
  await mkdir(path.join(folder, "set"));
  await writeFile(path.join(folder, "set", "corpus.jsonl"), lines(corpus));
  await writeFile(path.join(folder, "set", "dev.questions.jsonl"), lines(questions));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the multihop suite", () => {
  it("runs the real policy and finds a chain that one search misses", async () => {
    const result = await multihopSuite.run({ data: path.join(folder, "set") });
    expect(result.n).toBe(1);
    expect(result.metrics["all@5"]?.value).toBe(1);
    expect(result.metrics["answer@5"]?.value).toBe(1);
    expect(Object.keys(result.baselines)).toContain("one search");
    expect(result.baselines["one search"]?.["recall@2"]).toBeLessThan(1);
    expect(result.config["checkpoint"]).toBe("hand-set");
  });

  it("gives the same numbers twice", async () => {
    const first = await multihopSuite.run({ data: path.join(folder, "set") });
    expect(await multihopSuite.run({ data: path.join(folder, "set") })).toEqual(first);
  });

  it("takes a folder of sets and tells them apart", async () => {
    const other = path.join(folder, "other");
    await cp(path.join(folder, "set"), other, { recursive: true });
    const result = await multihopSuite.run({ data: folder });
    expect(result.n).toBe(2);
    expect(Object.keys(result.metrics)).toEqual(expect.arrayContaining(["set/recall@5", "other/recall@5"]));
    await rm(other, { recursive: true });
  });

  it("says what is wrong with data it cannot use", async () => {
    await expect(multihopSuite.run({ data: tmpdir() })).rejects.toThrow(AppError);
    const broken = path.join(folder, "broken");
    await mkdir(broken);
    await writeFile(path.join(broken, "corpus.jsonl"), '{"id": 1}');
    await expect(readMultiHopData(broken)).rejects.toMatchObject({
      code: "DATA_INVALID",
      why: expect.stringContaining("line 1 of corpus.jsonl"),
    });
    await rm(broken, { recursive: true });
  });
});

describe("scores", () => {
  const texts = new Map(corpus.map((entry) => [entry.id, entry]));
  const one = { id: "q", question: "", answers: ["Hill Town"], gold: [new Set(["a"]), new Set(["b", "c"])] };

  it("count each needed piece once, wherever it stands, and only within the depth", () => {
    const scores = scoreReading(
      one,
      { entries: ["d", "c", "b", "e", "f", "a"], turns: 1, queries: 1 },
      texts,
    );
    expect(scores["recall@2"]).toBe(0.5);
    expect(scores["recall@5"]).toBe(0.5);
    expect(scores["all@5"]).toBe(0);
    expect(scores["recall@10"]).toBe(1);
    expect(scores["all@10"]).toBe(1);
  });

  it("find the answer by its words, whatever their case", () => {
    expect(scoreReading(one, { entries: ["c"], turns: 1, queries: 1 }, texts)["answer@2"]).toBe(1);
    expect(scoreReading(one, { entries: ["a"], turns: 1, queries: 1 }, texts)["answer@2"]).toBe(0);
  });

  it("take gold from the passage that the data names, not from its namesakes", async () => {
    const twins = path.join(folder, "twins");
    await mkdir(twins);
    await writeFile(
      path.join(twins, "corpus.jsonl"),
      lines([...corpus, { id: "z", title: "Vendry", text: "Vendry is also a kind of cheese." }]),
    );
    const gold = { ...questions[0], gold_passages: [{ title: "Vendry", text: corpus[2]?.text }] };
    await writeFile(path.join(twins, "questions.jsonl"), lines([gold]));
    const [data] = await readMultiHopData(twins);
    expect(data?.cases[0]?.gold).toEqual([new Set(["c"])]);
    await rm(twins, { recursive: true });
  });
});
