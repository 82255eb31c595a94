import { expect, test } from "vitest";
import { present } from "../../core/present.ts";
import { chooseEngines } from "./choose-engines.ts";
import { chooseIntents } from "./choose-intents.ts";
import type { SearchIntent } from "./search-engine.ts";

const engine = (name: string, intents: readonly SearchIntent[], languages?: readonly string[]) => ({
  name,
  intents,
  ...present({ languages }),
});

const engines = [
  engine("web", ["general", "news"]),
  engine("second-web", ["general"]),
  engine("papers", ["academic"]),
  engine("more-papers", ["academic"]),
  engine("cases", ["law"], ["en"]),
  engine("fa-lv", ["law"], ["zh"]),
  engine("figures", ["statistics"]),
  engine("wiki", ["encyclopaedia", "general"]),
];

const chosen = (text: string, language = "en", most = 3) =>
  chooseEngines(engines, { intents: chooseIntents(text), language, most }).map((choice) => choice.engine);

test("engines of the query's subject come first, and one of the web at large is among them", () => {
  expect(chosen("a meta-analysis of randomised trials, papers")).toEqual(["papers", "more-papers", "web"]);
  expect(chosen("unemployment rate census statistics")).toEqual(["figures", "web", "second-web"]);
  expect(chosen("Eastmere ferry landing")).toEqual(["web", "second-web", "wiki"]);
});

test("the engine of the web that joins them is one that is first of all for everything", () => {
  const chosenOf = (list: typeof engines) =>
    chooseEngines(list, { intents: chooseIntents("papers and preprints on arXiv"), language: "en", most: 2 });
  expect(chosenOf(engines.toReversed()).map((choice) => choice.engine)).toEqual([
    "more-papers",
    "second-web",
  ]);
  const withoutWeb = engines.filter(({ name }) => !name.endsWith("web"));
  expect(chosenOf(withoutWeb).map((choice) => choice.engine)).toEqual(["papers", "wiki"]);
});

test("engines of other languages are not asked", () => {
  expect(chosen("GDPR statute case law")).toContain("cases");
  expect(chosen("民法典第五百条的司法解释", "zh")).toContain("fa-lv");
  expect(chosen("民法典第五百条的司法解释", "zh")).not.toContain("cases");
});

test("the order of preference decides between engines that fit alike", () => {
  const turned = chooseEngines(engines.toReversed(), {
    intents: chooseIntents("snow"),
    language: "en",
    most: 1,
  });
  expect(turned).toEqual([{ engine: "wiki", intent: "general", fit: 0.5 }]);
});

test("where none fits, the best of the language is asked, and none where there is none", () => {
  const intents = chooseIntents("Eastmere ferry landing");
  const [, , papers] = engines;
  expect(chooseEngines(papers ? [papers] : [], { intents, language: "en", most: 3 })).toMatchObject([
    { engine: "papers", fit: 0 },
  ]);
  expect(chooseEngines([engine("x", ["general"], ["zh"])], { intents, language: "en", most: 3 })).toEqual([]);
});

test("an engine without intents is asked only where there is no other", () => {
  const byName = engine("by-name", []);
  const intents = chooseIntents("Eastmere ferry landing");
  expect(chooseEngines([byName], { intents, language: "en", most: 3 })).toEqual([
    { engine: "by-name", intent: "general", fit: 0 },
  ]);
  const besideOthers = chooseEngines([byName, ...engines], { intents, language: "en", most: 9 });
  expect(besideOthers.map((choice) => choice.engine)).not.toContain("by-name");
});
