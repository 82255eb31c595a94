import { expect, test } from "vitest";
import { chooseIntents } from "./choose-intents.ts";

test.each([
  ["a systematic review of randomised trials of vitamin D", "academic"],
  ["papers on solid-state electrolytes since 2023, arXiv", "academic"],
  ["维生素D与骨折的随机对照临床试验综述", "academic"],
  ["latest news on the ceasefire today", "news"],
  ["今天最新的新闻：台风登陆", "news"],
  ["Nvidia earnings and share price after the fiscal quarter", "finance"],
  ["比亚迪2024年财报净利润和股价", "finance"],
  ["GDPR article 17 case law on the right to erasure", "law"],
  ["民法典第五百七十七条违约责任的司法解释", "law"],
  ["TypeError when calling readFile() in node.js typescript", "code"],
  ["python 报错 ModuleNotFoundError 怎么解决 代码", "code"],
  ["unemployment rate and population of Norway per capita GDP", "statistics"],
  ["2020年人口普查 失业率 统计", "statistics"],
])("%s is about %s", (query, intent) => {
  const [first] = chooseIntents(query);
  expect(first?.intent).toBe(intent);
  expect(first?.because.length).toBeGreaterThan(0);
});

test("a query without any cue is a general one, and says so without a reason", () => {
  const [first, ...others] = chooseIntents("Eastmere ferry landing boats");
  expect(first).toEqual({ intent: "general", score: 0.5, because: [] });
  expect(others.map(({ intent }) => intent)).toEqual(["encyclopaedia"]);
});

test("scores are chances, the surest first, whatever is asked", () => {
  for (const query of ["", "x".repeat(10_000), "law laws legal court ruling statute 法院 判决", "🏔️"]) {
    const scores = chooseIntents(query).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const score of scores) expect(score > 0 && score < 1).toBe(true);
  }
});
