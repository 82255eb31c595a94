import { describe, expect, test } from "vitest";
import { analyseQuestion } from "../analyse-question.ts";
import { briefFrom } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";

/** Whether two publishers' sentences are held against each other as answers to a question. */
function differ(question: string, texts: readonly string[]): boolean {
  const analysis = analyseQuestion(question);
  const brief = briefFrom({
    question,
    language: analysis.language,
    topic: "",
    entities: analysis.entities,
    asks: analysis.subQuestions,
    passages: texts.map((text, at) => ({ title: `Page ${at}`, text, publisher: `p${at}.example` })),
  });
  const report = composeReport({ ...brief, analysis }) ?? "";
  return /## (?:Where the sources differ|来源之间的差异)/.test(report);
}

const licence = "How much does a fishing licence cost in Norway?";
const fine = "What is the fine for speeding in Utah?";
const wage = "How much is the minimum wage in Oregon?";

describe("two publishers speak of one thing", () => {
  test.each([
    [
      licence,
      "A fishing licence in Norway costs 25 euros.",
      "In Norway you pay 40 euros for a fishing licence.",
    ],
    [fine, "The fine for speeding in Utah is $130.", "Speeding in Utah carries a fine of $175."],
    [wage, "Oregon's minimum wage is $14.70 per hour.", "The minimum wage in Oregon is $13.20 per hour."],
    ["故宫门票多少钱？", "故宫门票60元。", "故宫博物院门票价格为80元/人。"],
  ])("%s", (question, ...texts) => expect(differ(question, texts)).toBe(true));
});

describe("two publishers speak of different things", () => {
  test.each([
    [
      "another thing",
      licence,
      "A fishing licence in Norway costs 25 euros.",
      "A hunting licence in Norway costs 40 euros.",
    ],
    [
      "another place",
      licence,
      "A fishing licence in Norway costs 25 euros.",
      "A fishing licence in Sweden costs 40 euros.",
    ],
    [
      "another time span",
      licence,
      "A fishing licence in Norway costs 25 euros a year.",
      "A fishing licence in Norway costs 5 euros a day.",
    ],
    [
      "a special case",
      fine,
      "The fine for speeding in Utah is $130.",
      "The fine for speeding in a school zone in Utah is $300.",
    ],
    [
      "a part of it",
      wage,
      "Oregon's minimum wage is $14.70 per hour.",
      "In Portland, Oregon, the minimum wage is $15.95 per hour.",
    ],
    [
      "a year",
      wage,
      "Oregon's minimum wage is $14.70 per hour.",
      "Oregon's minimum wage was $13.50 per hour in 2022.",
    ],
    ["two groups", "故宫门票多少钱？", "故宫成人票60元。", "故宫学生票20元。"],
    ["two seasons", "故宫门票多少钱？", "故宫门票旺季60元。", "故宫门票淡季40元。"],
  ])("%s", (_, question, ...texts) => expect(differ(question, texts)).toBe(false));
});
